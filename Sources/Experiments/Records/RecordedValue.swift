import Foundation
import Options

/// Any value of JSON, as a run's configuration holds what its workload says of itself.
///
/// Whoever reads the configuration needs not know the workload: values are compared and shown.
public enum RecordedValue: Sendable, Hashable {
    /// What holds no others.
    case value(OptionValue)
    case array([RecordedValue])
    case object([String: RecordedValue])

    public static let null = RecordedValue.value(.absent)
}

extension RecordedValue: Codable {
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let members = try? value.decode([String: RecordedValue].self) {
            self = .object(members)
        } else if let array = try? value.decode([RecordedValue].self) {
            self = .array(array)
        } else {
            self = .value(try value.decode(OptionValue.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .value(let value): try container.encode(value)
        case .array(let values): try container.encode(values)
        case .object(let values): try container.encode(values)
        }
    }
}

extension RecordedValue: CustomStringConvertible {
    public var description: String {
        switch self {
        case .value(let value): "\(value)"
        case .array(let values): "[\(values.map(\.description).joined(separator: ", "))]"
        case .object(let members):
            "{\(members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
        }
    }
}

extension RecordedValue {
    /// A member of an object; other values have none, and get none.
    public subscript(key: String) -> RecordedValue? {
        get { if case .object(let members) = self { members[key] } else { nil } }
        set {
            guard case .object(var members) = self else { return }
            members[key] = newValue
            self = .object(members)
        }
    }

    /// The values that hold no objects, by the keys that lead to them: `training.epochs`.
    func leaves() -> [String: RecordedValue] {
        guard case .object(let members) = self else { return ["": self] }
        return members.reduce(into: [:]) { leaves, member in
            for (path, value) in member.value.leaves() {
                leaves[path.isEmpty ? member.key : "\(member.key).\(path)"] = value
            }
        }
    }

    /// What a value is written as.
    public init(_ value: some Encodable) throws {
        self = try JSONDecoder().decode(RecordedValue.self, from: JSONEncoder().encode(value))
    }

    /// The value that was written so.
    func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: JSONEncoder().encode(self))
    }

    /// A place in which an older value differs from a newer one.
    public struct Difference: Sendable, Equatable {
        /// Through the keys: `training.epochs`.
        public let path: String
        public let old, new: RecordedValue
    }

    /// The places in which an older value differs from this newer one. Objects of other names differ in
    /// these, whatever else they have.
    public static func differences(_ old: RecordedValue, _ new: RecordedValue) -> [Difference] {
        differences(old, new, at: "")
    }

    private static func differences(
        _ old: RecordedValue, _ new: RecordedValue, at path: String
    ) -> [Difference] {
        guard old != new else { return [] }
        guard case .object(let was) = old, case .object(let now) = new else {
            return [Difference(path: path, old: old, new: new)]
        }
        let areOthers = was["name"] != now["name"]
        let keys = areOthers ? ["name"] : Set(was.keys).union(now.keys).sorted()
        return keys.flatMap { key in
            differences(
                was[key] ?? .null, now[key] ?? .null, at: path.isEmpty ? key : "\(path).\(key)")
        }
    }
}
