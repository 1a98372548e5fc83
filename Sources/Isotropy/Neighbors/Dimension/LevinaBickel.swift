import Torch

/// The intrinsic dimension by maximum likelihood from the distances to k neighbours (Levina and Bickel 2005).
///
/// Around each point it is `m = (k - 1) / Σ log(R_k / R_j)`, j = 1 … k, R_j the distance to the j-th neighbour. It is
/// biased low in many dimensions.
public struct LevinaBickel: Sendable {
    /// How the points' estimates become one.
    public enum Averaging: String, Sendable, CaseIterable {
        /// Their mean, as Levina and Bickel have it.
        case arithmetic
        /// The mean of their inverses, inverted, as the likelihood of all points has it (MacKay and Ghahramani 2005);
        /// scikit-dimension's default.
        case harmonic
    }

    /// `Σ log(R_k / R_j)` of every distinct point, in the order of the rows.
    private let sums: [Double]
    /// k.
    public let neighborCount: Int
    public let repeated: RepeatedRows

    /// - Parameters:
    ///   - points: `[points, dimensions]`; each distinct one is taken once.
    ///   - neighborCount: k, at least 2.
    /// - Throws: for fewer than `k + 1` distinct points, and as ``NearestNeighbors``.
    public init(of points: Tensor, neighborCount: Int = 20) throws(TorchError) {
        precondition(neighborCount > 1, "\(neighborCount) neighbours")
        let repeated = try RepeatedRows(in: points)
        self.init(
            try NearestNeighbors(of: repeated.distinctPoints(of: points), count: neighborCount),
            repeated: repeated)
    }

    /// - Parameter neighbors: of the distinct points, k of each.
    init(_ neighbors: NearestNeighbors, repeated: RepeatedRows) {
        self.repeated = repeated
        neighborCount = neighbors.count
        sums = (0..<neighbors.pointCount).map { point in
            let distances = neighbors.distances(of: point)
            let farthest = distances[distances.endIndex - 1]
            return distances.reduce(0) { $0 + TwoNN.logRatio(farthest, $1) }
        }
    }

    /// The estimate around each distinct point, in the order of the rows; infinite where all k neighbours are equally
    /// far.
    public var localDimensions: [Double] { sums.map { Double(neighborCount - 1) / $0 } }

    /// - Parameter isUnbiased: whether k - 2 replaces k - 1, which makes a point's estimate unbiased where the density
    ///   is constant (k > 2).
    /// - Returns: infinity where a point's neighbours are equally far (harmonic: all points'); `nil` for an unbiased
    ///   estimate from two neighbours.
    public func dimension(_ averaging: Averaging = .arithmetic, isUnbiased: Bool = false) -> Double?
    {
        let factor = Double(neighborCount - (isUnbiased ? 2 : 1))
        guard factor > 0 else { return nil }
        let count = Double(sums.count)
        return switch averaging {
        case .arithmetic: sums.reduce(0) { $0 + factor / $1 } / count
        case .harmonic: factor * count / sums.reduce(0, +)
        }
    }
}
