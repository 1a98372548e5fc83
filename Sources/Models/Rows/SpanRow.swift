/// A row of a model that answers by spans.
public struct SpanRow: EncodedRow {
    public let ids: [Int32]
    public let typeIDs: [Int32]
    /// The tokens of the answer; the first token where there is none.
    public let answer: SpanModel.Answer

    public init(ids: [Int32], typeIDs: [Int32], answer: SpanModel.Answer) {
        self.ids = ids
        self.typeIDs = typeIDs
        self.answer = answer
    }
}
