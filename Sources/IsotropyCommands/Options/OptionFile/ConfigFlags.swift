import ArgumentParser
import Options
import Training

/// A file of options, and what becomes of all of them.
struct ConfigFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file of options: YAML, with their names as keys, as learning-rate: 2e-5. What is on the command "
                + "line comes first. Paths in it begin in the current folder.",
            valueName: "file"))
    var config: String?

    @Flag(
        help: ArgumentHelp(
            "Print what was given, and what the options of training come to, as such a file, and run "
                + "nothing."))
    var printConfig = false

    func validate() throws {
        // The process reads it before the parser does; a caller of the parser has to.
        if config != nil { throw ValidationError("--config is read from a command line alone") }
    }
}

extension TrainingFlags {
    /// What the options come to, by the flags' names; those that depend on the model or on others are left out
    /// where they are not given.
    func texts(penalized: Bool) -> [String: String] {
        var texts = ["preset": preset.rawValue]
        let values = zip(TrainingOptions.descriptions, resolved(penalized: penalized).values)
        for (description, value) in values where description.help != nil {
            let isOpen = description.otherwise != nil || description.name == "max_length"
            guard !isOpen || options.isGiven(description.name) else { continue }
            texts[String(flagName(description.name).dropFirst(2))] = "\(value)"
        }
        return texts
    }
}
