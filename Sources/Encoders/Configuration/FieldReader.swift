import Foundation
import Torch

/// Reads fields that have no default: a missing or misshapen one is remembered, and all of them are
/// reported together. Sizes are those of 32 bits, so that the product of two is a number.
package struct FieldReader {
    let file: ConfigurationFile
    private(set) var problems: [String] = []

    package init(_ file: ConfigurationFile) {
        self.file = file
    }

    package mutating func positiveInteger(_ name: String) -> Int {
        integer(name, "a positive integer", from: 1) ?? 1
    }

    /// An integer from 0.
    mutating func index(_ name: String) -> Int {
        integer(name, "an index from 0", from: 0) ?? 0
    }

    /// `nil` where the field is left out or null.
    mutating func optionalReal(_ name: String, in range: Range<Double>) -> Double? {
        has(name) ? real(name, in: range) : nil
    }

    mutating func activation(_ name: String) -> Activation {
        let published = text(name)
        guard !published.isEmpty else { return .gelu }
        guard let activation = Activation(published: published) else {
            refuse("\(name) \(published) is not supported (\(Activation.publishedNames))")
            return .gelu
        }
        return activation
    }

    mutating func real(_ name: String, in range: Range<Double>) -> Double {
        guard let raw = value(name) else { return range.lowerBound }
        guard let value = Self.number(raw)?.doubleValue else {
            refuse(name, raw, "a number")
            return range.lowerBound
        }
        guard range.contains(value) else {
            problems.append(
                "\(name) is \(value), outside \(range.lowerBound) ..< \(range.upperBound)")
            return range.lowerBound
        }
        return value
    }

    package mutating func text(_ name: String) -> String {
        guard let raw = value(name) else { return "" }
        if let text = raw as? String { return text }
        refuse(name, raw, "a string")
        return ""
    }

    package mutating func boolean(_ name: String) -> Bool {
        guard let raw = value(name) else { return false }
        if let value = Self.boolean(raw) { return value }
        refuse(name, raw, "true or false")
        return false
    }

    /// A list of texts.
    package mutating func texts(_ name: String) -> [String] {
        guard let raw = value(name) else { return [] }
        guard let elements = raw as? [Any] else {
            refuse(name, raw, "an array of strings")
            return []
        }
        return elements.enumerated().compactMap { number, element in
            if let text = element as? String { return text }
            refuse("\(name)[\(number)]", element, "a string")
            return nil
        }
    }

    package mutating func object(_ name: String) -> [String: Any] {
        guard let raw = value(name) else { return [:] }
        if let object = raw as? [String: Any] { return object }
        refuse(name, raw, "an object")
        return [:]
    }

    /// The texts that an object has under these names.
    package mutating func texts(
        _ name: String, required: [String], optional: [String]
    ) -> [String: String] {
        let object = object(name)
        guard isSound(name) else { return [:] }
        var texts: [String: String] = [:]
        for key in required + optional {
            switch object[key] {
            case let text as String: texts[key] = text
            case let raw?: refuse("\(name).\(key)", raw, "a string")
            case nil: if required.contains(key) { refuse("\(name).\(key) is missing") }
            }
        }
        return texts
    }

    /// Whether a field that may be left out is there and not null.
    package func has(_ name: String) -> Bool {
        isStated(name) && !(file.fields[name] is NSNull)
    }

    /// Whether a field is there, if only as null.
    package func isStated(_ name: String) -> Bool { file.fields[name] != nil }

    /// Whether nothing is wrong with a field, so that its value is the file's own.
    package func isSound(_ name: String) -> Bool {
        !problems.contains { $0.hasPrefix(name + " ") }
    }

    /// Refuses a size that heads cannot share.
    mutating func check(size: (name: String, value: Int), heads: (name: String, value: Int)) {
        guard isSound(size.name), isSound(heads.name), size.value % heads.value != 0 else { return }
        refuse("\(size.name) \(size.value) is no multiple of \(heads.name) \(heads.value)")
    }

    package mutating func refuse(_ problem: String) {
        problems.append(problem)
    }

    package func finish() throws(ConfigurationError) {
        if !problems.isEmpty { throw ConfigurationError(file.url, problems) }
    }

    private mutating func refuse(_ name: String, _ found: Any, _ expected: String) {
        refuse("\(name) is \(Self.words(found)), not \(expected)")
    }

    /// The field's value; one that is missing is remembered.
    private mutating func value(_ name: String) -> Any? {
        if let value = file.fields[name] { return value }
        refuse("\(name) is missing")
        return nil
    }

    /// A number without a fraction; as in transformers, `32.0` is none.
    private mutating func integer(
        _ name: String, _ expected: String, from least: Int32
    ) -> Int? {
        guard let raw = value(name) else { return nil }
        let number = Self.number(raw)
        let isWhole = number.map { !["d", "f"].contains(String(cString: $0.objCType)) } ?? false
        guard isWhole, let integer = number.flatMap({ Int32(exactly: $0.doubleValue) }),
            integer >= least
        else {
            if let number, number.doubleValue > Double(Int32.max) {
                refuse("\(name) is \(number), outside \(least) ... \(Int32.max)")
            } else {
                refuse(name, raw, expected)
            }
            return nil
        }
        return Int(integer)
    }

    // Either may be cast to the other: only the stored type tells.
    private static func isBoolean(_ number: NSNumber) -> Bool {
        ["c", "B"].contains(String(cString: number.objCType))
    }

    private static func number(_ value: Any) -> NSNumber? {
        (value as? NSNumber).flatMap { isBoolean($0) ? nil : $0 }
    }

    private static func boolean(_ value: Any) -> Bool? {
        (value as? NSNumber).flatMap { isBoolean($0) ? $0.boolValue : nil }
    }

    /// A value with its type, as an error tells it.
    private static func words(_ value: Any) -> String {
        switch value {
        case is NSNull: "null"
        case let text as String: "the string \"\(text)\""
        case is [Any]: "an array"
        case is [String: Any]: "an object"
        default: boolean(value).map { "the boolean \($0)" } ?? "\(value)"
        }
    }
}

extension Activation {
    private static let published: [(String, Activation)] = [
        ("gelu", .gelu), ("gelu_new", .geluTanh), ("gelu_pytorch_tanh", .geluTanh),
        ("relu", .relu), ("silu", .silu),
    ]

    static var publishedNames: String { published.map(\.0).joined(separator: ", ") }

    /// The activation that a configuration file calls `name`.
    public init?(published name: String) {
        guard let match = Self.published.first(where: { $0.0 == name }) else { return nil }
        self = match.1
    }
}
