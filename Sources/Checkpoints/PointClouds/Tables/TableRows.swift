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

    /// The first rows with numbers that are not finite: of each the first such cell in a column that is a dimension,
    /// or all of them before that is known.
    private(set) var nonFinite: [(line: Int, cells: [(column: Int, text: String)])] = []
    /// How many more there are.
    private(set) var nonFiniteOmitted = 0
    /// The columns that are dimensions, once that is known.
    private var dimensions: Set<Int>?

    /// From now on only what is not finite in these columns counts.
    mutating func take(_ columns: [Int]) {
        let dimensions = Set(columns)
        self.dimensions = dimensions
        let before = nonFinite
        nonFinite = []
        for (line, cells) in before {
            reportNonFinite(line, cells.filter { dimensions.contains($0.column) })
        }
    }

    private mutating func reportNonFinite(_ line: Int, _ cells: [(column: Int, text: String)]) {
        guard let first = cells.first else { return }
        if dimensions == nil {
            nonFinite.append((line, cells))
        } else if nonFinite.count < CheckpointError.limit {
            nonFinite.append((line, [first]))
        } else {
            nonFiniteOmitted += 1
        }
    }

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
        var found: [(column: Int, text: String)] = []
        for column in 0..<known {
            if let number = cells.number(column) {
                numbers.append(number)
            } else if let number = cells.nonFinite(column) {
                numbers.append(number)
                if dimensions?.contains(column) ?? true {
                    found.append((column, cells.text(column)))
                }
            } else {
                numbers.append(0)
                reportCell(cells, line, column)
            }
        }
        reportNonFinite(line, found)
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
        let place = textPlace(line: line, column: column + 1)
        report(line, column, "\(place): '\(text)' is not a number")
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
