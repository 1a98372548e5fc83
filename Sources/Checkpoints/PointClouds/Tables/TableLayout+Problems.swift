import Files
import Options

extension TableLayout {
    /// What is wrong in the columns that are dimensions, in the order of lines.
    /// - Parameters:
    ///   - head: the first line where it is a point.
    ///   - skips: whether rows with numbers that are not finite are left out, and nothing is wrong with them.
    func problems(
        _ head: TableRows, _ rows: TableRows, skips: Bool, _ file: String
    ) -> CheckpointError {
        var problems = CheckpointError(file: file)
        if let first = head.width, let width = rows.width, width != first {
            problems.add("line 2: has \(width) columns, the first row has \(first)")
        }
        let width = rows.width ?? head.width ?? 0
        let passedOver = Set(0..<width).subtracting(columns)
        func counts(_ column: Int?) -> Bool { column.map { !passedOver.contains($0) } ?? true }
        for form in ForeignForm.allCases {
            let cells = [head, rows].flatMap { part in
                (part.foreign[form] ?? [:]).filter { counts($0.key) }
            }
            let count = cells.reduce(0) { $0 + $1.value.count }
            guard let first = cells.min(by: { ($0.value.line, $0.key) < ($1.value.line, $1.key) })
            else { continue }
            problems.add(
                form.problem(
                    line: first.value.line, column: first.key, first.value.text, others: count - 1))
        }
        for part in [head, rows] {
            var found = part.problems.filter { counts($0.key) }.flatMap(\.value)
            if !skips { found += part.nonFinite.compactMap { nonFinite($0.line, $0.cells) } }
            let sorted = found.sorted { ($0.line, $0.column ?? -1) < ($1.line, $1.column ?? -1) }
            for problem in sorted { problems.add(Message(problem.message)) }
            for (column, omitted) in part.omitted where counts(column) {
                for _ in 0..<omitted { problems.add("") }
            }
            guard !skips, !part.nonFinite.isEmpty else { continue }
            for _ in 0..<part.nonFiniteOmitted { problems.add("") }
            problems.advice = CheckpointError.badRowsAdvice
        }
        if !problems.isEmpty, let doubt { problems.add(doubt) }
        return problems
    }
    private func nonFinite(
        _ line: Int, _ cells: [(column: Int, text: String)]
    ) -> TableRows.Problem? {
        cells.first { columns.contains($0.column) }.map { column, text in
            let place = textPlace(line: line, column: column + 1)
            return TableRows.Problem(
                line: line, column: column,
                message: "\(place): '\(text)' is not a finite number")
        }
    }
}
