import Testing

struct HelpTests {
    static let options: [String: [String]] = [
        "quickstart": [
            "--full", "--threads", "--device", "--output", "--resume", "--overwrite",
        ],
        "devices": ["--check", "--json"],
        "finetune": [
            "--model", "--revision", "--task", "--data", "--train", "--dev", "--test", "--text",
            "--pair",
            "--label", "--kind", "--normalizer", "--penalty", "--beta",
            "--epsilon",
            "--momentum", "--lambda", "--zeta", "--zeta-convention", "--layers", "--target",
            "--target-size", "--refresh", "--preset", "--learning-rate", "--batch-size",
            "--epochs", "--warmup", "--schedule", "--weight-decay", "--adam-epsilon", "--clip",
            "--accumulate", "--max-length", "--dropout", "--early-stopping", "--evaluate-every",
            "--precision", "--threads", "--device", "--checkpoint-activations",
            "--shuffle/--no-shuffle",
            "--limit", "--features", "--stride", "--n-best", "--max-answer", "--null-threshold",
            "--output", "--resume", "--overwrite", "--metric", "--seeds", "--json",
        ],
        "evaluate": [
            "--model", "--revision", "--task", "--data", "--split", "--test", "--text", "--pair",
            "--label", "--stride", "--n-best", "--max-answer", "--null-threshold", "--predictions",
            "--no-answer-probabilities", "--no-answer-threshold", "--device", "--precision",
            "--threads",
            "--max-length", "--json",
        ],
        "predict": [
            "--model", "--revision", "--task", "--data", "--input", "--lines", "--pairs", "--text",
            "--pair", "--stride", "--n-best", "--max-answer", "--null-threshold", "--candidates",
            "--output", "--device", "--precision", "--threads", "--max-length",
        ],
        "embed": [
            "--model", "--revision", "--input", "--pairs", "--layers", "--pooling", "--output",
            "--max-length",
            "--device", "--precision", "--threads",
        ],
        "tokenize": [
            "--model", "--revision", "--input", "--pairs", "--json", "--max-length", "--truncation",
            "--stride",
        ],
        "score": ["--columns", "--header/--no-header", "--tensor", "--json"],
        "table": ["--group", "--statistic", "--format", "--json"],
        "data list": ["--json"],
        "data get": ["--output"],
        "data check": [
            "--data", "--model", "--revision", "--max-length", "--stride", "--json",
        ],
    ]
    /// Flags are off without a word; these options have to be given or are free.
    static let withoutDefault: Set = [
        "--full", "--resume", "--overwrite", "--json", "--pairs", "--data", "--input", "--train",
        "--dev", "--test", "--lines", "--candidates", "--checkpoint-activations",
        "--predictions", "--no-answer-probabilities", "--columns", "--header/--no-header",
        "--tensor", "--check",
    ]

    /// What a help text says of each option, on one line each.
    private func rows(_ command: String) throws -> [String] {
        let answer = try #require(
            Answer(command.split(separator: " ").map(String.init) + ["--help"]))
        #expect(answer.code == 0)
        return answer.text.split(separator: "\n").reduce(into: []) { rows, line in
            if line.hasPrefix("  -") {
                rows.append(String(line))
            } else if line.hasPrefix("          "), let last = rows.popLast() {
                rows.append(last + " " + line.drop { $0 == " " })
            }
        }
    }

    @Test(arguments: options.keys.sorted())
    func everyOptionHasASentenceAndADefault(_ command: String) throws {
        let rows = try rows(command)
        for option in Self.options[command] ?? [] {
            let row = try #require(
                rows.first { row in
                    row.split(separator: " ").prefix(2).contains { word in
                        word == option || word == option + ","
                    }
                }, "\(command) \(option)")
            #expect(
                row.hasSuffix(".") || row.hasSuffix(")"), "\(command) has no sentence: \(row)")
            #expect(row.split(separator: " ").count > 5, "\(command) says little: \(row)")
            let needsDefault =
                !Self.withoutDefault.contains(option)
                && !(["embed", "predict"].contains(command) && option == "--output")
            if needsDefault {
                #expect(row.contains("default: "), "\(command) \(option) names no default: \(row)")
            }
        }
    }

    @Test(arguments: options.keys.sorted())
    func everyOptionOfTheHelpIsInThisList(_ command: String) throws {
        let known = Set(Self.options[command] ?? []).union(["--help", "--version"])
        for row in try rows(command) {
            let words = row.split(whereSeparator: { " ,".contains($0) })
            let long = try #require(words.first { $0.hasPrefix("--") })
            #expect(known.contains(String(long)), "\(command): \(row)")
        }
    }

    @Test func theCommandNamesItsSubcommandsAndWhereToBegin() throws {
        let text = try #require(Answer(["--help"])).text
        let data = try #require(Answer(["data", "--help"])).text
        for command in Self.options.keys {
            let words = command.split(separator: " ")
            #expect((words.count > 1 ? data : text).contains("\n  \(words[words.count - 1]) "))
        }
        #expect(text.contains("\n  data "))
        #expect(text.contains("Start with `isotropy quickstart`"))
        #expect(!text.contains("benchmark-step"))
    }

    @Test func theDefaultsShownAreThoseOfTheLibrary() throws {
        let rows = try rows("finetune")
        for shown in [
            "--learning-rate", "(default: 5e-05)", "--batch-size", "(default: 32)",
            "(default: 0.06)", "(default: 128)", "(default: 250000)",
        ] {
            #expect(rows.contains { $0.contains(shown) }, "\(shown)")
        }
    }
}
