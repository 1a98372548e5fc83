import IsotropyCommands
import Testing

/// What every option's help has to say; the texts themselves are snapshots (`HelpSnapshotTests`).
struct HelpTests {
    /// Flags are off without a word; these options have to be given or are free.
    static let withoutDefault: Set = [
        "--full", "--resume", "--overwrite", "--json", "--pairs", "--data", "--input", "--train",
        "--dev", "--folds", "--test", "--lines", "--candidates", "--checkpoint-activations",
        "--predictions", "--no-answer-probabilities", "--columns", "--header/--no-header",
        "--tensor", "--check", "--keep-columns", "--spreadsheet", "--normalize", "--flatten",
        "--skip-bad-rows", "--labels", "--against", "--against-tensor", "--no-intervals",
        "--save-moments", "--shard", "--append", "--similarity", "--config", "--print-config",
        "--simulate",
    ]

    /// What a help text says of each option, on one line each.
    private func rows(_ command: CommandPath) throws -> [String] {
        let answer = try #require(Answer(command.words + ["--help"]))
        return answer.text.split(separator: "\n").reduce(into: []) { rows, line in
            if line.hasPrefix("  -") {
                rows.append(String(line))
            } else if line.hasPrefix("          "), let last = rows.popLast() {
                rows.append(last + " " + line.drop { $0 == " " })
            }
        }
    }

    @Test(arguments: CommandPath.all.filter(\.isShown))
    func everyOptionHasASentenceAndADefault(_ command: CommandPath) throws {
        for row in try rows(command) {
            let words = row.split(whereSeparator: { " ,".contains($0) })
            let option = String(try #require(words.first { $0.hasPrefix("--") }))
            if ["--help", "--version"].contains(option) { continue }
            #expect(row.hasSuffix(".") || row.hasSuffix(")"), "no sentence: \(row)")
            #expect(row.split(separator: " ").count > 5, "says little: \(row)")
            let needsDefault =
                !Self.withoutDefault.contains(option)
                && !(["embed", "predict", "merge", "analyze"].contains(command.name)
                    && option == "--output")
                && !(command.name == "analyze" && option == "--task")
                && !(command.words.first == "transform" && ["--output", "--kind"].contains(option))
            if needsDefault { #expect(row.contains("default: "), "names no default: \(row)") }
        }
    }

    @Test func aFlagThatIsListedTwiceIsFound() throws {
        let help = try #require(Answer(["finetune", "--help"])).text
        #expect(repeatedFlags(inHelp: help).isEmpty)
        let twice =
            help + "\n  --shuffle <shuffle>     Another.\n  -o, --output <file>     A third."
        #expect(repeatedFlags(inHelp: twice) == ["--shuffle", "--output"])
    }
}
