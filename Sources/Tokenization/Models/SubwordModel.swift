/// A token of a word: its id and the bytes of the word that it covers.
struct Piece: Sendable, Equatable {
    var id: Int32
    var start: Int32
    var end: Int32
}

/// What cuts words into tokens: the `model` of a tokenizer.json. Threads share it.
protocol SubwordModel: Sendable {
    var vocabulary: Vocabulary { get }
    /// The token for what no other token covers, if the model has one.
    var unknownID: Int32? { get }
    /// Whether an unknown token is spelled as the text it stands for, not by its name.
    var spellsUnknownAsText: Bool { get }

    /// What cuts words for one thread.
    func makeCutter() -> any WordCutter
}

extension SubwordModel {
    var spellsUnknownAsText: Bool { false }
}

/// Cuts words into tokens, one after another, in room of its own that it keeps for the next word.
protocol WordCutter: AnyObject {
    /// Appends the tokens of one word of UTF-8, which is not empty.
    ///
    /// What a word becomes must depend on nothing else: it is kept in a cache.
    func cut(
        _ word: UnsafeBufferPointer<UInt8>, into pieces: inout [Piece]
    ) throws(TokenizerError)
}
