import Formats

/// Which rows of the train file choose the best model, where no file of their own does.
///
/// Rows are dealt by a hash of what they hold, or of their group's name: nothing random, so that the same file
/// gives the same rows on every machine, in whatever order it stands. Rows of one text, or of one group, are
/// never on both sides. Classes keep their shares as far as whole groups allow it.
public struct HeldOutRows: Sendable, Equatable, Codable {
    /// The share of all rows that is held out, over 0 and under 1; `nil` for a fold.
    public var share: Double?
    /// The fold that is held out, from 1, of so many; `nil` for a share.
    public var fold: Int?
    public var folds: Int?
    /// The column whose value is a row's group; `nil` where only rows of one text belong together.
    public var group: String?

    /// - Precondition: the share is over 0 and under 1.
    public init(share: Double, group: String? = nil) {
        precondition(share > 0 && share < 1, "a share of \(share)")
        self.share = share
        self.group = group
    }

    /// - Precondition: there are two folds at least, and this is one of them.
    public init(fold: Int, of folds: Int, group: String? = nil) {
        precondition(folds > 1 && (1...folds).contains(fold), "fold \(fold) of \(folds)")
        self.fold = fold
        self.folds = folds
        self.group = group
    }

    /// The places of the rows that are held out.
    /// - Parameters:
    ///   - keys: each row's group or text.
    ///   - classes: each row's class; one for all where there are none.
    func places(_ keys: [String], classes: [Int]) -> Set<Int> {
        let units = Unit.units(keys, classes: classes)
        var chosen: Set<Int> = []
        for one in Set(classes).sorted() {
            let own = units.filter { $0.majority == one }
            if let fold, let folds {
                chosen.formUnion(Self.fold(fold, of: folds, own))
            } else if let share {
                chosen.formUnion(Self.share(share, own))
            }
        }
        return chosen
    }

    /// The first units by their hashes that come nearest to the share.
    private static func share(_ share: Double, _ units: [Unit]) -> [Int] {
        let wanted = share * Double(units.reduce(0) { $0 + $1.rows.count })
        var chosen: [Int] = []
        for unit in units {
            let with = Double(chosen.count + unit.rows.count)
            if abs(with - wanted) < abs(Double(chosen.count) - wanted) { chosen += unit.rows }
        }
        return chosen
    }

    /// Each unit goes to the fold with the fewest rows so far: large units first, equal ones by their hashes.
    private static func fold(_ fold: Int, of folds: Int, _ units: [Unit]) -> [Int] {
        var counts = [Int](repeating: 0, count: folds)
        var chosen: [Int] = []
        let order = units.indices.sorted {
            (units[$1].rows.count, $0) < (units[$0].rows.count, $1)
        }
        for unit in order.map({ units[$0] }) {
            let least = counts.indices.min { counts[$0] < counts[$1] } ?? 0
            counts[least] += unit.rows.count
            if least == fold - 1 { chosen += unit.rows }
        }
        return chosen
    }
}

extension TaskData {
    /// Moves rows of the train set to the development set.
    /// - Parameter groups: of each row; `nil` where rows of one text belong together.
    mutating func holdOut(_ heldOut: HeldOutRows, groups: [String?]) {
        let keys = zip(train, groups).map { row, group in
            // No text holds the separator of a file's cells and rows at once.
            group ?? row.first + (row.second.map { "\t\n" + $0 } ?? "")
        }
        let classes = train.map { row in
            if case .label(let label) = row.target { label } else { 0 }
        }
        let places = heldOut.places(keys, classes: classes)
        development = train.indices.filter(places.contains).map { train[$0] }
        train = train.indices.filter { !places.contains($0) }.map { train[$0] }
    }
}

/// Rows that stay together.
private struct Unit {
    let key: String
    let hash: String
    var rows: [Int]
    /// The class of most rows; of equally many the first.
    var majority = 0

    /// In the order of their hashes.
    static func units(_ keys: [String], classes: [Int]) -> [Unit] {
        var places: [[UInt8]: Int] = [:]
        var units: [Unit] = []
        for (row, key) in keys.enumerated() {
            // By bytes: strings would be equal to their canonical equivalents.
            let bytes = Array(key.utf8)
            if let place = places[bytes] {
                units[place].rows.append(row)
            } else {
                places[bytes] = units.count
                var hash = XXH64()
                hash.update(key)
                units.append(Unit(key: key, hash: hash.hexadecimal, rows: [row]))
            }
        }
        for index in units.indices {
            var counts: [Int: Int] = [:]
            for row in units[index].rows { counts[classes[row], default: 0] += 1 }
            let most = counts.values.max() ?? 0
            units[index].majority = counts.filter { $0.value == most }.keys.min() ?? 0
        }
        return units.sorted { ($0.hash, $0.key) < ($1.hash, $1.key) }
    }
}
