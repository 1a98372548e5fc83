/// Which line of a table is its header and which of its columns are dimensions, by rule or by wish.
struct TableLayout {
    /// The first line's cells, if it is a header; one a column, empty where R has none.
    private(set) var names: [String]?
    /// The columns that are dimensions, from 0, in their order.
    private(set) var columns: [Int] = []
    private(set) var notes: [String] = []

    /// - Parameters:
    ///   - first: the first line.
    ///   - rows: the lines below it.
    /// - Throws: for a wish that the table cannot fill, and a header of another width.
    init(
        _ first: TableCells, _ rows: TableRows, _ options: PointCloudOptions, file: String
    ) throws(CheckpointError) {
        guard options.hasHeader ?? isHeader(first, rows) else {
            columns = Array(0..<first.count)
            try choose(first, rows, options, file)
            return
        }
        guard let width = rows.width else { throw CheckpointError(file: file, "holds no numbers") }
        columns = Array(0..<width)
        var names = first.names
        // R writes no name over the names of the rows.
        let isShort = names.count == width - 1 && (rows.countsFrom != nil || rows.firstIsText)
        if isShort { names = [""] + names }
        guard names.count == width else {
            throw CheckpointError(
                file: file,
                "line 1: the header has \(names.count) columns, the first row has \(width)")
        }
        self.names = names
        try choose(first, rows, options, file)
    }

    /// A first line with a cell that is no number, whose others number the columns; or one that numbers
    /// all columns, as pandas does where they have no names.
    private mutating func isHeader(_ first: TableCells, _ rows: TableRows) -> Bool {
        let places = (0..<first.count).filter { first.number($0) != nil }
        if places.isEmpty { return true }
        let numbers = places.compactMap { first.wholeNumber($0) }
        let isCount =
            numbers.count == places.count && numbers[0] <= 1
            && numbers.enumerated().allSatisfy { $1 == numbers[0] + $0 }
        let isWide = first.count == rows.width || first.count + 1 == rows.width
        guard isCount, isWide else { return false }
        let isCertain =
            numbers.count < first.count || numbers.count > 2
            || !(rows.restIsWhole && rows.firstIsWhole)
        notes.append(
            isCertain
                ? "line 1 is taken as a header, as its numbers count the columns; --no-header takes it as a point"
                : "line 1 is taken as a point; if its numbers count the columns, --header takes it as a header"
        )
        return isCertain
    }

    private mutating func choose(
        _ first: TableCells, _ rows: TableRows, _ options: PointCloudOptions, _ file: String
    ) throws(CheckpointError) {
        if let wanted = options.columns {
            columns = try chosen(wanted, file)
            return
        }
        let reasons = columns.map { reason($0, first, rows) }
        let kept = columns.filter { reasons[$0] == nil }
        guard !kept.isEmpty, kept.count < columns.count else { return }
        for column in columns {
            if let reason = reasons[column] {
                notes.append("column \(column + 1) is left out: \(reason); --columns takes it")
            }
        }
        columns = kept
    }

    /// Why a column holds names of rows and no dimension.
    private mutating func reason(_ column: Int, _ first: TableCells, _ rows: TableRows) -> String? {
        if let name = names?[column] {
            let small = name.lowercased()
            if column == 0, small.isEmpty || small == "unnamed: 0" {
                return "it has no name, as pandas and R write the names of rows"
            }
            if Self.rowNames.contains(small) || small.hasSuffix("_id") {
                return "'\(name)' names the rows"
            }
            guard Int(name) != nil else { return nil }
        }
        guard column == 0, rows.count > 1, !rows.restIsWhole else { return nil }
        // Without a header the first line is a row as well.
        let start = names == nil ? first.wholeNumber(0) : rows.countsFrom
        let next = names == nil ? rows.firstCount : rows.countsFrom
        guard let start, start <= 1, let next, names != nil || next == start + 1 else { return nil }
        return "it counts the rows from \(start)"
    }

    private static let rowNames: Set = [
        "id", "ids", "_id", "index", "idx", "row", "row_names", "row.names", "rownames", "rowname",
    ]

    private func chosen(
        _ wanted: [PointCloudOptions.Columns], _ file: String
    ) throws(CheckpointError) -> [Int] {
        var problems = CheckpointError(file: file)
        var chosen: Set<Int> = []
        for choice in wanted {
            switch choice {
            case .places(let places):
                if places.upperBound > columns.count {
                    problems.add(
                        "there is no column \(places.upperBound): the rows have \(columns.count)")
                } else {
                    chosen.formUnion(places.lowerBound - 1..<places.upperBound)
                }
            case .named(let name):
                let places = (names ?? []).indices.filter { names?[$0] == name }
                if places.count == 1 {
                    chosen.formUnion(places)
                } else {
                    let found = places.isEmpty ? "no column" : "more than one column"
                    let header = names == nil ? "is missing" : "has \(found) '\(name)'"
                    problems.add("the header \(header)")
                }
            }
        }
        try problems.throwIfAny()
        return chosen.sorted()
    }
}
