import Layers

/// Which rows make which batch of an epoch.
///
/// The order of an epoch depends on the seed and the epoch only, so a resumed run finds it again.
public struct BatchOrder: Sendable, Equatable {
    /// The rows of each batch.
    public let batches: [[Int]]

    /// - Parameter shuffled: whether the rows are permuted; without, they come as they are.
    public init(
        count: Int, batchSize: Int, epoch: Int, seed: UInt64, shuffled: Bool, dropLast: Bool
    ) {
        precondition(batchSize > 0, "a batch size of \(batchSize)")
        var rows = Array(0..<count)
        if shuffled {
            var stream = RandomStream(seed: seed, name: "shuffle", index: UInt32(epoch))
            rows.shuffle(using: &stream)
        }
        var batches = stride(from: 0, to: count, by: batchSize).map {
            Array(rows[$0..<min($0 + batchSize, count)])
        }
        if dropLast, batches.count > 1, let last = batches.last, last.count < batchSize {
            batches.removeLast()
        }
        self.batches = batches
    }

    /// How many batches an epoch of so many rows has.
    static func batchCount(_ count: Int, batchSize: Int, dropLast: Bool) -> Int {
        let whole = count / batchSize
        let isRestLeftOut = dropLast && whole > 0
        return whole + (count % batchSize > 0 && !isRestLeftOut ? 1 : 0)
    }

    /// Rows gathered by length into batches of at most so many tokens, for passes in which the order
    /// does not matter.
    public static func byLength(_ lengths: [Int], tokens: Int) -> [[Int]] {
        let rows = lengths.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
        var batches: [[Int]] = []
        var batch: [Int] = []
        var filled = 0
        for row in rows {
            if !batch.isEmpty, filled + lengths[row] > tokens {
                batches.append(batch)
                (batch, filled) = ([], 0)
            }
            batch.append(row)
            filled += lengths[row]
        }
        if !batch.isEmpty { batches.append(batch) }
        return batches
    }
}
