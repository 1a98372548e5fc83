import Options

/// Which line of a table is its header and which of its columns are dimensions, by rule or by wish.
struct TableLayout {
    /// The first line's cells, if it is a header; one a column, empty where R has none.
    private(set) var names: [String]?
    /// The columns that are dimensions, from 0, in their order.
    private(set) var columns: [Int] = []
    private(set) var notes: [Message] = []
    /// Why the first line is no header, where it has words as one has.
    private(set) var doubt: Message?
    /// What decided, and would decide otherwise if a row further down denied it.
    private(set) var supports: Set<TableFacts.Fact> = []
    /// Why there is no layout: a wish that the table cannot fill, or a header of another width.
    private(set) var refusal: CheckpointError?

    /// - Parameters:
    ///   - first: the first line.
    ///   - rows: what is known of the lines below it: of three at least, where there are as many.
    init(
        _ first: TableCells, _ rows: TableFacts, _ options: PointCloudOptions, file: String
    ) {
        do throws(CheckpointError) {
            try decide(first, rows, options, file)
        } catch {
            refusal = error
        }
    }

    private mutating func decide(
        _ first: TableCells, _ rows: TableFacts, _ options: PointCloudOptions, _ file: String
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
        let isShort =
            names.count == width - 1
            && (countsFrom(rows) != nil || asks(.firstIsText, rows))
        if isShort { names = [""] + names }
        guard names.count == width else {
            throw CheckpointError(
                file: file,
                "line 1: the header has \(names.count) columns, the first row has \(width)")
        }
        self.names = names
        try choose(first, rows, options, file)
    }

    /// A first line of names; one with names whose other cells number the columns; or one that numbers
    /// all columns, as pandas does where they have no names.
    private mutating func isHeader(_ first: TableCells, _ rows: TableFacts) -> Bool {
        if let column = first.noHeaderCell {
            if first.hasWords {
                doubt =
                    "line 1 is taken as a point, as '\(first.text(column))' in column \(column + 1) is "
                    + "no name; `header` takes it as a header"
            }
            return false
        }
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
            || !(asks(.restIsWhole, rows) && asks(.firstIsWhole, rows))
        notes.append(
            isCertain
                ? "line 1 is taken as a header, as its numbers count the columns; `no_header` takes it as a point"
                : "line 1 is taken as a point; if its numbers count the columns, `header` takes it as a header"
        )
        return isCertain
    }

    private mutating func choose(
        _ first: TableCells, _ rows: TableFacts, _ options: PointCloudOptions, _ file: String
    ) throws(CheckpointError) {
        if let wanted = options.columns {
            columns = try chosen(wanted, file)
            return
        }
        var reasons = columns.map { reason($0, first, rows) }
        if reasons.first.flatMap({ $0 }) != nil {
            for column in columns where reasons[column] == nil && repeatsIndex(column, first, rows)
            {
                reasons[column] = "it repeats the numbers of the rows in column 1"
            }
        }
        let kept = columns.filter { reasons[$0] == nil }
        guard !kept.isEmpty else {
            throw CheckpointError(
                file: file,
                "every column names the rows; `columns` takes those that are dimensions")
        }
        guard kept.count < columns.count else { return }
        for column in columns {
            if let reason = reasons[column] {
                notes.append("column \(column + 1) is left out: \(reason); `columns` takes it")
            }
        }
        columns = kept
    }

    /// Why a column holds names of rows and no dimension.
    private mutating func reason(_ column: Int, _ first: TableCells, _ rows: TableFacts) -> String?
    {
        if let name = names?[column] {
            let small = name.lowercased()
            // What was saved with its index more than once has a column for each time.
            if column == 0 && small.isEmpty
                || small.wholeMatch(of: /unnamed: \d+(\.\d+)*(_level_\d+)?/) != nil
            {
                return "it has no name, as pandas and R write the names of rows"
            }
            let plain = small.replacing(/(\.\d+)+$/, with: "")
            if Self.rowNames.contains(plain) || plain.hasSuffix("_id")
                || plain.wholeMatch(of: /level_\d+/) != nil
            {
                return "'\(name)' names the rows"
            }
            guard Int(name) != nil else { return nil }
        }
        guard column == 0, rows.count > 1, !asks(.restIsWhole, rows) else { return nil }
        // Without a header the first line is a row as well.
        let start = names == nil ? first.wholeNumber(0) : countsFrom(rows)
        let next = names == nil ? firstCount(rows) : countsFrom(rows)
        guard let start, start <= 1, let next, names != nil || next == start + 1 else { return nil }
        return "it counts the rows from \(start)"
    }

    /// Whether a column without a name of its own (`X` is R's) counts as the first one does.
    private mutating func repeatsIndex(_ column: Int, _ first: TableCells, _ rows: TableFacts)
        -> Bool
    {
        guard column > 0, rows.count > 2, let width = rows.width, column < width else {
            return false
        }
        if let names {
            guard countsFrom(rows) != nil,
                names[column].wholeMatch(of: /X(\.\d+)?/) != nil
            else { return false }
        } else {
            guard first.wholeNumber(0) != nil, column < first.count,
                first.number(column) == first.number(0)
            else { return false }
        }
        return asks(.repeatsFirst(column), rows)
    }

    private mutating func asks(_ fact: TableFacts.Fact, _ rows: TableFacts) -> Bool {
        guard rows.holds(fact) else { return false }
        supports.insert(fact)
        return true
    }

    /// The whole number that the first column counts up from, one a row; `nil` where it does not.
    private mutating func firstCount(_ rows: TableFacts) -> Int? {
        asks(.firstCounts, rows) ? rows.start : nil
    }

    /// The same where it is 0 or 1.
    private mutating func countsFrom(_ rows: TableFacts) -> Int? {
        rows.start.map { $0 <= 1 } == true ? firstCount(rows) : nil
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
