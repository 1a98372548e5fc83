/// The strengths |rho| of the correlations between dimensions, and the blocks found in them.
public struct CorrelationMatrix: Sendable, Equatable {
    public let size: Int
    /// A row after the other; NaN where a dimension does not vary.
    public let strengths: [Float]
    /// Dimensions in the order in which they are drawn.
    public let order: [Int]
    /// The block of each dimension.
    public let blocks: [Int]

    public init(strengths: [Float], order: [Int], blocks: [Int]) {
        size = order.count
        precondition(
            size > 0 && strengths.count == size * size && blocks.count == size
                && order.sorted() == Array(0..<size),
            "\(strengths.count) correlations, \(blocks.count) blocks and this order do not fit")
        self.strengths = strengths
        self.order = order
        self.blocks = blocks
    }

    /// Stretches of dimensions, in their order, that are of one block.
    var runs: [Range<Int>] {
        var runs: [Range<Int>] = []
        for place in order.indices {
            if let last = runs.last, blocks[order[last.lowerBound]] == blocks[order[place]] {
                runs[runs.count - 1] = last.lowerBound..<place + 1
            } else {
                runs.append(place..<place + 1)
            }
        }
        return runs
    }

    /// How much of the correlations between dimensions an assumption explains:
    /// `1 - Σ (|rho_ij| - A_ij)² / Σ rho_ij²` over i ≠ j. Of the identity it is 0.
    /// - Returns: `nil` where nothing correlates.
    func explained(by assumed: (_ row: Int, _ column: Int) -> Double) -> Double? {
        var (whole, left) = (0.0, 0.0)
        for row in 0..<size {
            for column in 0..<size where column != row {
                let strength = Double(strengths[row * size + column])
                guard strength.isFinite else { continue }
                let rest = strength - assumed(row, column)
                whole += strength * strength
                left += rest * rest
            }
        }
        return whole > 0 ? 1 - left / whole : nil
    }

    /// What the blocks explain: 1 within a block, 0 elsewhere.
    var explainedByBlocks: Double? { explained { blocks[$0] == blocks[$1] ? 1 : 0 } }

    /// A picture in the order of drawing.
    func raster(_ value: (_ row: Int, _ column: Int) -> Float) -> Raster {
        Raster(
            columns: size, rows: size,
            values: order.flatMap { row in order.map { value(row, $0) } })
    }

    var raster: Raster { raster { strengths[$0 * size + $1] } }

    /// Each dimension in the order of drawing, with its block and all its correlations; empty fields up to `width`.
    func rows(width: Int) -> [[DataTable.Value]] {
        order.enumerated().map { place, row in
            [.whole(place), .whole(row), .whole(blocks[row])]
                + order.map { .single(strengths[row * size + $0]) }
                + [DataTable.Value](repeating: .missing, count: width - size)
        }
    }
}
