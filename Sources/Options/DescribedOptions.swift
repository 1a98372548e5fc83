/// Options that say of themselves what they are called, what they may be and where they are kept: files,
/// command lines, checks and names all follow from the one list.
public protocol DescribedOptions: Sendable, Codable, Equatable {
    /// The defaults.
    init()

    /// In the order of files and of the help.
    static var fields: [OptionField<Self>] { get }

    /// What the options are where nobody set one: the defaults, by default.
    static var presets: [Self] { get }
}

extension DescribedOptions {
    public static var presets: [Self] { [Self()] }

    public static var descriptions: [OptionDescription] { fields.map(\.description) }

    /// In the order of the fields.
    public var values: [OptionValue] { Self.fields.map { $0.read(self) } }

    public func value(of name: String) -> OptionValue? {
        Self.fields.first { $0.name == name }?.read(self)
    }

    /// Gives an option a value.
    /// - Throws: where there is no such option, or it cannot be that.
    public mutating func set(_ name: String, _ value: OptionValue) throws(OptionProblem) {
        guard let field = Self.fields.first(where: { $0.name == name }) else {
            throw OptionProblem(
                name,
                "is unknown here; there are \(Self.fields.map(\.name).joined(separator: ", "))")
        }
        var value = value
        if case .number = field.description.kind, case .integer(let number) = value {
            value = .number(Double(number))
        }
        if let objection = field.description.objection(to: value) { throw objection }
        guard field.write(&self, value) else {
            if case .text(let form) = field.description.kind {
                throw OptionProblem(name, "must be \(form), not '\(value)'")
            }
            throw OptionProblem(name, "cannot be '\(value)'")
        }
    }

    /// Takes over the values that are of these options, by their names.
    /// - Returns: what is wrong with those that were not.
    public mutating func take(_ given: [String: OptionValue]) -> [OptionProblem] {
        var problems: [OptionProblem] = []
        for name in Self.descriptions.map(\.name) {
            guard let value = given[name] else { continue }
            do {
                try set(name, value)
            } catch {
                problems.append(error)
            }
        }
        return problems
    }

    /// All options that are out of range, and those that somebody set though they have no effect.
    public var problems: [OptionProblem] {
        let wrong = Self.fields.compactMap { $0.description.objection(to: $0.read(self)) }
        return wrong.isEmpty ? setInVain : wrong
    }

    /// What takes an option's effect away, as the others are; `nil` where it has one.
    public func idleness(of name: String) -> OptionProblem? {
        let field = Self.fields.first { $0.name == name }
        guard let reason = field?.idleness.first(where: { $0.holds(self) }) else { return nil }
        let others = reason.others.map { other -> Message in
            "\(option: other) = \(value(of: other) ?? .absent)"
        }
        return OptionProblem(name, "has no effect with \(others.joined(separator: " and "))")
    }

    /// The same options, with those that have no effect at their defaults: what tells two runs apart.
    public var effective: Self {
        let defaults = Self()
        var effective = self
        for field in Self.fields where idleness(of: field.name) != nil {
            _ = field.write(&effective, field.read(defaults))
        }
        return effective
    }

    private var setInVain: [OptionProblem] {
        Self.fields.compactMap { field in
            let value = field.read(self)
            return Self.presets.contains { field.read($0) == value }
                ? nil : idleness(of: field.name)
        }
    }

    /// For people: every option with its value.
    public var settings: [(name: String, value: String)] {
        zip(Self.descriptions, values).map { description, value in
            let value = value == .absent ? description.otherwise ?? "none" : "\(value)"
            return (description.name.replacing("_", with: " "), value)
        }
    }

    public static func == (one: Self, other: Self) -> Bool { one.values == other.values }

    /// An option without effect is read as it was written: earlier versions recorded such.
    /// - Throws: for options that are missing, unknown or out of range, all of them by name.
    public init(from decoder: any Decoder) throws {
        try self.init(from: decoder, besides: [])
    }

    /// - Parameter others: keys that are read by somebody else.
    /// - Throws: as `init(from:)`.
    public init(from decoder: any Decoder, besides others: Set<String>) throws {
        self.init()
        let container = try decoder.container(keyedBy: OptionKey.self)
        var problems: [OptionProblem] = []
        for field in Self.fields {
            guard let value = try container.decodeIfPresentOrNull(field.name) else {
                if field.description.isRequired {
                    problems.append(OptionProblem(field.name, "is missing"))
                }
                continue
            }
            do {
                try set(field.name, value)
            } catch {
                problems.append(error)
            }
        }
        let known = Set(Self.fields.map(\.name)).union(others)
        for key in container.allKeys.map(\.stringValue).sorted() where !known.contains(key) {
            problems.append(OptionProblem(key, "is unknown to this version"))
        }
        guard problems.isEmpty else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: problems.message(separator: "; ").text { "'\($0)'" }))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OptionKey.self)
        for field in Self.fields {
            try container.encode(field.read(self), forKey: OptionKey(field.name))
        }
    }
}

extension KeyedDecodingContainer<OptionKey> {
    fileprivate func decodeIfPresentOrNull(_ name: String) throws -> OptionValue? {
        let key = OptionKey(name)
        return contains(key) ? try decode(OptionValue.self, forKey: key) : nil
    }
}

/// The name of an option in files.
public struct OptionKey: CodingKey {
    public let stringValue: String
    public var intValue: Int? { nil }

    public init(_ name: String) {
        stringValue = name
    }

    public init?(stringValue: String) {
        self.init(stringValue)
    }

    public init?(intValue: Int) {
        nil
    }
}
