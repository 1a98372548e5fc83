import Foundation

/// Reads one tab-separated file by its layout.
struct TableReader {
    private let layout: TableLayout
    private let kind: TaskDefinition.Kind
    private let path: String
    /// The labels as the file spells them.
    private let spellings: [[UInt8]]

    init(_ layout: TableLayout, _ kind: TaskDefinition.Kind, path: String) {
        self.layout = layout
        self.kind = kind
        self.path = path
        if case .spelled(let labels) = layout.reading {
            spellings = labels.map { Array($0.utf8) }
        } else {
            spellings = []
        }
    }

    /// The rows in order; rows that are wrong are reported instead.
    func rows(_ problems: inout DataError) -> [Example] {
        guard let text = TextLines(path: path, &problems) else { return [] }
        if text.lines.isEmpty {
            problems.add(.init(file: path, "is empty"))
            return []
        }
        guard let places = places(text, &problems) else { return [] }
        let lines = text.lines.dropFirst(layout.width == nil ? 1 : 0)
        if lines.isEmpty { problems.add(.init(file: path, "has a header, but no rows")) }
        var rows: [Example] = []
        rows.reserveCapacity(lines.count)
        for (row, line) in lines.enumerated() {
            let cells = text.cells(of: line)
            guard cells.count == places.width else {
                report(wrongWidth(cells, line, places), at: lines.startIndex + row, &problems)
                continue
            }
            switch target(text.string(cells[places.target]), text.bytes[cells[places.target]]) {
            case .failure(let wrong):
                report(wrong.message, at: lines.startIndex + row, &problems)
            case .success(let target):
                let names = places.identifier.map { text.string(cells[$0]) }
                rows.append(
                    Example(
                        identifier: names.isEmpty ? String(row) : names.joined(separator: "-"),
                        first: text.string(cells[places.first]),
                        second: places.second.map { text.string(cells[$0]) },
                        target: target))
            }
        }
        return rows
    }

    private func report(_ message: String, at index: Int, _ problems: inout DataError) {
        problems.add(.init(file: path, line: index + 1, message))
    }

    private func wrongWidth(_ cells: [Range<Int>], _ line: Range<Int>, _ places: Places) -> String {
        if line.isEmpty { return "an empty line" }
        let few = cells.count < places.width ? "too few" : "too many"
        return "\(few) columns: \(cells.count), not \(places.width)"
    }

    private struct Wrong: Error { let message: String }

    private func target(_ cell: String, _ bytes: ArraySlice<UInt8>) -> Result<Target, Wrong> {
        switch layout.reading {
        case .spelled(let labels):
            if let label = spellings.firstIndex(where: { $0.elementsEqual(bytes) }) {
                return .success(.label(label))
            }
            let known = labels.joined(separator: ", ")
            return .failure(Wrong(message: "label \(quoted(cell)) is not one of \(known)"))
        case .number:
            guard case .regression(let range) = kind else {
                preconditionFailure("a task with classes reads numbers without cuts")
            }
            return number(cell, within: range).map { .value($0) }
        case .cuts(let cuts, of: let range):
            return number(cell, within: range).map { value in
                .label(cuts.count { $0 < 0 ? value > $0 : value >= $0 })
            }
        }
    }

    private func number(_ cell: String, within range: ClosedRange<Double>) -> Result<Double, Wrong>
    {
        guard let value = Double(cell), value.isFinite else {
            return .failure(Wrong(message: "\(quoted(cell)) is not a number"))
        }
        guard range.contains(value) else {
            let bounds = "\(range.lowerBound) to \(range.upperBound)"
            return .failure(Wrong(message: "\(cell) lies outside the range \(bounds)"))
        }
        return .success(value)
    }

    /// The indices of the columns of one file.
    private struct Places {
        let width: Int
        let identifier: [Int]
        let first: Int
        let second: Int?
        let target: Int
    }

    private func places(_ text: TextLines, _ problems: inout DataError) -> Places? {
        let header = text.cells(of: text.lines[0]).map(text.string)
        var wrong: [String] = []
        let place = { (column: TableLayout.Column) -> Int in
            switch column {
            case .at(let index): return index
            case .named(let name):
                if let index = header.firstIndex(of: name) { return index }
                wrong.append(name)
                return 0
            }
        }
        let hasNames = layout.identifier.allSatisfy { column in
            if case .named(let name) = column { header.contains(name) } else { true }
        }
        let identifier = hasNames ? layout.identifier.map(place) : []
        let places = Places(
            width: layout.width ?? header.count, identifier: identifier,
            first: place(layout.first), second: layout.second.map(place),
            target: place(layout.target))
        if wrong.isEmpty { return places }
        let missing = wrong.map(quoted).joined(separator: ", ")
        let present = header.map(quoted).joined(separator: ", ")
        report("no column \(missing); the header has \(present)", at: 0, &problems)
        return nil
    }
}
