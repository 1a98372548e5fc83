/// What a `Replace` or a `Split` looks for: a text, or a run of scalars of one kind.
///
/// Of regular expressions those are known that mean the same.
enum TextPattern: Sendable, Equatable {
    case literal([UInt8])
    case run(Kind, atLeast: Int, isGreedy: Bool)

    enum Kind: Sendable, Equatable {
        case space, whiteSpace, punctuation, number
    }

    /// A single scalar of a kind.
    static func one(_ kind: Kind) -> TextPattern { .run(kind, atLeast: 1, isGreedy: false) }

    private static let regularExpressions: [String: TextPattern] = [
        " {2,}": .run(.space, atLeast: 2, isGreedy: true),
        " +": .run(.space, atLeast: 1, isGreedy: true),
        " ": .one(.space),
        #"\s{2,}"#: .run(.whiteSpace, atLeast: 2, isGreedy: true),
        #"\s+"#: .run(.whiteSpace, atLeast: 1, isGreedy: true),
        #"\s"#: .one(.whiteSpace),
    ]

    /// Reads the `pattern` of a component: `{"String": …}` or `{"Regex": …}`.
    init(_ field: JSONField) throws(TokenizerError) {
        let (literal, expression) = (field["String"], field["Regex"])
        if !expression.isNull {
            let text = try expression.string()
            guard let pattern = Self.regularExpressions[text] else {
                throw expression.error("the regular expression \"\(text)\" is not supported")
            }
            self = pattern
        } else {
            let text = try literal.string()
            if text.isEmpty { throw literal.error("an empty text is not supported") }
            self = .literal(Array(text.utf8))
        }
    }

    /// The first match in a range of a text.
    func firstMatch(in range: Range<Int>, of text: NormalizedText) -> Range<Int>? {
        switch self {
        case .literal(let literal): Self.find(literal, in: range, of: text)
        case .run(let kind, let least, let isGreedy):
            Self.find(kind, least, isGreedy, in: range, of: text)
        }
    }

    private static func find(
        _ literal: [UInt8], in range: Range<Int>, of text: NormalizedText
    ) -> Range<Int>? {
        let last = range.upperBound - literal.count
        guard range.lowerBound <= last else { return nil }
        return text.bytes.withUnsafeBufferPointer { bytes in
            var position = range.lowerBound
            while position <= last {
                if bytes[position] == literal[0],
                    bytes[position..<position + literal.count].elementsEqual(literal)
                {
                    return position..<position + literal.count
                }
                position += 1
            }
            return nil
        }
    }

    private static func find(
        _ kind: Kind, _ least: Int, _ isGreedy: Bool, in range: Range<Int>, of text: NormalizedText
    ) -> Range<Int>? {
        var (start, count) = (range.lowerBound, 0)
        var position = start
        while position < range.upperBound {
            let (scalar, length) = text.scalar(at: position)
            if kind.contains(scalar) {
                if count == 0 { start = position }
                count += 1
                if count >= least, !isGreedy { return start..<position + length }
            } else {
                if count >= least { return start..<position }
                count = 0
            }
            position += length
        }
        return count > 0 && count >= least ? start..<position : nil
    }
}

extension TextPattern.Kind {
    @inline(__always)
    func contains(_ scalar: UInt32) -> Bool {
        switch self {
        case .space: scalar == 0x20
        case .whiteSpace: UnicodeData.shared.properties(of: scalar).contains(.space)
        case .punctuation: UnicodeData.shared.properties(of: scalar).contains(.punctuation)
        case .number: NormalizationData.shared.isNumber(scalar)
        }
    }
}
