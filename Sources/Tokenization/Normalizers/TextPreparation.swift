/// Rewrites text before it is cut into words: the `normalizer` of a tokenizer.json.
protocol TextNormalizer: Sendable {
    func normalize(_ text: inout NormalizedText)
}

/// Cuts normalized text into words: the `pre_tokenizer` of a tokenizer.json.
protocol WordSplitter: Sendable {
    /// Calls `body` with the bytes of every word in order.
    func forEachWord(in text: NormalizedText, _ body: (Range<Int>) -> Void)
}
