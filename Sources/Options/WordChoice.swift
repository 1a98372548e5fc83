/// One of a few words, as files hold it: a word that is none of them is refused with those that there are.
public protocol WordChoice: RawRepresentable, CaseIterable, Codable, Sendable
where RawValue == String {}

extension WordChoice {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let word = try container.decode(String.self)
        guard let choice = Self(rawValue: word) else {
            let words = alternatives(Self.allCases.map(\.rawValue))
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "must be \(words), not '\(word)'")
        }
        self = choice
    }
}
