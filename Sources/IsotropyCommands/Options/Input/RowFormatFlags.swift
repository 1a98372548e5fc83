import ArgumentParser
import Tasks

/// How the user's own files are read.
struct RowFormatFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How the files hold their rows: tsv, csv, jsonl (an object a line) or json (an array of "
                + "objects). (default: by their names, before .gz; a file that begins as JSON is "
                + "JSON)",
            valueName: "format"))
    var format: CustomLayout.Format?

    @Option(
        help: ArgumentHelp(
            "What stands between the cells of csv, as ';' or tab. (default: that of the checkpoint's run where it answers, "
                + "else a comma)",
            valueName: "sign"), transform: { CustomLayout.sign(named: $0) })
    var delimiter: String?

    var areGiven: Bool { format != nil || delimiter != nil }

    var scoped: [ScopedFlag] {
        [
            ScopedFlag("--format", given: format != nil, .custom),
            ScopedFlag("--delimiter", given: delimiter != nil, .custom),
        ]
    }

    func validate() throws {
        guard let delimiter else { return }
        if let objection = CustomLayout.objection(toDelimiter: delimiter) {
            throw ValidationError("--delimiter \(objection)")
        }
        if let format, format != .commas {
            try checkEffect(of: [("--delimiter", true)], with: "--format \(format.rawValue)")
        }
    }

    /// The layout with what was given.
    func applied(to layout: CustomLayout) -> CustomLayout {
        var layout = layout
        if let format { layout.format = format }
        if let delimiter {
            layout.delimiter = delimiter
            // Whoever names a delimiter says what the file is.
            layout.format = .commas
        }
        return layout
    }
}

extension CustomLayout.Format: ExpressibleByArgument {}
