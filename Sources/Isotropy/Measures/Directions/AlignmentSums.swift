import Foundation
import Torch

/// How near the two rows of a pair are: the mean of `|u - v|²`, u and v the directions of both (Wang and Isola 2020,
/// Eq. 4, with alpha = 2).
public struct AlignmentSums: Sendable, Codable, Equatable {
    public let dimensions: Int
    /// The pairs in which both have a direction.
    public private(set) var count = 0
    /// The others.
    public private(set) var zeroCount = 0
    private var mean = 0.0
    /// `Σ (value - mean)²`.
    private var squares = 0.0

    public init(dimensions: Int) {
        precondition(dimensions > 0, "alignment of \(dimensions) dimensions")
        self.dimensions = dimensions
    }

    /// Adds pairs, `[pairs, dimensions]` each.
    /// - Throws: for other shapes and for numbers that are not finite; then nothing is added.
    public mutating func add(_ first: Tensor, _ second: Tensor) throws(TorchError) {
        guard first.rank == 2, first.shape == second.shape, first.size(1) == dimensions else {
            throw TorchError(
                .invalidOperation, operation: "alignment",
                message: "pairs must be two of [pairs, \(dimensions)], not \(first.shape) and "
                    + "\(second.shape)")
        }
        let (one, two) = (try PointDirections(first), try PointDirections(second))
        guard one.areFinite, two.areFinite else {
            throw TorchError(
                .notFinite, operation: "alignment",
                message: "the pairs hold a number that is not finite")
        }
        let difference = try Self.unit(first, one).subtracting(Self.unit(second, two))
        let distances = try difference.multiplied(by: difference).sum(along: 1)
            .elements(as: Double.self)
        for (row, distance) in distances.enumerated() {
            guard one.inverseLengths[row] > 0, two.inverseLengths[row] > 0 else {
                zeroCount += 1
                continue
            }
            count += 1
            let step = distance - mean
            mean += step / Double(count)
            squares += step * (distance - mean)
        }
    }

    private static func unit(
        _ points: Tensor, _ directions: PointDirections
    ) throws(TorchError) -> Tensor {
        try points.detached().converted(to: .float64).multiplied(
            by: Tensor.of(
                directions.inverseLengths, shape: [directions.count, 1], on: points.place))
    }

    /// 0, all pairs alike, ... 4, all opposite; `nil` for no pairs.
    public var alignment: Double? { count > 0 ? mean : nil }

    /// Of the mean, with pairs that are independent; `nil` for fewer than two.
    public var standardError: Double? {
        guard count > 1 else { return nil }
        return (squares / Double(count - 1) / Double(count)).squareRoot()
    }
}
