/// Something for each cell of a grid whose rows and columns have titles, such as models by tasks.
public struct Panels<Content: Sendable>: Sendable {
    /// Titles from top to bottom; an empty one is not drawn.
    public let rows: [String]
    /// Titles from left to right; an empty one is not drawn.
    public let columns: [String]
    /// A row after the other; `nil` where nothing was measured.
    public let cells: [[Content?]]

    public init(rows: [String] = [""], columns: [String] = [""], cells: [[Content?]]) {
        precondition(
            !rows.isEmpty && !columns.isEmpty && cells.count == rows.count
                && cells.allSatisfy { $0.count == columns.count },
            "\(cells.map(\.count)) cells do not fit \(rows.count) rows of \(columns.count)")
        self.rows = rows
        self.columns = columns
        self.cells = cells
    }

    /// One panel without titles.
    public init(_ content: Content) {
        self.init(cells: [[content]])
    }

    public func map<Result>(_ transform: (Content) -> Result) -> Panels<Result> {
        Panels<Result>(
            rows: rows, columns: columns, cells: cells.map { $0.map { $0.map(transform) } })
    }

    /// What is there, in reading order.
    var contents: [Content] { cells.flatMap { $0.compactMap { $0 } } }

    /// What is there, with its place and the titles that are not empty: "BERT, MRPC".
    var named: [(row: Int, column: Int, name: String, content: Content)] {
        cells.indices.flatMap { row in
            columns.indices.compactMap { column in
                cells[row][column].map { content in
                    let titles = [rows[row], columns[column]].filter { !$0.isEmpty }
                    return (row, column, titles.joined(separator: ", "), content)
                }
            }
        }
    }
}

extension Panels: Equatable where Content: Equatable {}

/// One pair of axes with what is drawn between them.
public struct Panel: Sendable, Equatable {
    public var marks: [Mark]
    /// Drawn above the axes.
    public var title: String
    /// Instead of the figure's own.
    public var xAxis, yAxis: Axis?

    public init(
        _ marks: [Mark] = [], title: String = "", x xAxis: Axis? = nil, y yAxis: Axis? = nil
    ) {
        self.marks = marks
        self.title = title
        self.xAxis = xAxis
        self.yAxis = yAxis
    }
}

/// How the panels of a figure stand to each other.
public struct Arrangement: Sendable, Equatable {
    /// The panels whose axes have one scale; its numbers are written once where they are adjacent.
    public enum Sharing: Sendable {
        case all, rows, columns, none
    }

    public var x: Sharing
    public var y: Sharing
    /// Height of a panel by its width; without it, what suits most figures.
    public var aspect: Double?
    /// How high each row is, relative to the others; empty for equal heights.
    public var rowWeights: [Double]

    public init(
        x: Sharing = .all, y: Sharing = .all, aspect: Double? = nil, rowWeights: [Double] = []
    ) {
        self.x = x
        self.y = y
        self.aspect = aspect
        self.rowWeights = rowWeights
    }
}
