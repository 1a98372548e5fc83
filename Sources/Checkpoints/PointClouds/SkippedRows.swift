import Options

/// Which rows of a file a block of points holds.
public struct BlockRows: Sendable, Equatable {
    /// The rows that were read for it, from 0 in the cloud.
    public let range: Range<Int>
    /// Those of them that were left out, in order.
    public let skipped: [Int]

    public var count: Int { range.count - skipped.count }

    /// The row in the file of each row of the block.
    public var indices: [Int] {
        guard !skipped.isEmpty else { return Array(range) }
        let skipped = Set(skipped)
        return range.filter { !skipped.contains($0) }
    }
}

/// Rows that were left out, as they have a number that is not finite.
public struct SkippedRows: Sendable, Equatable {
    public private(set) var count = 0
    /// The first of them, at most twenty, from 0 in the cloud.
    public private(set) var first: [Int] = []

    mutating func add(_ rows: [Int]) {
        count += rows.count
        first += rows.prefix(CheckpointError.limit - first.count)
    }
}

/// The numbers of a block, whose rows with one that is not finite are found and left out.
struct ScreenedRows {
    /// Those of the other rows.
    let numbers: [Double]
    let rows: BlockRows
    /// The first number in each row that was left out.
    let found: [(row: Int, column: Int, value: Double)]

    /// - Parameter rows: of the cloud, row by row in `numbers`.
    init(_ numbers: [Double], _ rows: Range<Int>, dimensions: Int) {
        var found: [(row: Int, column: Int, value: Double)] = []
        for (place, row) in rows.enumerated() {
            let start = place * dimensions
            guard let bad = (start..<start + dimensions).first(where: { !numbers[$0].isFinite })
            else { continue }
            found.append((row, bad - start, numbers[bad]))
        }
        self.found = found
        self.rows = BlockRows(range: rows, skipped: found.map(\.row))
        guard !found.isEmpty else {
            self.numbers = numbers
            return
        }
        var kept: [Double] = []
        kept.reserveCapacity(self.rows.count * dimensions)
        for row in self.rows.indices {
            let start = (row - rows.lowerBound) * dimensions
            kept += numbers[start..<start + dimensions]
        }
        self.numbers = kept
    }
}

extension CheckpointError {
    /// What is said below rows that are not finite.
    static let badRowsAdvice: Message = "`skip_bad_rows` leaves such rows out and counts them"

    /// A cloud of which nothing is left.
    static func allSkipped(_ count: Int, of name: String, in file: String) -> CheckpointError {
        CheckpointError(
            file: file,
            "\(name): none of its \(count) rows is left: each has a number that is not finite")
    }
}
