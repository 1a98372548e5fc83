import Files

/// What is wrong with a table's rows, which are all numbers, by line and column.
struct TableRows {
    struct Problem {
        let line: Int
        /// From 0; `nil` for one of the whole line.
        let column: Int?
        let message: String
    }

    private(set) var width: Int?
    private(set) var count = 0
    /// The first problems of whole lines, and of each column.
    private(set) var problems: [Int?: [Problem]] = [:]
    /// How many more there are.
    private(set) var omitted: [Int?: Int] = [:]
    /// The first cell of each column that is a number in a foreign form, and how many there are.
    private(set) var foreign: [ForeignForm: [Int: (line: Int, text: String, count: Int)]] = [:]

    /// Appends the row's numbers, 0 where a cell is none.
    mutating func add(_ cells: TableCells, line: Int, to numbers: inout [Double]) {
        let width = width ?? cells.count
        self.width = width
        if cells.count != width {
            report(
                line, nil,
                "\(textPlace(line: line)): has \(cells.count) columns, the first row has \(width)")
        }
        let known = min(width, cells.count)
        for column in 0..<known {
            let number = cells.number(column)
            numbers.append(number ?? 0)
            if number == nil { reportCell(cells, line, column) }
        }
        for column in width..<max(width, cells.count) where cells.number(column) == nil {
            reportCell(cells, line, column)
        }
        numbers += repeatElement(0, count: max(0, width - cells.count))
        count += 1
    }

    mutating func reportEmptyLine(_ line: Int) {
        report(line, nil, "\(textPlace(line: line)): is empty")
    }

    private mutating func reportCell(_ cells: TableCells, _ line: Int, _ column: Int) {
        if let form = ForeignForm(cells.cells[column], isAlone: cells.count == 1) {
            foreign[form, default: [:]][column, default: (line, cells.text(column), 0)].count += 1
            return
        }
        guard problems[column, default: []].count < CheckpointError.limit else {
            omitted[column, default: 0] += 1
            return
        }
        let text = cells.text(column)
        let words = ["nan", "inf", "infinity"]
        let isWord = words.contains(
            text.lowercased().trimmingPrefix { "+-".contains($0) }.description)
        let what = isDecimal(cells.cells[column]) || isWord ? "a finite number" : "a number"
        let place = textPlace(line: line, column: column + 1)
        report(line, column, "\(place): '\(text)' is not \(what)")
    }

    private mutating func report(_ line: Int, _ column: Int?, _ message: String) {
        if problems[column, default: []].count < CheckpointError.limit {
            problems[column, default: []].append(
                Problem(line: line, column: column, message: message))
        } else {
            omitted[column, default: 0] += 1
        }
    }
}
