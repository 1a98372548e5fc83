/// Reads the `truncation` of a tokenizer.json.
enum TruncationReader {
    static func truncation(_ field: JSONField) throws(TokenizerError) -> Truncation? {
        if field.isNull { return nil }
        let (maximum, stride) = (try field["max_length"].int(), try field["stride"].int())
        guard maximum >= 0 else { throw field["max_length"].error("\(maximum) is negative") }
        guard stride >= 0 else { throw field["stride"].error("\(stride) is negative") }
        let strategy: TruncationStrategy
        switch try field["strategy"].string() {
        case "LongestFirst": strategy = .longestFirst
        case "OnlyFirst": strategy = .onlyFirst
        case "OnlySecond": strategy = .onlySecond
        case let other: throw TokenizerFile.unsupported(field["strategy"], other)
        }
        let direction: TruncationDirection
        // Files of 2021 and before know no direction.
        switch try field["direction"].isNull ? "Right" : field["direction"].string() {
        case "Left": direction = .left
        case "Right": direction = .right
        case let other: throw TokenizerFile.unsupported(field["direction"], other)
        }
        return Truncation(
            maximumLength: maximum, strategy: strategy, direction: direction, stride: stride)
    }
}
