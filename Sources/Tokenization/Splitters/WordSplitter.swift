/// Cuts normalized text into words: the `pre_tokenizer` of a tokenizer.json.
protocol WordSplitter: Sendable {
    /// Whether it asks where words stand in the original (`SplitText.startsInput`).
    var readsSources: Bool { get }

    /// Cuts each of the words that the text consists of so far; it may rewrite them, too.
    func split(_ text: inout SplitText)
}

extension WordSplitter {
    var readsSources: Bool { false }
}
