import Files
import Tasks

extension CustomTask {
    /// What was found: the columns, and how many rows each class has.
    var description: [String] {
        let texts = [columns.text, columns.pair].compactMap { $0 }.joined(separator: " and ")
        let rows = [data.train.count, data.development.count, data.test.count]
        let what = classCounts.isEmpty ? "score" : "label"
        var lines = ["columns: \(texts), and \(columns.label ?? "none") as the \(what)"]
        lines += ["rows: " + Self.row(rows)]
        lines += classCounts.prefix(Self.shownClasses).map {
            "  \($0.label): " + Self.row([$0.train, $0.development, $0.test])
        }
        let others = classCounts.count - Self.shownClasses
        if others > 0 {
            let areNumbers = classCounts.allSatisfy { decimalNumber($0.label) != nil }
            let hint = areNumbers ? "; --kind regression takes numbers as scores" : ""
            lines.append("  and \(others) more labels" + hint)
        }
        return lines + foldLines
    }

    /// How the rows are dealt, and which folds lack a class.
    private var foldLines: [String] {
        guard let folds else { return [] }
        let what = columns.group.map { "by column \($0)" } ?? "by their texts"
        let sizes = folds.sizes.map(String.init)
        let shown = sizes.prefix(10).joined(separator: ", ") + (sizes.count > 10 ? ", …" : "")
        let lines = ["folds: \(folds.count), \(what), of \(shown) rows"]
        guard case .classification(let labels) = definition.kind else { return lines }
        let lacking = labels.indices.flatMap { label in
            let own = Set(
                zip(data.train, folds.ofRows).filter { $0.0.target == .label(label) }.map(\.1))
            return (1...folds.count).filter { !own.contains($0) }.map {
                "  fold \($0) has no row of label \(labels[label])"
            }
        }
        return lines + lacking
    }

    private static let shownClasses = 20

    private static func row(_ counts: [Int]) -> String {
        zip(counts, ["train", "development", "test"]).filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
