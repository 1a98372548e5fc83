import ArgumentParser
import Training

/// How answers are looked for in texts, for SQuAD's tasks; others pass over them.
struct SpanFlags: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Tokens that a window of a long text repeats of the one before. "
                + "(default: \(Self.defaults.stride)\(Self.orTrained); a third of short windows)",
            valueName: "tokens"))
    var stride: Int?

    @Option(
        name: .customLong("n-best"), parsing: .unconditional,
        help: ArgumentHelp(
            "Beginnings and ends of answers that are combined. "
                + "(default: \(Self.defaults.bestCount)\(Self.orTrained))",
            valueName: "count"))
    var bestCount: Int?

    @Option(
        name: .customLong("max-answer"), parsing: .unconditional,
        help: ArgumentHelp(
            "The most tokens of an answer. "
                + "(default: \(Self.defaults.longestAnswer)\(Self.orTrained))",
            valueName: "tokens"))
    var longestAnswer: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "SQuAD 2.0: how much more no answer must score than the best answer. "
                + "(default: \(Self.defaults.nullThreshold)\(Self.orTrained))",
            valueName: "score"),
        transform: decimal)
    var nullThreshold: Double?

    private static let defaults = SpanOptions()
    private static let orTrained = ", or that of the checkpoint's run where it answers"

    /// What was given, and else those.
    /// - Parameter maximumLength: the tokens of a window.
    func options(otherwise usual: SpanOptions? = nil, maximumLength: Int) -> SpanOptions {
        var options = usual ?? Self.defaults
        options.stride = stride ?? options.usualStride(maximumLength: maximumLength)
        options.bestCount = bestCount ?? options.bestCount
        options.longestAnswer = longestAnswer ?? options.longestAnswer
        options.nullThreshold = nullThreshold ?? options.nullThreshold
        return options
    }

    func validate() throws {
        if let stride, stride < 0 {
            throw ValidationError("--stride must be 0 or more, not \(stride)")
        }
        for (name, value) in [("--n-best", bestCount), ("--max-answer", longestAnswer)] {
            guard let value, value < 1 else { continue }
            throw ValidationError("\(name) must be positive, not \(value)")
        }
    }
}
