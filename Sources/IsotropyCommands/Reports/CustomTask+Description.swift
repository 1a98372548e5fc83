import Files
import Metrics
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
            "  \(shownLabel($0.label)): " + Self.row([$0.train, $0.development, $0.test])
        }
        let others = classCounts.count - Self.shownClasses
        if others > 0 {
            let areNumbers = classCounts.allSatisfy { decimalNumber($0.label) != nil }
            let hint = areNumbers ? "; --kind regression takes numbers as scores" : ""
            lines.append("  and \(others) more labels" + hint)
        }
        return lines + heldOutLines + foldLines
    }

    /// Which rows are held out in the place of a file of their own.
    private var heldOutLines: [String] {
        guard let share = source.heldOut?.share else { return [] }
        let (held, all) = (data.development.count, data.train.count + data.development.count)
        func percent(_ share: Double) -> String { "\(significant(100 * share, 3)) %" }
        let strata = classCounts.isEmpty ? "" : ", with each label's share of them"
        return [
            "held out: \(held) of \(all) rows (\(percent(Double(held) / Double(all))); asked for \(percent(share))) "
                + "as development set\(strata), \(dealing), the same for every seed"
        ]
    }

    /// What decides which rows are held out, and which stay together.
    private var dealing: String {
        columns.group.map {
            "by a hash of column \(quoted($0)), whose rows of one value stay together"
        }
            ?? "by a hash of each row's text, rows of one text together"
    }

    /// How the rows are dealt, and which folds lack a class.
    private var foldLines: [String] {
        guard let folds else { return [] }
        let what = columns.group.map { "by column \(quoted($0))" } ?? "by their texts"
        let sizes = folds.sizes.map(String.init)
        let shown = sizes.prefix(10).joined(separator: ", ") + (sizes.count > 10 ? ", …" : "")
        let lines = ["folds: \(folds.count), \(what), of \(shown) rows"]
        guard case .classification(let labels) = definition.kind else { return lines }
        let lacking = labels.indices.flatMap { label in
            let own = Set(
                zip(data.train, folds.ofRows).filter { $0.0.target == .label(label) }.map(\.1))
            return (1...folds.count).filter { !own.contains($0) }.map {
                "  fold \($0) has no row of label \(shownLabel(labels[label]))"
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
