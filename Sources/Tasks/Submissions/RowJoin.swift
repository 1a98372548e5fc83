import Options

/// Where labelled rows stand, for messages.
struct RowPlaces {
    let file: String
    /// Of each row.
    let lines: [Int]
    /// Whether the rows have names of their own, or are numbered.
    let areNamed: Bool
}

/// A file's predictions beside the labelled rows that they are of.
struct RowJoin {
    let predictions: GivenPredictions
    let rows: [Example]
    /// `nil` for the rows of a known task.
    let places: RowPlaces?

    /// The predictions in the order of the rows; those without names are in it.
    ///
    /// Reports every prediction that is of no row or of one that has another, and every row without one, by
    /// their names and lines.
    func ordered(_ problems: inout DataError) -> [(line: Int, row: Example)] {
        let given = predictions.rows
        guard predictions.areNamed else {
            if given.count != rows.count {
                problems.add(
                    .init(
                        file: predictions.file,
                        "has \(given.count) predictions for \(rows.count) rows"))
            }
            return given
        }
        if given.map(\.row.identifier) == rows.map(\.identifier) { return given }
        let byName = Dictionary(grouping: given.indices) { given[$0].row.identifier }
        guard rows.contains(where: { byName[$0.identifier] != nil }) else {
            problems.add(.init(file: predictions.file, strangers(given.map(\.row.identifier))))
            return given
        }
        reportPredictions(&problems)
        reportRows(byName, &problems)
        guard problems.isEmpty else { return given }
        return rows.flatMap { row in (byName[row.identifier] ?? []).map { given[$0] } }
    }

    /// Predictions that are of no row, or of one that has another.
    private func reportPredictions(_ problems: inout DataError) {
        let wanted = Set(rows.map(\.identifier))
        var first: [String: Int] = [:]
        for (line, row) in predictions.rows {
            let name = quoted(row.identifier)
            func report(_ message: Message) {
                problems.add(.init(file: predictions.file, line: line, message))
            }
            if let earlier = first[row.identifier] {
                report("\(name) has a prediction already, on line \(earlier)")
            } else if !wanted.contains(row.identifier) {
                report("\(name) is the name of no row")
            }
            first[row.identifier] = first[row.identifier] ?? line
        }
    }

    /// Rows without a prediction, or with the name of another.
    private func reportRows(_ byName: [String: [Int]], _ problems: inout DataError) {
        var seen: Set<String> = []
        for (index, row) in rows.enumerated() {
            func report(_ message: Message) {
                problems.add(.init(file: places?.file, line: places?.lines[index], message))
            }
            let name = quoted(row.identifier)
            if !seen.insert(row.identifier).inserted {
                report("\(name) is the name of two rows, and the predictions are in another order")
            } else if byName[row.identifier] == nil {
                report("\(name) has no prediction in \(predictions.file)")
            }
        }
    }

    /// Names of which none is a row's.
    private func strangers(_ given: [String]) -> Message {
        let own =
            places.map { $0.areNamed } ?? true
            ? "theirs are \(shown(rows.map(\.identifier)))"
            : "they are numbered from 0, as no column of names was found"
        return
            "no prediction has the name of a row: it has \(shown(given)), and of the rows \(own); "
            + "`id` says which column has their names"
    }

    private func shown(_ names: [String]) -> String {
        names.prefix(3).map(quoted).joined(separator: ", ")
            + (names.count > 3 ? " and \(names.count - 3) more" : "")
    }
}
