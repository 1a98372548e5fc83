import ArgumentParser
import Models

/// How many tokens of a text a model reads that embeds it.
struct SequenceLengthFlag: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Tokens of a sequence; longer ones are truncated. (default: as many as the model has "
                + "positions, or its model_max_length)",
            valueName: "n"), transform: wholeNumber(in: 1 ... .max))
    var maxLength: Int?

    func validate() throws { try checkMaximumLength(maxLength) }

    /// The length that was given, or the longest that the model takes.
    func limit(_ folder: ModelFolder) -> Int { maxLength ?? folder.longestLength }
}
