import Files
import Foundation
import Torch

/// Lines of numbers with a separator between them.
struct SeparatedNumbers {
    private let separator: UInt8
    private var problems: CheckpointError
    private var numbers: [Double] = []
    private var columnCount: Int?
    private var rowCount = 0

    /// Reads a file as one cloud; each problem is told with its line and column (from 1).
    static func read(_ url: URL, name: String) throws(CheckpointError) -> PointCloud {
        let file = try MappedFile(contentsOf: url)
        if let problem = file.withBytes(0..<file.bytes.count, { ByteOrderMark.problem($0) }) {
            throw CheckpointError(file: file.path, problem)
        }
        let lines = file.withBytes(0..<file.bytes.count) { bytes in
            var reader = SeparatedNumbers(bytes, file: file.path)
            reader.readLines(bytes)
            return reader
        }
        try lines.problems.throwIfAny()
        guard let columnCount = lines.columnCount else {
            throw CheckpointError(file: file.path, "holds no numbers")
        }
        let points: Tensor
        do {
            points = try Tensor.of(lines.numbers, shape: [lines.rowCount, columnCount])
        } catch {
            throw CheckpointError(file: file.path, "\(error)")
        }
        return try PointCloud(name, points, file: file.path)
    }

    private init(_ bytes: UnsafeRawBufferPointer, file: String) {
        problems = CheckpointError(file: file)
        let firstLine = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let candidates = "\t;,".utf8
        separator = candidates.first { firstLine.contains($0) } ?? UInt8(ascii: ",")
    }

    private mutating func readLines(_ bytes: UnsafeRawBufferPointer) {
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
                problems.add("line \(empty): is empty")
                firstEmptyLine = nil
            }
            let cells = content.split(separator: separator, omittingEmptySubsequences: false)
            let row = cells.map { Self.number(trimmed($0)) }
            if line == 1, row.allSatisfy({ $0 == nil }) { continue }
            add(row, cells, line)
        }
    }

    private mutating func add(
        _ row: [Double?], _ cells: [Slice<UnsafeRawBufferPointer>], _ line: Int
    ) {
        let expected = columnCount ?? row.count
        columnCount = expected
        rowCount += 1
        if row.count != expected {
            problems.add("line \(line): has \(row.count) columns, the first row has \(expected)")
        }
        for (index, number) in row.enumerated() {
            if let number, number.isFinite {
                numbers.append(number)
            } else {
                let text = String(decoding: trimmed(cells[index]).prefix(40), as: UTF8.self)
                let what = number == nil ? "a number" : "a finite number"
                problems.add("line \(line), column \(index + 1): '\(text)' is not \(what)")
            }
        }
    }

    private static func number(_ cell: Slice<UnsafeRawBufferPointer>) -> Double? {
        // Double also reads hexadecimal.
        guard !cell.contains(where: { $0 | 0x20 == UInt8(ascii: "x") }) else { return nil }
        return Double(String(decoding: cell, as: UTF8.self))
    }

    /// Without spaces and the carriage return around.
    private func trimmed(_ cell: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        var cell = cell
        while let byte = cell.first, byte == 0x20 { cell = cell.dropFirst() }
        while let byte = cell.last, byte == 0x20 || byte == 0x0D { cell = cell.dropLast() }
        return cell
    }
}
