/// What an option holds, as files and command lines write it.
public enum OptionValue: Sendable, Hashable {
    case number(Double)
    case integer(Int)
    case text(String)
    case flag(Bool)
    /// An option that is not given and has no value then.
    case absent
}

extension OptionValue: CustomStringConvertible {
    /// As a user would write it: `0.5`, `3`, `all`, `true`, `none`.
    public var description: String {
        switch self {
        case .number(let value): Int(exactly: value).map { "\($0)" } ?? "\(value)"
        case .integer(let value): "\(value)"
        case .text(let value): value
        case .flag(let value): "\(value)"
        case .absent: "none"
        }
    }
}

extension OptionValue: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .absent
        } else if let value = try? container.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .flag(let value): try container.encode(value)
        case .absent: try container.encodeNil()
        }
    }
}
