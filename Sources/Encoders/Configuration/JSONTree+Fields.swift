import Formats
import Foundation

extension [JSONTree.Member] {
    /// The members as configurations keep them: texts, numbers, truth values, lists, dictionaries and
    /// `NSNull`.
    /// - Precondition: no key is there twice.
    var values: [String: Any] {
        Dictionary(map { ($0.name, $0.value.value) }) { first, _ in first }
    }
}

extension JSONTree {
    fileprivate var value: Any {
        switch self {
        case .null: NSNull()
        case .bool(let value): NSNumber(value: value)
        case .number(let number): number.value
        case .string(let text): text
        case .array(let elements): elements.map(\.value)
        case .object(let members): members.values
        }
    }
}

extension JSONNumber {
    /// With the type that it is written in: only a number without a point and a power of ten is whole.
    fileprivate var value: NSNumber {
        if let integer { return NSNumber(value: integer) }
        if let large = UInt64(text) { return NSNumber(value: large) }
        return NSNumber(value: double ?? .nan)
    }
}
