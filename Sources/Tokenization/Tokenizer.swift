import Foundation

/// Turns text into the ids that an encoder was trained on, exactly as the `tokenizers` package does.
///
/// A value without mutable state, cheap to copy: threads may share it.
public struct Tokenizer: Sendable {
    private let parts: TokenizerParts

    /// Reads a model directory: tokenizer.json, else vocab.txt with tokenizer_config.json.
    public init(contentsOf directory: URL) throws(TokenizerError) {
        parts = try TokenizerParts(TokenizerDirectory(url: directory))
    }

    /// The files that it was read from and those beside them that belong to a saved checkpoint.
    public var files: [URL] { parts.files }
    public var unknownTokenID: Int32 { parts.unknownTokenID }
    public var clsTokenID: Int32 { parts.clsTokenID }
    public var sepTokenID: Int32 { parts.sepTokenID }
    public var padTokenID: Int32? { parts.padTokenID }
    public var maskTokenID: Int32? { parts.maskTokenID }

    /// The highest id plus 1, added tokens included: what an embedding matrix must have rows for.
    public var vocabularySize: Int { parts.tokens.count }

    /// The token with an id; empty where no token has it.
    /// - Parameter id: in `0..<vocabularySize`.
    public func token(_ id: Int32) -> String {
        precondition(parts.tokens.indices.contains(Int(id)), "no token has the id \(id)")
        return parts.tokens[Int(id)]
    }

    /// Ids, tokens and where they come from.
    /// - Parameters:
    ///   - other: the second text of a pair.
    ///   - maximumLength: of the whole, special tokens included.
    /// - Throws: when `maximumLength` cannot hold the special tokens, or the text that `strategy`
    ///   cuts is too short for it.
    public func encode(
        _ text: String, pairedWith other: String? = nil, maximumLength: Int? = nil,
        truncation strategy: TruncationStrategy = .longestFirst
    ) throws(TokenizerError) -> Encoding {
        let texts = try cut(text, other, maximumLength, strategy)
        var encoding = Encoding(ids: [], typeIDs: [], tokens: [], offsets: [])
        assemble(texts, pairs: other != nil) { id, typeID, piece, spelling in
            encoding.ids.append(id)
            encoding.typeIDs.append(typeID)
            encoding.tokens.append(spelling ?? parts.tokens[Int(id)])
            encoding.offsets.append(
                piece.map { Int($0.source.start)..<Int($0.source.end) } ?? 0..<0)
        }
        return encoding
    }

    /// Ids and type ids alone, for training: the same as `encode` gives, sooner.
    public func ids(
        of text: String, pairedWith other: String? = nil, maximumLength: Int? = nil,
        truncation strategy: TruncationStrategy = .longestFirst
    ) throws(TokenizerError) -> (ids: [Int32], typeIDs: [Int32]) {
        let texts = try cut(text, other, maximumLength, strategy)
        let count = texts.first.kept + texts.second.kept + 4
        var (ids, typeIDs): ([Int32], [Int32]) = ([], [])
        ids.reserveCapacity(count)
        typeIDs.reserveCapacity(count)
        assemble(texts, pairs: other != nil) { id, typeID, _, _ in
            ids.append(id)
            typeIDs.append(typeID)
        }
        return (ids, typeIDs)
    }
}

extension Tokenizer {
    private typealias TextPair = (first: TokenizedText, second: TokenizedText)

    private func cut(
        _ text: String, _ other: String?, _ maximumLength: Int?, _ strategy: TruncationStrategy
    ) throws(TokenizerError) -> TextPair {
        var texts: TextPair = (
            parts.tokenized(text), other.map(parts.tokenized) ?? TokenizedText()
        )
        let counts = (first: texts.first.pieces.count, second: texts.second.pieces.count)
        (texts.first.kept, texts.second.kept) = counts
        guard let maximumLength else { return texts }
        let special = parts.components.template.specialCount(pairs: other != nil)
        let limit = maximumLength - special
        guard limit >= 0 else {
            throw TokenizerError(
                "the maximum length \(maximumLength) cannot hold the \(special) special tokens")
        }
        guard other != nil else {
            texts.first.kept = TruncationStrategy.kept(counts.first, limit: limit)
            return texts
        }
        guard let kept = strategy.kept(counts.first, counts.second, limit: limit) else {
            throw TokenizerError(
                "texts of \(counts.first) and \(counts.second) tokens cannot be cut to the "
                    + "maximum length \(maximumLength) by \(strategy)")
        }
        (texts.first.kept, texts.second.kept) = kept
        return texts
    }

    private func assemble(
        _ texts: TextPair, pairs: Bool,
        _ body: (_ id: Int32, _ typeID: Int32, _ piece: Piece?, _ spelling: String?) -> Void
    ) {
        func append(_ text: TokenizedText, _ typeID: Int32) {
            for (index, piece) in text.pieces.prefix(text.kept).enumerated() {
                let spelling = text.spellings.isEmpty ? nil : text.spellings[index]
                body(piece.id, typeID, piece, spelling)
            }
        }
        for part in parts.components.template.parts(pairs: pairs) {
            switch part {
            case .special(let ids, let typeID):
                for id in ids { body(id, typeID, nil, nil) }
            case .first(let typeID): append(texts.first, typeID)
            case .second(let typeID): append(texts.second, typeID)
            }
        }
    }
}
