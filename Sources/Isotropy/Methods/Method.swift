import Options

/// A method under comparison: a normalizer and a penalty, chosen independently.
///
/// In files each is an object with its name and all of its options: `{"name": "istar", "lambda": -1, …}`.
public struct Method: Sendable {
    public var normalizer: any NormalizerOptions
    public var penalty: any PenaltyOptions

    public init(
        normalizer: any NormalizerOptions = NoNormalizerOptions(),
        penalty: any PenaltyOptions = NoPenaltyOptions()
    ) {
        self.normalizer = normalizer
        self.penalty = penalty
    }

    public var isNormalized: Bool { !(normalizer is NoNormalizerOptions) }
    public var isPenalized: Bool { !(penalty is NoPenaltyOptions) }

    /// The normalizer and the penalty.
    public var parts: [any MethodOptions] { [normalizer, penalty] }

    /// The same method, with the options that have no effect at their defaults.
    public var effective: Method {
        Method(normalizer: normalizer.effective, penalty: penalty.effective)
    }

    /// All options that are out of range, and those that were set and have no effect.
    public var problems: [OptionProblem] { parts.flatMap(\.problems) }
}

extension Method: Equatable {
    public static func == (one: Method, other: Method) -> Bool {
        zip(one.parts, other.parts).allSatisfy { $0.isEqual(to: $1) }
    }
}

extension MethodOptions {
    fileprivate func isEqual(to other: any MethodOptions) -> Bool { self == other as? Self }
}

extension Method: Codable {
    private enum Key: String, CodingKey { case normalizer, penalty }

    /// - Throws: for a method that is not registered, and for options that do not fit.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func options<Options>(
            _ key: Key, _ known: [(name: String, type: Options)]
        ) throws -> (Options, any Decoder) {
            guard container.contains(key) else {
                throw DecodingError.keyNotFound(
                    key,
                    DecodingError.Context(
                        codingPath: container.codingPath,
                        debugDescription: "no '\(key.stringValue)'"))
            }
            let decoder = try container.superDecoder(forKey: key)
            let name = try decoder.container(keyedBy: OptionKey.self)
                .decode(String.self, forKey: MethodKey.name)
            guard let found = known.first(where: { $0.name == name }) else {
                throw DecodingError.dataCorrupted(
                    DecodingError.Context(
                        codingPath: decoder.codingPath,
                        debugDescription:
                            "there is no \(key.rawValue) '\(name)' in this program, which "
                            + "has \(alternatives(known.map(\.name)))"))
            }
            return (found.type, decoder)
        }
        let (normalizer, normalizerValues) = try options(
            .normalizer, MethodRegistry.normalizers.map { ($0.name, $0) })
        let (penalty, penaltyValues) = try options(
            .penalty, MethodRegistry.penalties.map { ($0.name, $0) })
        self.init(
            normalizer: try normalizer.init(from: normalizerValues),
            penalty: try penalty.init(from: penaltyValues))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try normalizer.encodeNamed(to: container.superEncoder(forKey: .normalizer))
        try penalty.encodeNamed(to: container.superEncoder(forKey: .penalty))
    }
}

extension MethodOptions {
    fileprivate func encodeNamed(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OptionKey.self)
        try container.encode(Self.name, forKey: MethodKey.name)
        try encode(to: encoder)
    }
}
