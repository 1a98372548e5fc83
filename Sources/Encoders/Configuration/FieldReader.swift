import Foundation
import Torch

/// Reads fields that have no default: a missing or misshapen one is remembered, and all of them are
/// reported together. Sizes are those of 32 bits, so that the product of two is a number.
struct FieldReader {
    let file: ConfigurationFile
    private(set) var problems: [String] = []

    init(_ file: ConfigurationFile) {
        self.file = file
    }

    mutating func positiveInteger(_ name: String) -> Int {
        guard let value = number(name) else { return 1 }
        guard let integer = integer(value), integer > 0 else {
            refuse(name, value, not: "a positive integer", least: 1)
            return 1
        }
        return Int(integer)
    }

    /// An integer from 0.
    mutating func index(_ name: String) -> Int {
        guard let value = number(name) else { return 0 }
        guard let integer = integer(value), integer >= 0 else {
            refuse(name, value, not: "an index from 0", least: 0)
            return 0
        }
        return Int(integer)
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
        guard let value = number(name)?.doubleValue else { return range.lowerBound }
        guard range.contains(value) else {
            problems.append(
                "\(name) is \(value), outside \(range.lowerBound) ..< \(range.upperBound)")
            return range.lowerBound
        }
        return value
    }

    mutating func text(_ name: String) -> String {
        guard let raw = file.fields[name] else {
            problems.append("\(name) is missing")
            return ""
        }
        guard let value = raw as? String else {
            problems.append("\(name) is \(raw), not a string")
            return ""
        }
        return value
    }

    /// Whether a field that may be left out is there and not null.
    func has(_ name: String) -> Bool {
        guard let value = file.fields[name] else { return false }
        return !(value is NSNull)
    }

    /// Whether nothing is wrong with a field, so that its value is the file's own.
    func isSound(_ name: String) -> Bool {
        !problems.contains { $0.hasPrefix(name + " ") }
    }

    /// Refuses a size that heads cannot share.
    mutating func check(size: (name: String, value: Int), heads: (name: String, value: Int)) {
        guard isSound(size.name), isSound(heads.name), size.value % heads.value != 0 else { return }
        refuse("\(size.name) \(size.value) is no multiple of \(heads.name) \(heads.value)")
    }

    /// Refuses a number that is none of its kind, or beyond the sizes that there are.
    private mutating func refuse(_ name: String, _ value: NSNumber, not kind: String, least: Int) {
        let isTooLarge = value.doubleValue > Double(Int32.max)
        refuse(
            isTooLarge
                ? "\(name) is \(value), outside \(least) ... \(Int32.max)"
                : "\(name) is \(value), not \(kind)")
    }

    mutating func refuse(_ problem: String) {
        problems.append(problem)
    }

    func finish() throws(ConfigurationError) {
        if !problems.isEmpty { throw ConfigurationError(file.url, problems) }
    }

    /// A number without a fraction; as in transformers, `32.0` is none.
    private func integer(_ number: NSNumber) -> Int32? {
        let isFloatingPoint = ["d", "f"].contains(String(cString: number.objCType))
        return isFloatingPoint ? nil : Int32(exactly: number.doubleValue)
    }

    private mutating func number(_ name: String) -> NSNumber? {
        guard let raw = file.fields[name], !(raw is NSNull) else {
            problems.append("\(name) is missing")
            return nil
        }
        // `raw is Bool` would hold for the numbers 0 and 1 too: only the stored type tells.
        guard let value = raw as? NSNumber, !["c", "B"].contains(String(cString: value.objCType))
        else {
            let value = (raw as? String).map { "\"\($0)\"" } ?? "\(raw)"
            problems.append("\(name) is \(value), not a number")
            return nil
        }
        return value
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
