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

    private let body: TableBody
    private let layout: TableLayout
    private let blockRows: Int
    /// The first line where it is a point, as a table of its own.
    private var head = TableRows()
    private var width: Int { body.rows.width ?? head.width ?? 1 }

    /// Each problem is told with its line and column (from 1).
    init(
        _ url: URL, name: String, _ options: PointCloudOptions, rowsPerBlock: (Int) -> Int
    ) throws(CheckpointError) {
        self.name = name
        let body = try TableBody(url)
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
        blockRows = max(1, rowsPerBlock(layout.columns.count))
        guard layout.names == nil else { return }
        // A first line that is a point comes before the others.
        var row: [Double] = []
        head.add(first, line: 1, to: &row)
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
        while !body.isAtEnd, body.numbers.count < blockRows * width { try body.readRow() }
        guard layout.problems(head, body.rows, body.file.path).isEmpty else {
            try body.readToEnd()
            throw layout.problems(head, body.rows, body.file.path)
        }
        let rowCount = min(blockRows, body.numbers.count / width)
        guard rowCount > 0 else { return nil }
        do {
            let numbers = chosen(body.take(rowCount * width))
            return try Tensor.of(numbers, shape: [rowCount, dimensions])
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
