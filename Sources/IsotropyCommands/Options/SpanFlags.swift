import ArgumentParser
import Training

/// How answers are looked for in texts, for SQuAD's tasks; others pass over them.
struct SpanFlags: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Tokens that a window of a long text repeats of the one before.", valueName: "tokens"))
    var stride = SpanOptions().stride

    @Option(
        name: .customLong("n-best"), parsing: .unconditional,
        help: ArgumentHelp(
            "Beginnings and ends of answers that are combined.", valueName: "count"))
    var bestCount = SpanOptions().bestCount

    @Option(
        name: .customLong("max-answer"), parsing: .unconditional,
        help: ArgumentHelp("The most tokens of an answer.", valueName: "tokens"))
    var longestAnswer = SpanOptions().longestAnswer

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "SQuAD 2.0: how much more no answer must score than the best answer.",
            valueName: "score"))
    var nullThreshold = SpanOptions().nullThreshold

    var options: SpanOptions {
        var options = SpanOptions()
        options.stride = stride
        options.bestCount = bestCount
        options.longestAnswer = longestAnswer
        options.nullThreshold = nullThreshold
        return options
    }

    func validate() throws {
        guard stride >= 0 else {
            throw ValidationError("--stride must be 0 or more, not \(stride)")
        }
        guard !nullThreshold.isNaN else {
            throw ValidationError("--null-threshold must be a number")
        }
        for (name, value) in [("--n-best", bestCount), ("--max-answer", longestAnswer)]
        where value < 1 {
            throw ValidationError("\(name) must be positive, not \(value)")
        }
    }
}
