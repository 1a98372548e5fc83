import Metrics

extension ClassReport {
    /// Precision, recall and F1 by class as lines of text, with the averages below.
    package var text: String { scoreTable.text() }

    /// The confusion matrix as lines of text; a column is headed by its class's place where names would be
    /// too wide.
    package var confusionText: String { confusionTable(numbered: isWide).text() }

    /// Whether the names of classes make a table of their own too wide to read.
    private var isWide: Bool {
        classes.map { max(shownLabel($0.label).count, 4) + 2 }.reduce(0, +) > 60
    }

    private var scoreTable: TextTable {
        func cells(_ name: String, _ scores: Scores, _ support: Int) -> [String] {
            [name] + [scores.precision, scores.recall, scores.f1].map { Self.share($0) }
                + ["\(support)"]
        }
        let rows = classes.reduce(0) { $0 + $1.support }
        return TextTable(
            header: [["label", "precision", "recall", "F1", "rows"]],
            rows: classes.map { cells(shownLabel($0.label), $0.scores, $0.support) } + [
                cells("macro average", macro, rows), cells("weighted average", weighted, rows),
                ["accuracy", "", "", Self.share(accuracy), "\(rows)"],
            ],
            alignments: [.leading] + [TextTable.Alignment](repeating: .trailing, count: 4))
    }

    /// Rows are true labels, columns predicted ones.
    private func confusionTable(numbered: Bool) -> TextTable {
        let heads = classes.enumerated().map { numbered ? "\($0 + 1)" : shownLabel($1.label) }
        let names = classes.enumerated().map { place, one in
            (numbered ? "\(place + 1) " : "") + shownLabel(one.label)
        }
        return TextTable(
            header: [[""] + heads],
            rows: zip(names, confusion).map { [$0] + $1.map(String.init) },
            alignments: [.leading] + heads.map { _ in .trailing })
    }

    static func share(_ value: Double) -> String { NumberText.typeset(value, decimals: 4) ?? "–" }
}
