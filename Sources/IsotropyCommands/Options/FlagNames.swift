import Foundation
import Isotropy
import Options
import QuestionAnswering
import Training

/// What the command line calls an option: `--max-length` for `max_length`.
func flagName(_ option: String) -> String {
    "--" + option.replacing("_", with: "-")
}

/// Libraries name options as files do, in backquotes (`max_length`); here they become the flags that a user
/// gives (--max-length).
func namingFlags(_ text: String) -> String {
    guard text.contains("`") else { return text }
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    var named = String(parts[0])
    var isOpen = true
    for (index, part) in parts.enumerated().dropFirst() {
        // The part between two backquotes that no other option has taken.
        if isOpen, index + 1 < parts.count, optionNames.contains(String(part)) {
            named += flagName(String(part.split(separator: ".").last ?? part))
            isOpen = false
        } else {
            named += (isOpen ? "`" : "") + part
            isOpen = true
        }
    }
    return named
}

/// Of all flags that a library speaks of.
private var optionNames: Set<String> {
    let described =
        TrainingOptions.descriptions + SpanOptions.descriptions
        + MethodRegistry.all.flatMap { $0.descriptions }
    return otherOptions.union(described.filter { $0.help != nil }.map(\.name))
}

private let otherOptions: Set = [
    "columns", "delimiter", "device", "format", "header", "keep_columns", "no_header", "normalizer",
    "output", "overwrite", "penalty",
    "resume",
    "tensor",
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
