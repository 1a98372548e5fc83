import Files
import Formats
import Options
import Torch

/// Lines of JSON (`.jsonl`), each an array of numbers or an object with one, as a cloud of points in float64.
final class JSONLinesReader: PointCloudReader {
    let name: String
    let dimensions: Int
    var pointCount: Int? { nil }
    var byteCount: Int { file.byteCount }
    var bytesRead: Int { lines.position }
    private(set) var skipped = SkippedRows()
    private(set) var blockRows = BlockRows(range: 0..<0, skipped: [])

    private let file: OpenFile
    private let lines: TableLines
    private let form: JSONLineForm
    private let skips: Bool
    private let rowsPerBlock: Int
    /// Those of the first line, and of others that have not been given, row by row.
    private var numbers: [Double]
    private var row = 0
    private var isAtEnd = false
    private var problems: CheckpointError

    /// More than a million numbers with all their digits.
    private static let lineLimit = 1 << 26

    init(
        _ file: OpenFile, name: String, _ options: PointCloudOptions, rowsPerBlock: (Int) -> Int,
        note: (Message) -> Void
    ) throws(CheckpointError) {
        (self.name, self.file, skips) = (name, file, options.skipsBadRows)
        problems = CheckpointError(file: file.path)
        let start = try file.bytes(0..<min(4, file.byteCount))
        if let problem = ByteOrderMark.problem(start) {
            throw CheckpointError(file: file.path, Message(problem))
        }
        lines = TableLines(file, at: ByteOrderMark.length(start), byteLimit: Self.lineLimit)
        guard let line = try lines.next(keepingSpaces: true) else {
            throw CheckpointError(file: file.path, "holds no numbers")
        }
        if let empty = lines.emptyLine { problems.add(Self.emptyLine(empty)) }
        let number = lines.line
        do throws(JSONError) {
            (form, numbers) = try JSONLineForm.first(
                Array(line), Self.field(options), number: number
            ) {
                note(
                    "the points are the field '\(printable($0))'; the others of the objects are passed over"
                )
            }
        } catch {
            throw CheckpointError(file: file.path, Self.message(error, number))
        }
        guard !numbers.isEmpty else {
            throw CheckpointError(file: file.path, "\(textPlace(line: number)): has no numbers")
        }
        dimensions = numbers.count
        self.rowsPerBlock = max(1, rowsPerBlock(dimensions))
        found(numbers[...], number)
    }

    /// The field that was asked for.
    private static func field(_ options: PointCloudOptions) -> String? {
        guard case .named(let name)? = options.columns?.first else { return nil }
        return name
    }

    func next() throws(CheckpointError) -> Tensor? {
        while true {
            while !isAtEnd, numbers.count < rowsPerBlock * dimensions { try readLine() }
            guard problems.isEmpty else {
                while !isAtEnd {
                    numbers.removeAll(keepingCapacity: true)
                    try readLine()
                }
                throw problems
            }
            let rows = row..<row + min(rowsPerBlock, numbers.count / dimensions)
            guard !rows.isEmpty else { break }
            row = rows.upperBound
            let screened = ScreenedRows(numbers, rows, dimensions: dimensions)
            numbers.removeAll(keepingCapacity: true)
            blockRows = screened.rows
            skipped.add(blockRows.skipped)
            if blockRows.count > 0 { return try tensor(screened.numbers) }
        }
        if skipped.count == row { throw .allSkipped(row, of: name, in: file.path) }
        return nil
    }

    private func tensor(_ numbers: [Double]) throws(CheckpointError) -> Tensor {
        do {
            return try Tensor.of(numbers, shape: [blockRows.count, dimensions])
        } catch {
            throw CheckpointError(file: file.path, "\(error)")
        }
    }

    /// Reads the next line's numbers, or what is wrong with it.
    private func readLine() throws(CheckpointError) {
        guard let line = try lines.next(keepingSpaces: true) else {
            isAtEnd = true
            return
        }
        // Empty lines may only end the file.
        if let empty = lines.emptyLine { problems.add(Self.emptyLine(empty)) }
        let number = lines.line
        do throws(JSONError) {
            let found = try form.numbers(Array(line), number: number)
            guard found.count == dimensions else {
                problems.add(
                    "\(textPlace(line: number)): has \(found.count) numbers, the first line has \(dimensions)"
                )
                return
            }
            numbers += found
            self.found(found[...], number)
        } catch {
            problems.add(Self.message(error, number))
        }
    }

    /// Tells a row with a number that is not finite, where none are left out.
    private func found(_ numbers: ArraySlice<Double>, _ line: Int) {
        guard !skips, let place = numbers.firstIndex(where: { !$0.isFinite }) else { return }
        problems.add(
            "\(textPlace(line: line)): number \(place + 1) is \(numbers[place]), not a finite number"
        )
        problems.advice = CheckpointError.badRowsAdvice
    }

    private static func emptyLine(_ line: Int) -> Message { "\(textPlace(line: line)): is empty" }

    /// An error has its place in a line, or is of the whole line.
    private static func message(_ error: JSONError, _ line: Int) -> Message {
        let place = error.isOfWhole ? "\(textPlace(line: line)): " : ""
        return
            "\(place)\(error); each line is an array of numbers, or an object with one field that is one; "
            + "`columns` names the field where there are several"
    }
}
