import Options
import Tasks

/// How answers are looked for in texts that are longer than a sequence.
///
/// The defaults are those of I-STAR's published code, which are transformers': windows of 384 tokens that
/// share 128 with the one before, answers of at most 30 tokens among the 20 best. BERT's own script
/// has the same numbers, but begins a window 128 tokens behind the beginning of the one before.
public struct SpanOptions: DescribedOptions {
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

    /// Why windows of so many tokens cannot share so many; `nil` where they can.
    static func objection(toStride stride: Int, maximumLength: Int) -> OptionProblem? {
        guard stride >= maximumLength else { return nil }
        return OptionProblem(
            "stride",
            "\(stride) leaves nothing new in a window: it must be less than `max_length` "
                + "\(maximumLength)")
    }

    /// The tasks on which an option has an effect.
    package static func scope(of option: String) -> TaskScope {
        option == "null_threshold" ? .answersOrNone : .answers
    }

    private static let orTrained = ", or that of the checkpoint's run where it answers"

    private static func usual(_ value: some CustomStringConvertible, _ note: String = "") -> String
    {
        "\(value)\(orTrained)\(note)"
    }

    public static let fields: [OptionField<Self>] = [
        .integer(
            "stride", \.stride, .atLeast(0),
            OptionAppearance(
                "Tokens that a window of a long text repeats of the one before.",
                placeholder: "tokens",
                otherwise: usual(SpanOptions().stride, "; a third of short windows"))),
        .integer(
            "n_best", \.bestCount, .atLeast(1),
            OptionAppearance(
                "Beginnings and ends of answers that are combined.", placeholder: "count",
                otherwise: usual(SpanOptions().bestCount))),
        .integer(
            "max_answer", \.longestAnswer, .atLeast(1),
            OptionAppearance(
                "The most tokens of an answer.", placeholder: "tokens",
                otherwise: usual(SpanOptions().longestAnswer))),
        .number(
            "null_threshold", \.nullThreshold, .finite,
            OptionAppearance(
                "SQuAD 2.0: how much more no answer must score than the best answer.",
                placeholder: "score", otherwise: usual(SpanOptions().nullThreshold))),
    ]
}
