import CTorch

/// The type of a tensor's elements.
public enum DType: String, Sendable, Codable, CaseIterable {
    case float32, float64, bfloat16, float16, int64, int32, uint8, bool

    /// The size of one element in bytes.
    public var byteCount: Int {
        switch self {
        case .float64, .int64: 8
        case .float32, .int32: 4
        case .bfloat16, .float16: 2
        case .uint8, .bool: 1
        }
    }

    public var isFloatingPoint: Bool {
        switch self {
        case .float32, .float64, .bfloat16, .float16: true
        case .int64, .int32, .uint8, .bool: false
        }
    }

    var code: ct_dtype {
        switch self {
        case .float32: CT_FLOAT32
        case .float64: CT_FLOAT64
        case .bfloat16: CT_BFLOAT16
        case .float16: CT_FLOAT16
        case .int64: CT_INT64
        case .int32: CT_INT32
        case .uint8: CT_UINT8
        case .bool: CT_BOOL
        }
    }

    init?(code: ct_dtype) {
        guard let match = DType.allCases.first(where: { $0.code == code }) else { return nil }
        self = match
    }
}

/// A Swift number that a tensor can be made from and read as.
public protocol TensorElement: Sendable {
    static var dtype: DType { get }
    static var zero: Self { get }
}

extension Float: TensorElement { public static var dtype: DType { .float32 } }
extension Double: TensorElement { public static var dtype: DType { .float64 } }
extension Int: TensorElement { public static var dtype: DType { .int64 } }
extension Int32: TensorElement { public static var dtype: DType { .int32 } }
extension UInt8: TensorElement { public static var dtype: DType { .uint8 } }
