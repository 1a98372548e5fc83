import Foundation
import Torch

/// The partition function over a cloud's principal directions (Arora et al. 2016; Mu and Viswanath 2018):
/// `Z(c) = Σ exp(c·x)`, for c every eigenvector of `XᵀX` and its negative.
///
/// The eigenvectors are the columns of their matrix; a published code takes its rows, which are no directions of
/// the cloud. Sums of exponentials are kept as logarithms, so that no length of the points over- or underflows.
public struct PartitionSums: Sendable {
    /// `[dimensions, dimensions]`, eigenvectors as columns.
    private let directions: [Double]
    private let dimensions: Int
    /// `log Z` of every eigenvector, then of their negatives.
    private var logarithms: [Double]

    /// - Parameter moments: of all points.
    public init(_ moments: Moments) throws(TorchError) {
        dimensions = moments.dimensions
        let second = moments.secondMoment ?? Covariance(variances: moments.mean)
        directions = try symmetricEigensystem(second.tensor()).vectors.elements()
        logarithms = Array(repeating: -.infinity, count: 2 * dimensions)
    }

    /// Adds the rows of `block`, `[points, dimensions]`.
    public mutating func add(_ block: Tensor) throws(TorchError) {
        let matrix = try Tensor.of(
            directions, shape: [dimensions, dimensions], on: block.place)
        let products = try block.detached().converted(to: .float64).matmul(matrix)
            .elements(as: Double.self)
        let rows = block.size(0)
        for column in 0..<dimensions {
            for (place, sign) in [(column, 1.0), (column + dimensions, -1.0)] {
                var largest = logarithms[place]
                for row in 0..<rows {
                    largest = max(largest, sign * products[row * dimensions + column])
                }
                guard largest > -.infinity else { continue }
                var sum = exp(logarithms[place] - largest)
                for row in 0..<rows {
                    sum += exp(sign * products[row * dimensions + column] - largest)
                }
                logarithms[place] = largest + log(sum)
            }
        }
    }

    /// `min Z / max Z`: 0 ... 1, 1 where every direction is alike; `nil` for no points.
    public var score: Double? { logarithm.map(exp) }

    /// The natural logarithm of the score, which does not underflow.
    public var logarithm: Double? {
        guard let least = logarithms.min(), let most = logarithms.max(), least > -.infinity else {
            return nil
        }
        return least - most
    }
}
