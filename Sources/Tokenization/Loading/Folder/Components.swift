/// The parts that make a tokenizer, however its files describe them.
struct Components: Sendable {
    var normalizer: (any TextNormalizer)?
    var splitter: (any WordSplitter)?
    var model: any SubwordModel
    var postProcessor: PostProcessor
    var addedTokens: [AddedToken]
    /// The token of each role that a file or the class names.
    var roles: [String: String] = [:]
    var truncation: Truncation? = nil
    /// At which end texts are cut.
    var direction = TruncationDirection.right
    /// `model_max_length`.
    var longestText: Int? = nil
    /// Whether models are given the type ids.
    var givesTypeIDs = false
}
