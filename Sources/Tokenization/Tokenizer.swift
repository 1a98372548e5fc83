import Foundation

/// Turns text into the ids that an encoder was trained on, exactly as the `tokenizers` package does.
///
/// A value without mutable state, cheap to copy: threads may share it. Text is a `String`, which is
/// valid Unicode: bytes that are not UTF-8 became U+FFFD where the string was made of them
/// (`String(decoding:as:)`), by the rule of the Unicode standard, one for each ill-formed part.
public struct Tokenizer: Sendable {
    let parts: TokenizerParts

    /// Reads a model directory: tokenizer.json, else the older files of its kind of tokenizer, and
    /// what the files beside them say; Documentation/tokenizers.md has all fields.
    public init(contentsOf directory: URL) throws(TokenizerError) {
        parts = try TokenizerParts(TokenizerDirectory(url: directory))
    }

    /// The files that it was read from and those beside them that belong to a saved checkpoint.
    public var files: [URL] { parts.files }
    public var unknownTokenID: Int32? { parts.components.model.unknownID }
    public var clsTokenID: Int32? { parts.special["cls_token"] }
    public var sepTokenID: Int32? { parts.special["sep_token"] }
    public var padTokenID: Int32? { parts.special["pad_token"] }
    public var maskTokenID: Int32? { parts.special["mask_token"] }

    /// The highest id plus 1, added tokens included: what an embedding matrix must have rows for.
    ///
    /// Tokens that a class takes for granted and no file lists do not count: a BERT vocabulary without
    /// `[MASK]` needs no row for it.
    public var vocabularySize: Int { parts.vocabularySize }

    /// How the tokenizer's file would have texts cut, if it says so. Nothing is cut by it unless the
    /// caller passes it on: files keep what their authors last set, often 128 tokens.
    public var publishedTruncation: Truncation? { parts.components.truncation }

    /// At which end texts are cut where a caller does not say: `truncation_side` of
    /// tokenizer_config.json, else the direction of tokenizer.json, else `right`.
    public var truncationDirection: TruncationDirection { parts.components.direction }

    /// `model_max_length` of tokenizer_config.json, special tokens included; `nil` where there is none.
    public var modelMaximumLength: Int? { parts.components.longestText }

    /// How many special tokens stand around a text, or around a pair.
    public func specialTokenCount(pairs: Bool) -> Int {
        parts.components.postProcessor.template.specialCount(pairs: pairs)
    }

    /// Whether transformers gives a model type ids where nobody asks for them: what `model_input_names`
    /// of tokenizer_config.json says, else what its class does. Otherwise all tokens of a pair have
    /// type 0 to the model, whatever an encoding says.
    public var givesTypeIDs: Bool { parts.components.givesTypeIDs }

    /// The token with an id; empty where no token has it.
    /// - Parameter id: of a token.
    public func token(_ id: Int32) -> String {
        precondition(parts.tokens.indices.contains(Int(id)), "no token has the id \(id)")
        return parts.tokens[Int(id)]
    }

    /// Ids, tokens and where they come from.
    /// - Parameters:
    ///   - other: the second text of a pair.
    ///   - maximumLength: of the whole, special tokens included.
    ///   - direction: at which end a text is cut; `nil` is `truncationDirection`.
    /// - Throws: when `maximumLength` cannot hold the special tokens, or the text that `strategy`
    ///   cuts is too short for it.
    public func encode(
        _ text: String, pairedWith other: String? = nil, maximumLength: Int? = nil,
        truncation strategy: TruncationStrategy = .longestFirst,
        direction: TruncationDirection? = nil
    ) throws(TokenizerError) -> Encoding {
        try parts.sessions.withSession { session throws(TokenizerError) in
            try parts.tokenize(
                TokenizerInput(text, pairedWith: other), session, tracksSources: true)
            let cut = try parts.cut(session, other != nil, maximumLength, strategy, direction)
            return parts.encoding(session, cut)
        }
    }

    /// Ids and type ids alone, for training: the same as `encode` gives, sooner.
    public func ids(
        of text: String, pairedWith other: String? = nil, maximumLength: Int? = nil,
        truncation strategy: TruncationStrategy = .longestFirst,
        direction: TruncationDirection? = nil
    ) throws(TokenizerError) -> (ids: [Int32], typeIDs: [Int32]) {
        try parts.sessions.withSession { session throws(TokenizerError) in
            try parts.tokenize(
                TokenizerInput(text, pairedWith: other), session, tracksSources: false)
            let cut = try parts.cut(session, other != nil, maximumLength, strategy, direction)
            return parts.ids(session, cut)
        }
    }
}
