import Formats

/// Rows that stay together: those of one text, or of one group.
struct RowUnit {
    let key: String
    let hash: String
    var rows: [Int]
    /// The class of most rows; of equally many the first.
    var majority = 0
    /// How many rows of each class there are, by the class, those that there are.
    var counts: [(label: Int, rows: Int)] = []

    /// In the order of their hashes.
    /// - Parameters:
    ///   - keys: each row's group or text.
    ///   - classes: each row's class; one for all where there are none.
    static func units(_ keys: [String], classes: [Int]) -> [RowUnit] {
        var places: [[UInt8]: Int] = [:]
        var units: [RowUnit] = []
        for (row, key) in keys.enumerated() {
            // By bytes: strings would be equal to their canonical equivalents.
            let bytes = Array(key.utf8)
            if let place = places[bytes] {
                units[place].rows.append(row)
            } else {
                places[bytes] = units.count
                var hash = XXH64()
                hash.update(key)
                units.append(RowUnit(key: key, hash: hash.hexadecimal, rows: [row]))
            }
        }
        for index in units.indices {
            var counts: [Int: Int] = [:]
            for row in units[index].rows { counts[classes[row], default: 0] += 1 }
            let most = counts.values.max() ?? 0
            units[index].majority = counts.filter { $0.value == most }.keys.min() ?? 0
            units[index].counts = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        }
        return units.sorted { ($0.hash, $0.key) < ($1.hash, $1.key) }
    }
}

extension TaskData {
    /// What keeps each train row together with others.
    /// - Parameter groups: of each row; `nil` where rows of one text belong together.
    func keys(_ groups: [String?]) -> [String] {
        zip(train, groups).map { row, group in
            // No text holds the separator of a file's cells and rows at once.
            group ?? row.first + (row.second.map { "\t\n" + $0 } ?? "")
        }
    }

    /// Each train row's class; scores are one class.
    var trainClasses: [Int] {
        train.map { row in
            if case .label(let label) = row.target { label } else { 0 }
        }
    }
}
