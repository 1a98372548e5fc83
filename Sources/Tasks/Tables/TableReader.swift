import Files
import Options

/// Reads one tab-separated file by its layout.
struct TableReader {
    private let columns: TableColumns
    private let target: TableTarget?
    private let kind: TaskDefinition.Kind?
    private let path: String
    /// The labels as the file spells them.
    private let spellings: [[UInt8]]

    /// For rows with targets.
    init(_ columns: TableColumns, _ target: TableTarget, _ kind: TaskDefinition.Kind, path: String)
    {
        self.columns = columns
        self.target = target
        self.kind = kind
        self.path = path
        if case .spelled(let labels) = target.reading {
            spellings = labels.map { Array($0.utf8) }
        } else {
            spellings = []
        }
    }

    /// For rows without.
    init(_ columns: TableColumns, path: String) {
        self.columns = columns
        self.path = path
        target = nil
        kind = nil
        spellings = []
    }

    /// The rows in order; rows that are wrong are reported instead.
    func rows(_ problems: inout DataError) -> [Example] {
        guard let text = TextLines(path: path, &problems) else { return [] }
        if text.lines.isEmpty {
            problems.add(.init(file: path, "is empty"))
            return []
        }
        guard let places = places(text, &problems) else { return [] }
        let lines = text.lines.dropFirst(columns.width == nil ? 1 : 0)
        if lines.isEmpty { problems.add(.init(file: path, "has a header, but no rows")) }
        var rows: [Example] = []
        rows.reserveCapacity(lines.count)
        var cells: [Range<Int>] = []
        for (row, line) in lines.enumerated() {
            text.cells(of: line, into: &cells)
            guard cells.count == places.width else {
                report(wrongWidth(cells, line, places), at: lines.startIndex + row, &problems)
                continue
            }
            var target = Target.unknown
            if let place = places.target {
                switch self.target(text, cells[place]) {
                case .failure(let wrong):
                    report(wrong.message, at: lines.startIndex + row, &problems)
                    continue
                case .success(let read): target = read
                }
            }
            let names = places.identifier.map { text.string(cells[$0]) }
            rows.append(
                Example(
                    identifier: names.isEmpty ? String(row) : names.joined(separator: "-"),
                    first: text.string(cells[places.first]),
                    second: places.second.map { text.string(cells[$0]) },
                    target: target))
        }
        return rows
    }

    private func report(_ message: Message, at index: Int, _ problems: inout DataError) {
        problems.add(.init(file: path, line: index + 1, message))
    }

    private func wrongWidth(_ cells: [Range<Int>], _ line: Range<Int>, _ places: Places) -> Message
    {
        if line.isEmpty { return "an empty line" }
        let few = cells.count < places.width ? "too few" : "too many"
        return "\(few) columns: \(cells.count), not \(places.width)"
    }

    private func target(_ text: TextLines, _ cell: Range<Int>) -> Result<Target, WrongCell> {
        switch target?.reading {
        case nil: return .success(.unknown)
        case .spelled(let labels):
            let bytes = text.bytes[cell]
            if let label = spellings.firstIndex(where: { $0.elementsEqual(bytes) }) {
                return .success(.label(label))
            }
            let known = labels.joined(separator: ", ")
            let found = quoted(text.string(cell))
            return .failure(WrongCell("label \(found) is not one of \(known)"))
        case .number:
            guard case .regression(let range) = kind else {
                preconditionFailure("a task with classes reads numbers without cuts")
            }
            return number(text.string(cell), within: range).map { .value($0) }
        case .cuts(let cuts, of: let range):
            return number(text.string(cell), within: range).map { .label(cuts.class(of: $0)) }
        }
    }

    /// The indices of the columns of one file.
    private struct Places {
        let width: Int
        let identifier: [Int]
        let first: Int
        let second: Int?
        let target: Int?
    }

    private func places(_ text: TextLines, _ problems: inout DataError) -> Places? {
        let header = text.cells(of: text.lines[0]).map(text.string)
        var wrong: [String] = []
        let place = { (column: TableColumns.Column) -> Int in
            switch column {
            case .at(let index): return index
            case .named(let name):
                if let index = header.firstIndex(of: name) { return index }
                wrong.append(name)
                return 0
            }
        }
        let hasNames = columns.identifier.allSatisfy { column in
            if case .named(let name) = column { header.contains(name) } else { true }
        }
        let identifier = hasNames ? columns.identifier.map(place) : []
        let places = Places(
            width: columns.width ?? header.count, identifier: identifier,
            first: place(columns.first), second: columns.second.map(place),
            target: target.map { place($0.column) })
        if wrong.isEmpty { return places }
        let missing = wrong.map(quoted).joined(separator: ", ")
        let present = listed(header)
        report("no column \(missing); the header has \(present)", at: 0, &problems)
        return nil
    }
}

/// Why a cell has no target.
struct WrongCell: Error {
    let message: Message
    /// As of ``DataError/Problem``.
    let cause: String?
    /// Of a line that is not divided into cells, from 1.
    let column: Int?

    init(_ message: Message, cause: String? = nil, column: Int? = nil) {
        self.message = message
        self.cause = cause
        self.column = column
    }
}

/// A cell that has to be a decimal number in the range.
func number(_ cell: String, within range: ClosedRange<Double>) -> Result<Double, WrongCell> {
    guard isDecimal(cell.utf8) else {
        return .failure(WrongCell("\(quoted(cell)) is not a number\(numberHint(cell))"))
    }
    guard let value = decimalNumber(cell), range.contains(value) else {
        let bounds = "\(range.lowerBound) to \(range.upperBound)"
        return .failure(WrongCell("\(quoted(cell)) lies outside the range \(bounds)"))
    }
    return .success(value)
}

/// What keeps a cell that people read as a number from being one; empty where that cannot be told.
private func numberHint(_ cell: String) -> Message {
    func isUnit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isBlank || scalar == "%" || scalar.properties.generalCategory == .currencySymbol
    }
    var bare = cell.unicodeScalars[...]
    while bare.first.map(isUnit) == true { bare.removeFirst() }
    while bare.last.map(isUnit) == true { bare.removeLast() }
    guard decimalNumber(String(bare).replacing(",", with: "")) != nil else { return "" }
    return bare.contains(",")
        ? ": a number has no comma, its decimal sign is a point"
        : ": a number stands alone, without a unit, a sign of a currency or spaces"
}
