/// What the rows below a table's first line tell of its columns, to tell dimensions from names of rows.
struct TableFacts {
    /// Holds until a row denies it, and never again then.
    enum Fact: Hashable {
        /// The first column counts up from ``TableFacts/start``, one a row.
        case firstCounts
        case firstIsWhole
        /// No cell of the first column is a number.
        case firstIsText
        /// All numbers behind the first column are whole; a cell that is no number counts as one.
        case restIsWhole
        /// The column has the numbers of the first.
        case repeatsFirst(Int)

        /// How many cells of a row it is about, from the first on.
        var cellCount: Int {
            switch self {
            case .firstCounts, .firstIsWhole, .firstIsText: 1
            case .restIsWhole: .max
            case .repeatsFirst(let column): column + 1
            }
        }
    }

    /// Of the first row.
    private(set) var width: Int?
    private(set) var count = 0
    /// The whole number in the first row's first cell.
    private(set) var start: Int?
    private var holding: Set<Fact> = []

    func holds(_ fact: Fact) -> Bool { holding.contains(fact) }

    mutating func add(_ cells: TableCells) {
        if count == 0 {
            width = cells.count
            start = cells.wholeNumber(0)
            holding = [.firstCounts, .firstIsWhole, .firstIsText, .restIsWhole]
            holding.formUnion((1..<max(1, cells.count)).map { .repeatsFirst($0) })
        }
        follow(cells, holding)
    }

    /// - Parameter facts: of interest; what the row tells of others is left.
    mutating func follow(_ cells: TableCells, _ facts: Set<Fact>) {
        for fact in facts where holding.contains(fact) && !isTrue(fact, of: cells) {
            holding.remove(fact)
        }
        count += 1
    }

    private func isTrue(_ fact: Fact, of cells: TableCells) -> Bool {
        switch fact {
        case .firstCounts: start.map { cells.wholeNumber(0) == $0 + count } ?? false
        case .firstIsWhole: cells.wholeNumber(0) != nil
        case .firstIsText: cells.number(0) == nil
        case .restIsWhole:
            (1..<max(1, min(width ?? 0, cells.count))).allSatisfy {
                let number = cells.number($0) ?? 0
                return number == number.rounded()
            }
        case .repeatsFirst(let column):
            (column < cells.count ? cells.number(column) : nil) ?? 0 == cells.number(0) ?? 0
        }
    }
}
