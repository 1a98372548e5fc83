import Metrics
import QuestionAnswering

extension DataReport {
    /// The report for people: rows and classes, then tokens, then answers.
    package var text: String {
        var blocks = ["\(task) in \(folder)", rowTable]
        if !missing.isEmpty { blocks.append(missing.joined(separator: "\n")) }
        blocks.append(
            differences.isEmpty
                ? "rows and classes are those of the official files"
                : "not the official files:\n"
                    + differences.map { "  \($0)" }.joined(separator: "\n"))
        if let tokenization { blocks.append(tokenTable(tokenization)) }
        if parts.contains(where: { $0.answers != nil }) { blocks += [answerTable, exampleLines] }
        return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// What it took, in one line.
    package var timing: String {
        let tokenizing = seconds.tokenizing.map { ", tokenized in \(fixed($0, 2)) s" } ?? ""
        return "read in \(fixed(seconds.reading, 2)) s\(tokenizing)"
    }

    private var rowTable: String {
        let labels = parts.first?.classes.map { shownLabel($0.label) } ?? []
        let rows = parts.map { part in
            [part.name, String(part.rows)] + part.classes.map { String($0.rows) }
        }
        return alignedColumns([["part", "rows"] + labels] + rows, numbersFrom: 1)
    }

    private func tokenTable(_ tokenization: Tokenization) -> String {
        let limit = tokenization.maximumLength
        var header = ["tokens of \(tokenization.model)", "median", "longest", "above \(limit)"]
        if let stride = tokenization.stride { header.append("windows that share \(stride)") }
        let rows = parts.map { part in
            var cells = [part.name]
            if let tokens = part.tokens {
                let isWhole = tokens.median == tokens.median.rounded()
                cells += [
                    fixed(tokens.median, isWhole ? 0 : 1), String(tokens.longest),
                    String(tokens.aboveLimit),
                ]
            }
            return cells + (part.windows.map { [String($0)] } ?? [])
        }
        return alignedColumns([header] + rows, numbersFrom: 1)
    }

    /// The parts that have answers.
    private var coverages: [(name: String, coverage: SpanCoverage)] {
        parts.compactMap { part in part.answers.map { (part.name, $0) } }
    }

    private var answerTable: String {
        let found = coverages
        func row(_ title: String, _ count: (SpanCoverage) -> (Int, of: Int)) -> [String] {
            [title]
                + found.map { part in
                    let (value, total) = count(part.coverage)
                    let share = total > 0 ? Double(value) / Double(total) : 1
                    return "\(value) (\(fixed(100 * share, 2)) %)"
                }
        }
        var rows = [["answers from their tokens"] + found.map(\.name)]
        for outcome in SpanCoverage.Outcome.allCases
        where found.contains(where: { $0.coverage[outcome] > 0 }) {
            rows.append(row(outcome.title) { ($0[outcome], $0.answers) })
        }
        rows.append(row("right to the official evaluation") { ($0.recovered, $0.answers) })
        rows.append(row("questions with a right answer") { ($0.reachable, $0.answerable) })
        return alignedColumns(rows, numbersFrom: 1)
    }

    private var exampleLines: String {
        var lines: [String] = []
        for outcome in SpanCoverage.Outcome.allCases where !outcome.isRecovered {
            let examples = coverages.flatMap { $0.coverage.examples[outcome] ?? [] }
            for example in examples.prefix(SpanCoverage.exampleLimit) {
                let text = example.text.map { " is read as '\($0)'" } ?? ""
                lines.append("\(outcome.title), \(example.question): '\(example.answer)'\(text)")
            }
        }
        return lines.joined(separator: "\n")
    }
}

extension SpanCoverage.Outcome {
    fileprivate var title: String {
        switch self {
        case .exact: "exactly"
        case .normalized: "after normalization"
        case .beginsInsideToken: "begins inside a token"
        case .endsInsideToken: "ends inside a token"
        case .insideTokens: "begins and ends inside tokens"
        case .lacksTokens: "lacks characters that are no tokens"
        case .longerThanOverlap: "longer than what windows share"
        case .longerThanWindow: "longer than a window"
        case .outsideTokens: "outside of the text's tokens"
        }
    }
}
