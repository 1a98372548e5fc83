/// The tokens of one text, before special tokens are put around them.
struct TokenizedText {
    var ids: [Int32] = []
    /// The scalars of the original that each token covers; none where only ids are wanted.
    var sources: [SourceRange] = []
    /// How tokens are spelled, by their place, where not as in the vocabulary.
    var spellings: [Int: String] = [:]

    mutating func removeAll() {
        ids.removeAllKeepingRoom()
        sources.removeAllKeepingRoom()
        if !spellings.isEmpty { spellings = [:] }
    }
}
