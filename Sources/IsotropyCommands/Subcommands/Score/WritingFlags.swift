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
        try checkEffect(of: [("--json", true)], with: "--format \(format.rawValue)")
    }
}
