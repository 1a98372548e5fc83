import Files
import Foundation
import Options
import Torch

/// Lines of numbers with a separator between them.
enum SeparatedNumbers {
    /// Reads a file as one cloud; each problem is told with its line and column (from 1).
    /// - Parameter note: gets what a rule decided.
    static func read(
        _ url: URL, name: String, _ options: PointCloudOptions, note: (Message) -> Void
    ) throws(CheckpointError) -> PointCloud {
        let file = try MappedFile(contentsOf: url)
        if let problem = file.withBytes(0..<file.bytes.count, { ByteOrderMark.problem($0) }) {
            throw CheckpointError(file: file.path, Message(problem))
        }
        let table = try file.withBytes(0..<file.bytes.count) { bytes throws(CheckpointError) in
            try readTable(bytes, options, file: file.path)
        }
        for text in table.notes { note(text) }
        let points: Tensor
        do {
            points = try Tensor.of(table.numbers, shape: [table.rowCount, table.columnCount])
        } catch {
            throw CheckpointError(file: file.path, "\(error)")
        }
        return try PointCloud(name, points, file: file.path)
    }

    private struct Table {
        let rowCount: Int
        let columnCount: Int
        let numbers: [Double]
        let notes: [Message]
    }

    private static func readTable(
        _ bytes: UnsafeRawBufferPointer, _ options: PointCloudOptions, file: String
    ) throws(CheckpointError) -> Table {
        let separator = separator(bytes)
        var first: TableCells?
        var rows = TableRows()
        var start = ByteOrderMark.length(bytes)
        var line = 0
        var firstEmptyLine: Int?
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let content = trimmed(bytes[start..<end])
            line += 1
            start = end + 1
            if content.isEmpty {
                firstEmptyLine = firstEmptyLine ?? line
                continue
            }
            // Empty lines may only end the file.
            if let empty = firstEmptyLine {
                rows.reportEmptyLine(empty)
                firstEmptyLine = nil
            }
            let cells = TableCells(content, separator: separator)
            if first == nil { first = cells } else { rows.add(cells, line: line) }
        }
        guard let first else { throw CheckpointError(file: file, "holds no numbers") }
        let layout = try TableLayout(first, rows, options, file: file)
        // A first line that is a point comes before the others.
        var head = TableRows()
        if layout.names == nil { head.add(first, line: 1) }
        try check(head, rows, layout, file)
        var numbers: [Double] = []
        for part in [head, rows] {
            guard let width = part.width else { continue }
            if layout.columns.count == width {
                numbers += part.numbers
            } else {
                for row in 0..<part.count {
                    for column in layout.columns {
                        numbers.append(part.numbers[row * width + column])
                    }
                }
            }
        }
        return Table(
            rowCount: head.count + rows.count, columnCount: layout.columns.count, numbers: numbers,
            notes: layout.notes)
    }

    /// The tabs, semicolons or commas that the first line has outside quotes; of several the kind that
    /// the second line has as well.
    private static func separator(_ bytes: UnsafeRawBufferPointer) -> UInt8 {
        let lines = bytes.prefix(1 << 20).split(separator: UInt8(ascii: "\n"), maxSplits: 2)
        let found = lines.prefix(2).map { line in
            var isQuoted = false
            var kinds: Set<UInt8> = []
            for byte in line {
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                if !isQuoted { kinds.insert(byte) }
            }
            return kinds
        }
        let kinds = "\t;,".utf8
        return kinds.first { kind in found.allSatisfy { $0.contains(kind) } }
            ?? kinds.first { found.first?.contains($0) == true } ?? UInt8(ascii: ",")
    }

    /// Refuses what is wrong in the columns that are read, in the order of lines.
    private static func check(
        _ head: TableRows, _ rows: TableRows, _ layout: TableLayout, _ file: String
    ) throws(CheckpointError) {
        let columns = layout.columns
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
            let found = part.problems.filter { counts($0.key) }.flatMap(\.value)
            let sorted = found.sorted { ($0.line, $0.column ?? -1) < ($1.line, $1.column ?? -1) }
            for problem in sorted { problems.add(Message(problem.message)) }
            for (column, omitted) in part.omitted where counts(column) {
                for _ in 0..<omitted { problems.add("") }
            }
        }
        if !problems.isEmpty, let doubt = layout.doubt { problems.add(doubt) }
        try problems.throwIfAny()
    }
}
