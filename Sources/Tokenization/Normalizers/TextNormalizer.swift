/// Rewrites text before it is cut into words: the `normalizer` of a tokenizer.json.
///
/// Every byte that is written names the scalars of the original that it comes from, as the
/// `tokenizers` package counts them.
protocol TextNormalizer: Sendable {
    func normalize(_ text: inout NormalizedText)
}
