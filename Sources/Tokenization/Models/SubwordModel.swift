/// A token of a text: its id and the scalars of the original that it covers.
struct Piece: Sendable {
    var id: Int32
    var source: SourceRange
}

/// Cuts words into tokens: the `model` of a tokenizer.json.
protocol SubwordModel: Sendable {
    var vocabulary: Vocabulary { get }
    var unknownToken: String { get }

    /// Appends the tokens of one word, given as bytes of the text.
    func append(_ word: Range<Int>, of text: NormalizedText, to pieces: inout [Piece])
}
