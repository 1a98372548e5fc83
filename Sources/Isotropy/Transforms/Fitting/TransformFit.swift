import Options
import Torch

/// One pass over all points: gives them in blocks `[rows, dimensions]` from the first to the last, the same blocks each
/// time.
public typealias PointPass = (_ body: (Tensor) throws -> Void) throws -> Void

/// A transform that was fitted, and what a user should know of it.
public struct TransformFit {
    public let transform: Transform
    public let notes: [Message]

    /// Fits a transform to points that are read in blocks.
    ///
    /// Every kind but clusters takes one pass and keeps sums alone. Clusters take a pass for a sample, one for each
    /// round of k-means, and one for the sums of each cluster; a cloud that fits the sample (64 MB) is read twice.
    /// The same blocks give the same bits; other blocks change results by rounding.
    /// - Throws: for options that do not fit the kind or the points, for points that are not finite (by their place)
    ///   or whose largest number is beyond 1e-30 ... 1e30, and what `pass` throws.
    public init(
        _ options: TransformOptions, dimensions: Int, _ pass: @escaping PointPass
    ) throws {
        let problems = options.problems
        guard problems.isEmpty else {
            throw TransformError(problems.map(\.message).joined(separator: "; "))
        }
        var scale = PointScale()
        func checked(_ body: (Tensor) throws -> Void) throws {
            scale = PointScale()
            try pass { block in
                try scale.check(block, dimensions)
                try body(block)
            }
            try scale.checkEnd()
        }
        if options.kind == .clusters {
            self = try ClusterFit(options, dimensions).fit(checked)
        } else if options.kind.isWhitening, options.shrinkage == .automatic {
            var sums = ShrinkageMoments(dimensions: dimensions)
            try checked { try sums.add($0) }
            self = try TransformFit(options, sums.moments, ledoitWolf: sums.ledoitWolf)
        } else {
            var moments = Moments(dimensions: dimensions)
            try checked { try moments.add($0) }
            self = try TransformFit(options, moments)
        }
    }

    init(_ transform: Transform, notes: [Message]) {
        self.transform = transform
        self.notes = notes
    }
}

/// Refuses clouds whose squares would leave what float64 can add: there a variance would be 0 or infinite.
private struct PointScale {
    private var scale = CloudScale()
    private var count = 0

    mutating func check(_ block: Tensor, _ dimensions: Int) throws {
        guard block.rank == 2, block.size(1) == dimensions else {
            throw TransformError("points must be [points, \(dimensions)], not \(block.shape)")
        }
        scale = try scale.including(block, firstRow: count)
        count += block.size(0)
    }

    func checkEnd() throws(TransformError) {
        guard count > 0 else { throw TransformError("there are no points") }
        guard scale.factor == 1 else {
            throw TransformError(
                "the largest number is \(scale.largest), and transforms are fitted to 1e-30 to 1e30: multiply all "
                    + "points by a number")
        }
    }
}
