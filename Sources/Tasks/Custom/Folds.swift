import Options

/// The rows of a train file in folds, each of which is held out in turn.
public struct Folds: Sendable, Equatable {
    public let count: Int
    /// The fold of each row, from 1.
    public let ofRows: [Int]

    /// The places of a fold's rows.
    public func places(of fold: Int) -> [Int] { ofRows.indices.filter { ofRows[$0] == fold } }

    /// How many rows each fold has.
    public var sizes: [Int] { (1...count).map { fold in ofRows.count { $0 == fold } } }

    /// Each unit goes to the fold that has the smallest share of its classes' rows so far, of equals to the one
    /// with the fewest rows: large units first, equal ones by their hashes.
    ///
    /// So where no unit holds two rows, no class has two rows more in one fold than in another.
    init(_ count: Int, dealing units: [RowUnit], rows: Int) {
        var totals: [Int: Int] = [:]
        for unit in units {
            for (label, rows) in unit.counts { totals[label, default: 0] += rows }
        }
        var sizes = [Int](repeating: 0, count: count)
        var dealt = [[Int: Int]](repeating: [:], count: count)
        var ofRows = [Int](repeating: 0, count: rows)
        let order = units.indices.sorted {
            (units[$1].rows.count, $0) < (units[$0].rows.count, $1)
        }
        for unit in order.map({ units[$0] }) {
            // What the sum of squares of the classes' shares in the fold would grow by, but for what is the same
            // in all folds.
            let costs = dealt.map { own in
                unit.counts.reduce(0.0) { sum, part in
                    let total = Double(totals[part.label] ?? 1)
                    return sum + Double(part.rows) / total * Double(own[part.label] ?? 0) / total
                }
            }
            let place =
                sizes.indices.min { (costs[$0], sizes[$0]) < (costs[$1], sizes[$1]) } ?? 0
            sizes[place] += unit.rows.count
            for (label, rows) in unit.counts { dealt[place][label, default: 0] += rows }
            for row in unit.rows { ofRows[row] = place + 1 }
        }
        self.count = count
        self.ofRows = ofRows
    }
}

extension TaskData {
    /// Deals the train rows into folds.
    ///
    /// Reports classes with fewer texts, or groups, than there are folds, and those of which all rows are in one.
    /// - Parameters:
    ///   - groups: of each row; `nil` where rows of one text belong together.
    ///   - column: that of the groups.
    func folds(
        _ count: Int, groups: [String?], column: String?, labels: [String]?, path: String,
        _ problems: inout DataError
    ) -> Folds? {
        let units = RowUnit.units(keys(groups), classes: trainClasses)
        func report(_ what: Message) { problems.add(.init(file: path, what)) }
        func words(_ number: Int) -> String {
            let end = number == 1 ? "" : "s"
            return column.map { "\(number) group\(end) in column \(quoted($0))" }
                ?? "\(number) text\(end)"
        }
        var holders: [Int: Int] = [:]
        for label in units.flatMap(\.counts).map(\.label) { holders[label, default: 0] += 1 }
        let few = holders.filter { $0.value < count }.sorted { $0.key < $1.key }
        for (label, holding) in few {
            let whose = labels.map { "label \(quoted($0[label])) has rows of" } ?? "the rows are of"
            report(
                "\(whose) \(words(holding)) only, which cannot fill \(count) folds: at most "
                    + "\(holding) can be made")
        }
        guard few.isEmpty else { return nil }
        let folds = Folds(count, dealing: units, rows: train.count)
        let classes = trainClasses
        for (label, _) in holders.sorted(by: { $0.key < $1.key }) {
            let own = Set(classes.indices.filter { classes[$0] == label }.map { folds.ofRows[$0] })
            if own.count == 1, let only = own.first {
                report(
                    "all rows of \(labels.map { "label \(quoted($0[label]))" } ?? "the file") fall into "
                        + "fold \(only) of \(count), so that its model would train on none: their groups are too "
                        + "unlike for folds")
            }
        }
        return problems.isEmpty ? folds : nil
    }
}
