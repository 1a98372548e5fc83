/// The columns of a table that make a row's identifier and sentences.
public struct TableColumns: Sendable {
    public enum Column: Sendable, ExpressibleByStringLiteral {
        /// Found by the header, wherever it stands.
        case named(String)
        /// Counted from 0, in a file without a header.
        case at(Int)

        public init(stringLiteral name: String) { self = .named(name) }
    }

    /// Joined with `-`; the row's number from 0 where the file lacks them.
    let identifier: [Column]
    let first: Column
    let second: Column?
    /// The number of columns in a file without a header; `nil` takes it from the header.
    let width: Int?

    public init(identifier: [Column], first: Column, second: Column? = nil, width: Int? = nil) {
        self.identifier = identifier
        self.first = first
        self.second = second
        self.width = width
    }
}

/// The column of a table that holds the targets, and how its cells are read.
public struct TableTarget: Sendable {
    public enum Reading: Sendable {
        /// The labels as the file spells them, in the order of the task's labels.
        case spelled([String])
        case number
        /// A number within the range becomes the class between two cuts.
        case cuts(Cuts, of: ClosedRange<Double>)
    }

    let column: TableColumns.Column
    let reading: Reading
}

/// Where a scale is cut into classes.
public struct Cuts: Sendable {
    public enum Tie: Sendable {
        /// To the class farther from 0, and a cut at 0 to the upper one.
        case awayFromZero
        case below
    }

    /// In ascending order.
    let values: [Double]
    /// Which class a number equal to a cut belongs to.
    let tie: Tie

    /// - Parameter values: in ascending order.
    public init(values: [Double], tie: Tie) {
        self.values = values
        self.tie = tie
    }

    func `class`(of number: Double) -> Int {
        values.count { cut in
            switch tie {
            case .awayFromZero: cut < 0 ? number > cut : number >= cut
            case .below: number > cut
            }
        }
    }
}
