import Files
import Foundation
import Options
import Metrics

/// What a file predicts, row by row.
struct GivenPredictions {
    /// As messages call it.
    let file: String
    let rows: [(line: Int, row: Example)]
    /// Whether the rows have names, by which they are joined.
    let areNamed: Bool

    /// - Parameter likelyIdentifier: a column of names that is looked for before the usual ones.
    init(from url: URL, likelyIdentifier: String? = nil) throws(DataError) {
        var layout = CustomLayout(text: "prediction")
        layout.likelyIdentifier = likelyIdentifier
        // As `predict` writes them to standard output.
        layout.likelyFormat = .tabs
        file = CustomLayout.inputName(url)
        (rows, areNamed) = try layout.predictions(from: url)
    }
}

extension TaskDefinition {
    /// What a file predicts for rows of this task beside what is right: a row each with a column `prediction`, as runs
    /// and submissions write them, or objects a line. With a column `id` or `index` they are joined by it, else they are
    /// in the rows' order.
    ///
    /// Classes are the task's labels, or as its files spell them.
    /// - Precondition: every row has its target.
    /// - Throws: rows that are missing or another's, and predictions that are no class or no number, by their
    ///   lines.
    public func comparison(
        from file: URL, for rows: [Example]
    ) throws(DataError) -> Comparison {
        try comparison(of: GivenPredictions(from: file), for: rows)
    }

    /// - Parameter places: where the rows stand; `nil` for those of a known task.
    func comparison(
        of predictions: GivenPredictions, for rows: [Example], at places: RowPlaces? = nil
    ) throws(DataError) -> Comparison {
        var problems = DataError()
        let given = RowJoin(predictions: predictions, rows: rows, places: places)
            .ordered(&problems)
        func report(_ message: Message, line: Int? = nil) {
            problems.add(.init(file: predictions.file, line: line, message))
        }
        for (line, row) in given where row.first.unicodeScalars.allSatisfy(\.isBlank) {
            report("an empty prediction", line: line)
        }
        guard problems.isEmpty else { throw problems }
        let comparison: Comparison
        switch measure {
        case .classes(let labels, let metrics, let positive):
            let spellings = layout.spellings ?? labels
            let classes = given.compactMap { line, row in
                let found = labels.firstIndex(of: row.first) ?? spellings.firstIndex(of: row.first)
                if found == nil {
                    report("\(quoted(row.first)) is not one of \(listed(labels))", line: line)
                }
                return found
            }
            comparison = .classes(
                classes, targets: rows.map(\.target.label), labels: labels, positive: positive,
                metrics: metrics)
        case .scores(_, let metrics):
            let scores = given.compactMap { line, row in
                let found = decimalNumber(row.first)
                if found == nil {
                    report("\(quoted(row.first)) is not a number", line: line)
                }
                return found
            }
            comparison = .scores(scores, targets: rows.map(\.target.value), metrics: metrics)
        }
        guard problems.isEmpty else { throw problems }
        return comparison
    }
}
