import Torch

/// The types of elements that the safetensors format knows, by their published names.
enum StoredType {
    /// The size of one element in bytes; `nil` for a type that this version does not know.
    static func byteCount(_ name: String) -> Int? {
        switch name {
        case "F64", "I64", "U64", "C64": 8
        case "F32", "I32", "U32": 4
        case "F16", "BF16", "I16", "U16": 2
        case "BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3", "F8_E8M0", "F8_E5M2FNUZ", "F8_E4M3FNUZ": 1
        default: nil
        }
    }

    /// The type of a tensor that can hold the elements.
    static func dtype(_ name: String) -> DType? {
        DType.allCases.first { $0.storedName == name }
    }
}

extension DType {
    /// The name of the type in safetensors files.
    var storedName: String {
        switch self {
        case .float64: "F64"
        case .float32: "F32"
        case .float16: "F16"
        case .bfloat16: "BF16"
        case .int64: "I64"
        case .int32: "I32"
        case .uint8: "U8"
        case .bool: "BOOL"
        }
    }
}
