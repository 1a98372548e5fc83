import Foundation
import Options
import Torch

/// Lines of numbers with a separator between them, as a cloud of points.
///
/// What tells the columns apart is decided before the first block is given. The rows of the first block mostly
/// settle it; where a row further down could deny it (a first column that counts the rows), the file is looked
/// through for that once more.
final class TableReader: PointCloudReader {
    let name: String
    /// What a rule decided.
    var notes: [Message] { layout.notes }
    var dimensions: Int { layout.columns.count }
    var pointCount: Int? { nil }
    var byteCount: Int { body.file.byteCount }
    var bytesRead: Int { body.bytesRead }
    private(set) var skipped = SkippedRows()
    private(set) var blockRows = BlockRows(range: 0..<0, skipped: [])

    private let body: TableBody
    private let layout: TableLayout
    private let skips: Bool
    private let rowsPerBlock: Int
    /// How many rows have been given or left out.
    private var row = 0
    /// The first line where it is a point, as a table of its own.
    private var head = TableRows()
    private var width: Int { body.rows.width ?? head.width ?? 1 }

    /// Each problem is told with its line and column (from 1).
    init(
        _ file: OpenFile, name: String, _ options: PointCloudOptions, rowsPerBlock: (Int) -> Int
    ) throws(CheckpointError) {
        self.name = name
        skips = options.skipsBadRows
        let body = try TableBody(file)
        self.body = body
        defer { withExtendedLifetime(body) {} }
        let first = TableCells(body.firstLine.bytes, separator: body.separator)
        var facts = TableFacts()
        var wanted = 3
        while facts.count < wanted, let cells = try body.readRow() {
            facts.add(cells)
            if facts.count == 1 { wanted = max(wanted, rowsPerBlock(cells.count)) }
        }
        layout = try Self.layout(first, facts, body, options)
        self.rowsPerBlock = max(1, rowsPerBlock(layout.columns.count))
        body.rows.take(layout.columns)
        guard layout.names == nil else { return }
        // A first line that is a point comes before the others.
        var row: [Double] = []
        head.add(first, line: 1, to: &row)
        head.take(layout.columns)
        body.putFirst(row)
    }

    /// The layout that all rows of the table lead to.
    private static func layout(
        _ first: TableCells, _ facts: TableFacts, _ body: TableBody, _ options: PointCloudOptions
    ) throws(CheckpointError) -> TableLayout {
        var layout = TableLayout(first, facts, options, file: body.file.path)
        var known: Set<TableFacts.Fact> = []
        while !body.isAtEnd, !layout.supports.isSubset(of: known) {
            known.formUnion(layout.supports)
            let facts = try body.follow(known, in: facts)
            layout = TableLayout(first, facts, options, file: body.file.path)
        }
        if let refusal = layout.refusal { throw refusal }
        return layout
    }

    func next() throws(CheckpointError) -> Tensor? {
        while true {
            while !body.isAtEnd, body.numbers.count < rowsPerBlock * width { try body.readRow() }
            guard problems.isEmpty else {
                try body.readToEnd()
                throw problems
            }
            let rows = row..<row + min(rowsPerBlock, body.numbers.count / width)
            guard !rows.isEmpty else { break }
            row = rows.upperBound
            let screened = ScreenedRows(
                chosen(body.take(rows.count * width)), rows, dimensions: dimensions)
            blockRows = screened.rows
            skipped.add(blockRows.skipped)
            if blockRows.count > 0 { return try tensor(screened.numbers) }
        }
        guard skipped.count < row || row == 0 else {
            throw .allSkipped(row, of: name, in: body.file.path)
        }
        return nil
    }

    private var problems: CheckpointError {
        layout.problems(head, body.rows, skips: skips, body.file.path)
    }

    private func tensor(_ numbers: [Double]) throws(CheckpointError) -> Tensor {
        do {
            return try Tensor.of(numbers, shape: [blockRows.count, dimensions])
        } catch {
            throw CheckpointError(file: body.file.path, "\(error)")
        }
    }

    /// The numbers in the columns that are dimensions.
    private func chosen(_ numbers: [Double]) -> [Double] {
        guard dimensions < width else { return numbers }
        var chosen: [Double] = []
        chosen.reserveCapacity(numbers.count / width * dimensions)
        for start in stride(from: 0, to: numbers.count, by: width) {
            for column in layout.columns { chosen.append(numbers[start + column]) }
        }
        return chosen
    }
}
