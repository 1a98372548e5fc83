import Foundation
import Isotropy
import Options
import QuestionAnswering
import Training

/// What the command line calls an option: `--max-length` for `max_length`.
func flagName(_ option: String) -> String {
    "--" + option.replacing("_", with: "-")
}

extension Message {
    /// The message with the flags that a user gives (`--max-length`) in the place of options.
    package var flagged: String {
        text { flag(of: $0) ?? "`\($0)`" }
    }

    /// - Parameter option: as files name it, alone or behind the keys that lead to it.
    private func flag(of option: String) -> String? {
        if let flag = flagsOfPaths[option] { return flag }
        let name = option.split(separator: ".").last.map(String.init) ?? option
        return flagNames.contains(name) ? flagName(name) : nil
    }
}

/// What files call otherwise than command lines do.
private let flagsOfPaths = [
    "headline": "--metric", "seed": "--seeds", "method.normalizer.name": "--normalizer",
    "method.penalty.name": "--penalty", "details.custom.development": "--dev",
    "details.custom.held_out.share": "--dev", "details.custom.held_out.folds": "--folds",
    "details.custom.held_out.group": "--group", "details.custom.columns.group": "--group",
    "details.positive_label": "--positive-label",
]

/// Of all flags that a library speaks of.
private var flagNames: Set<String> {
    let described =
        TrainingOptions.descriptions + SpanOptions.descriptions + TransformOptions.descriptions
        + MethodRegistry.all.flatMap { $0.descriptions }
    return otherOptions.union(described.filter { $0.help != nil }.map(\.name))
}

private let otherOptions: Set = [
    "columns", "data", "delimiter", "device", "flatten", "format", "header", "id", "input_format",
    "keep_columns",
    "kind",
    "label",
    "model", "name", "no_header", "normalizer", "output", "overwrite", "pair", "penalty",
    "positive_label", "preset",
    "resume", "save_moments", "skip_bad_rows", "task", "tensor", "test", "text", "train",
]

/// Flags that a help text lists twice: two options that would both read them.
package func repeatedFlags(inHelp help: String) -> [String] {
    var seen: Set<Substring> = []
    return help.split(separator: "\n").compactMap { line in
        let words = line.split(whereSeparator: { " ,".contains($0) })
        guard line.hasPrefix("  -"), let flag = words.first(where: { $0.hasPrefix("--") }) else {
            return nil
        }
        // `--shuffle/--no-shuffle` is both.
        let name = flag.split(separator: "/").first ?? flag
        return seen.insert(name).inserted ? nil : String(name)
    }
}

/// Refuses options of methods that are called like other flags: the parser would give them to one of the two.
func checkMethodFlags() throws(MethodRegistrationError) {
    let repeated = repeatedFlags(inHelp: Finetune.helpMessage(includeHidden: true, columns: 200))
    guard repeated.isEmpty else {
        throw MethodRegistrationError(
            "a registered method has an option that finetune has already: "
                + repeated.joined(separator: ", "))
    }
}
