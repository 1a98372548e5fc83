/// How answers are looked for in texts that are longer than a sequence.
///
/// The defaults are those of I-STAR's published code, which are transformers': windows of 384 tokens that
/// share 128 with the one before, answers of at most 30 tokens among the 20 best. BERT's own script
/// has the same numbers, but begins a window 128 tokens behind the beginning of the one before.
public struct SpanOptions: Sendable, Codable, Equatable {
    /// The tokens of a window where no number is given.
    public static let maximumLength = 384

    /// The tokens that a window repeats of the one before.
    public var stride = 128
    /// How many beginnings and how many ends of each window are combined.
    public var bestCount = 20
    /// The most tokens of an answer.
    public var longestAnswer = 30
    /// How much better than the best answer no answer must score to be given, where questions may have
    /// none (SQuAD 2.0).
    public var nullThreshold = 0.0

    public init() {}

    /// The stride where nobody gave one: of windows that are shorter than two of it, a third.
    public func usualStride(maximumLength: Int) -> Int {
        maximumLength < 2 * stride ? maximumLength / 3 : stride
    }

    enum CodingKeys: String, CodingKey {
        case stride
        case bestCount = "n_best"
        case longestAnswer = "max_answer_length"
        case nullThreshold = "null_threshold"
    }
}
