import ArgumentParser

/// How scores are written.
enum ScoreFormat: String, CaseIterable, ExpressibleByArgument {
    case text, markdown, csv, json
}

/// In which form a command writes its measures.
struct WritingFlags: ParsableArguments {
    @Option(help: "How the measures are written: text, markdown, csv or json. (default: text)")
    var format: ScoreFormat?

    @Flag(help: "The same as --format json.")
    var json = false

    var form: ScoreFormat { json ? .json : format ?? .text }

    func validate() throws {
        guard json, let format, format != .json else { return }
        throw ValidationError("--json has no effect with --format \(format.rawValue)")
    }
}
