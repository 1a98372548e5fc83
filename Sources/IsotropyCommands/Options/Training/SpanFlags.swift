import ArgumentParser
import QuestionAnswering

/// How answers are looked for in texts, for SQuAD's tasks.
struct SpanFlags: ParsableArguments {
    @OptionGroup var options: OptionFlags<SpanOptions>

    var scoped: [ScopedFlag] {
        options.flags.map { option, flag, isGiven in
            ScopedFlag(flag, given: isGiven, SpanOptions.scope(of: option))
        }
    }

    /// What was given, and else those.
    /// - Parameter maximumLength: the tokens of a window.
    func options(otherwise usual: SpanOptions? = nil, maximumLength: Int) -> SpanOptions {
        var resolved = usual ?? SpanOptions()
        resolved.stride = resolved.usualStride(maximumLength: maximumLength)
        options.apply(to: &resolved)
        return resolved
    }
}
