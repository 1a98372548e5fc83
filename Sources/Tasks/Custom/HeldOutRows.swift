/// Which rows of the train file are held out, where no file of their own is.
///
/// Rows are dealt by a hash of what they hold, or of their group's name: nothing random, so that the same file
/// gives the same rows on every machine, in whatever order it stands. Rows of one text, or of one group, are
/// never on both sides. Classes keep their shares as far as whole groups allow it.
public struct HeldOutRows: Sendable, Equatable, Codable {
    /// The share of all rows that is held out, over 0 and under 1; `nil` for folds.
    public var share: Double?
    /// The fold that is held out, from 1; `nil` for a share, and where each fold is held out in turn.
    public var fold: Int?
    /// Of so many.
    public var folds: Int?
    /// The column whose value is a row's group; `nil` where only rows of one text belong together.
    public var group: String?

    /// - Precondition: the share is over 0 and under 1.
    public init(share: Double, group: String? = nil) {
        precondition(share > 0 && share < 1, "a share of \(share)")
        self.share = share
        self.group = group
    }

    /// Each fold in turn.
    /// - Precondition: there are two folds at least.
    public init(folds: Int, group: String? = nil) {
        precondition(folds > 1, "\(folds) folds")
        self.folds = folds
        self.group = group
    }

    /// - Precondition: there are two folds at least, and this is one of them.
    public init(fold: Int, of folds: Int, group: String? = nil) {
        self.init(folds: folds, group: group)
        precondition((1...folds).contains(fold), "fold \(fold) of \(folds)")
        self.fold = fold
    }
}

extension TaskData {
    /// Moves a share of the train rows to the development set.
    /// - Parameter groups: of each row; `nil` where rows of one text belong together.
    mutating func holdOut(share: Double, groups: [String?]) {
        let units = RowUnit.units(keys(groups), classes: trainClasses)
        var chosen: Set<Int> = []
        for one in Set(units.map(\.majority)) {
            chosen.formUnion(Self.share(share, units.filter { $0.majority == one }))
        }
        holdOut(chosen.contains)
    }

    /// Moves the train rows of some places to the development set.
    package mutating func holdOut(_ isHeldOut: (Int) -> Bool) {
        let rows = train
        development = rows.indices.filter(isHeldOut).map { rows[$0] }
        train = rows.indices.filter { !isHeldOut($0) }.map { rows[$0] }
    }

    /// The first units by their hashes that come nearest to the share.
    private static func share(_ share: Double, _ units: [RowUnit]) -> [Int] {
        let wanted = share * Double(units.reduce(0) { $0 + $1.rows.count })
        var chosen: [Int] = []
        for unit in units {
            let with = Double(chosen.count + unit.rows.count)
            if abs(with - wanted) < abs(Double(chosen.count) - wanted) { chosen += unit.rows }
        }
        return chosen
    }
}
