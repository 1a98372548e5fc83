import Foundation

/// Turns text into the ids that an encoder was trained on, exactly as the `tokenizers` package does.
///
/// A value without mutable state: threads may share it.
public struct Tokenizer: Sendable {
    /// The files that it was read from and those beside them that belong to a saved checkpoint.
    public let files: [URL]
    public let unknownTokenID: Int32
    public let clsTokenID: Int32
    public let sepTokenID: Int32
    public let padTokenID: Int32?
    public let maskTokenID: Int32?

    /// The token of each id; empty where no token has the id.
    private let tokens: [String]
    private let components: Components
    private let addedBefore: AddedTokenMatcher
    private let addedAfter: AddedTokenMatcher

    /// Reads a model directory: tokenizer.json, else vocab.txt with tokenizer_config.json.
    public init(contentsOf directory: URL) throws(TokenizerError) {
        let directory = TokenizerDirectory(url: directory)
        let source: String
        if directory.has("tokenizer.json") {
            source = directory.path("tokenizer.json")
            components = try TokenizerFile.components(directory.json("tokenizer.json"))
        } else if directory.has("vocab.txt") {
            source = directory.path("vocab.txt")
            components = try VocabularyFile.components(directory)
        } else {
            throw TokenizerError(
                file: directory.url.path, "has neither tokenizer.json nor vocab.txt")
        }
        files = directory.files
        let added = components.addedTokens
        addedBefore = AddedTokenMatcher(added.filter { !$0.isNormalized }, normalizer: nil)
        addedAfter = AddedTokenMatcher(
            added.filter(\.isNormalized), normalizer: components.normalizer)

        let vocabulary = components.model.vocabulary
        var tokens = vocabulary.tokens
        for token in added {
            while tokens.count <= token.id { tokens.append("") }
            tokens[Int(token.id)] = token.content
        }
        self.tokens = tokens

        let names = try directory.specialTokens()
        func id(_ role: String, _ usual: String) -> Int32? {
            let name = names[role] ?? usual
            return added.first { $0.content == name }?.id ?? vocabulary.id(of: name)
        }
        guard
            let unknown = vocabulary.id(of: components.model.unknownToken),
            let cls = id("cls_token", "[CLS]"), let sep = id("sep_token", "[SEP]")
        else {
            let wanted = [names["cls_token"] ?? "[CLS]", names["sep_token"] ?? "[SEP]"]
            throw TokenizerError(
                file: source, "the vocabulary lacks \(wanted.joined(separator: " or "))")
        }
        unknownTokenID = unknown
        clsTokenID = cls
        sepTokenID = sep
        padTokenID = id("pad_token", "[PAD]")
        maskTokenID = id("mask_token", "[MASK]")
    }

    /// The highest id plus 1, added tokens included: what an embedding matrix must have rows for.
    public var vocabularySize: Int { tokens.count }

    /// The token with an id; empty where no token has it.
    /// - Parameter id: in `0..<vocabularySize`.
    public func token(_ id: Int32) -> String {
        precondition(tokens.indices.contains(Int(id)), "no token has the id \(id)")
        return tokens[Int(id)]
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
            encoding.tokens.append(spelling ?? tokens[Int(id)])
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
    /// The tokens of one text, of which the first `kept` will be used.
    private struct TokenizedText {
        var pieces: [Piece] = []
        /// How added tokens were written, by their place, where not as in the vocabulary.
        var spellings: [Int: String] = [:]
        var kept = 0
    }

    private typealias TextPair = (first: TokenizedText, second: TokenizedText)

    private func cut(
        _ text: String, _ other: String?, _ maximumLength: Int?, _ strategy: TruncationStrategy
    ) throws(TokenizerError) -> TextPair {
        var texts: TextPair = (tokenized(text), other.map(tokenized) ?? TokenizedText())
        let counts = (first: texts.first.pieces.count, second: texts.second.pieces.count)
        (texts.first.kept, texts.second.kept) = counts
        guard let maximumLength else { return texts }
        let special = components.template.specialCount(pairs: other != nil)
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
        for part in components.template.parts(pairs: pairs) {
            switch part {
            case .special(let ids, let typeID):
                for id in ids { body(id, typeID, nil, nil) }
            case .first(let typeID): append(texts.first, typeID)
            case .second(let typeID): append(texts.second, typeID)
            }
        }
    }

    private func tokenized(_ text: String) -> TokenizedText {
        var result = TokenizedText()
        result.pieces.reserveCapacity(text.utf8.count / 4 + 4)
        var original = NormalizedText(text)
        guard let parts = addedBefore.parts(of: original) else {
            appendNormalized(&original, &result)
            return result
        }
        for part in parts {
            if let token = part.added {
                append(token, part.range, original, &result)
            } else {
                var between = NormalizedText(original, part.range)
                appendNormalized(&between, &result)
            }
        }
        return result
    }

    private func appendNormalized(_ text: inout NormalizedText, _ result: inout TokenizedText) {
        components.normalizer.normalize(&text)
        guard let parts = addedAfter.parts(of: text) else {
            appendWords(text, &result)
            return
        }
        for part in parts {
            if let token = part.added {
                append(token, part.range, text, &result)
            } else {
                appendWords(NormalizedText(text, part.range), &result)
            }
        }
    }

    private func append(
        _ token: AddedToken, _ range: Range<Int>, _ text: NormalizedText,
        _ result: inout TokenizedText
    ) {
        let spelling = String(decoding: text.bytes[range], as: UTF8.self)
        if !spelling.utf8.elementsEqual(token.content.utf8) {
            result.spellings[result.pieces.count] = spelling
        }
        result.pieces.append(Piece(id: token.id, source: text.source(of: range)))
    }

    private func appendWords(_ text: NormalizedText, _ result: inout TokenizedText) {
        let model = components.model
        components.splitter.forEachWord(in: text) { word in
            model.append(word, of: text, to: &result.pieces)
        }
    }
}
