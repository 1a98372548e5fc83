import Torch

/// A random choice of a cloud's rows, without replacement: each row has a number from Philox by its place, and those with
/// the least are taken. All, where there are no more than the limit.
public struct RowChoice: Sendable {
    public let rows: Int
    public let count: Int
    private let numbers = RowNumbers(site: 0x8000_5a40)
    /// Rows with a lower number are taken, and of those with this one in the upper half the ones in `border`.
    private var limit: UInt64 = .max
    private var border: Set<Int> = []

    /// What neighbours are searched among: at most 65,536 rows, and 67 million numbers.
    public static func limit(dimensions: Int) -> Int {
        max(3, min(1 << 16, (1 << 26) / dimensions))
    }

    /// Looks at the numbers twice: at how many there are with the same upper bits, and then at those of the bits where
    /// the limit is reached.
    public init(of rows: Int, limit most: Int) {
        self.rows = rows
        count = min(rows, most)
        guard rows > most else { return }
        var histogram = [Int](repeating: 0, count: 1 << 16)
        for row in 0..<rows { histogram[Int(numbers[row] >> 48)] += 1 }
        var (bin, below) = (0, 0)
        while below + histogram[bin] <= most {
            below += histogram[bin]
            bin += 1
        }
        limit = UInt64(bin) << 48
        let candidates = (0..<rows).filter { Int(numbers[$0] >> 48) == bin }
        border = Set(
            candidates.sorted { (numbers[$0], $0) < (numbers[$1], $1) }.prefix(most - below))
    }

    public func contains(_ row: Int) -> Bool {
        count == rows || numbers[row] < limit || border.contains(row)
    }
}
