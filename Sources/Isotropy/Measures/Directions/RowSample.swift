import Torch

/// A random sample of rows without replacement, or all of them where they are few enough: each row has a number from
/// Philox by its place, and those with the least are kept, so that neither the blocks nor their sizes matter.
public struct RowSample: Sendable {
    /// The most rows that are kept.
    public static let limit = 8192

    public let dimensions: Int
    public let limit: Int
    /// All rows that were seen, and those without a direction among them, which are not kept.
    public private(set) var seen = 0
    public private(set) var zeroCount = 0
    /// Of the rows kept, with their places in the cloud and their directions in float64.
    private(set) var keys: [UInt64] = []
    private(set) var places: [Int] = []
    private(set) var rows: [[Double]] = []
    /// What a row must be below, once there are as many as the limit.
    private var highest = UInt64.max

    public init(dimensions: Int, limit: Int = RowSample.limit) {
        precondition(dimensions > 0 && limit > 1, "a sample of \(limit) rows")
        self.dimensions = dimensions
        self.limit = limit
    }

    /// Of rows that were kept, in the order of the cloud.
    init(
        seen: Int, zeroCount: Int, keys: [UInt64], places: [Int], rows: [[Double]], dimensions: Int
    ) {
        self.init(dimensions: dimensions)
        (self.seen, self.zeroCount) = (seen, zeroCount)
        (self.keys, self.places, self.rows) = (keys, places, rows)
        if keys.count >= limit { highest = keys.max() ?? .max }
    }

    public var count: Int { rows.count }
    /// Whether no row was left out.
    public var isWhole: Bool { count == seen - zeroCount }

    /// - Parameter firstRow: the place of the block's first row in the cloud.
    package mutating func add(_ block: Tensor, firstRow: Int) throws(TorchError) {
        let numbers = RowNumbers(site: 0x8000_5a3f)
        let directions = try PointDirections(block)
        var kept: [Int] = []
        for row in 0..<block.size(0) {
            if directions.inverseLengths[row] == 0 {
                zeroCount += 1
                continue
            }
            let number = numbers[firstRow + row]
            guard number <= highest else { continue }
            keys.append(number)
            places.append(firstRow + row)
            kept.append(row)
        }
        seen += block.size(0)
        if !kept.isEmpty {
            let lengths = kept.map { directions.inverseLengths[$0] }
            let unit = try block.detached().gathered(Tensor.of(kept, on: block.place))
                .converted(to: .float64)
                .multiplied(by: Tensor.of(lengths, shape: [kept.count, 1], on: block.place))
                .elements(as: Double.self)
            for place in kept.indices {
                rows.append(Array(unit[(place * dimensions)..<((place + 1) * dimensions)]))
            }
        }
        if keys.count > limit { shrink() }
    }

    private mutating func shrink() {
        let order = keys.indices.sorted { keys[$0] < keys[$1] }.prefix(limit).sorted()
        keys = order.map { keys[$0] }
        places = order.map { places[$0] }
        rows = order.map { rows[$0] }
        highest = keys.max() ?? .max
    }

    /// Adds the rows of another part of the cloud, which have other places.
    mutating func merge(_ other: RowSample) {
        seen += other.seen
        zeroCount += other.zeroCount
        keys += other.keys
        places += other.places
        rows += other.rows
        let order = places.indices.sorted { places[$0] < places[$1] }
        keys = order.map { keys[$0] }
        places = order.map { places[$0] }
        rows = order.map { rows[$0] }
        highest = min(highest, other.highest)
        if keys.count > limit { shrink() }
    }

    /// `[count, dimensions]`, each of length 1, in the order of the cloud.
    func directions() throws(TorchError) -> Tensor {
        try Tensor.of(rows.flatMap { $0 }, shape: [count, dimensions])
    }
}
