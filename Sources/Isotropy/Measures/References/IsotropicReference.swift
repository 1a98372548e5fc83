import Foundation
import Layers
import Synchronization
import Torch

/// What isotropic normal points of the same count and dimension show: a number beside which another means something.
///
/// Exact where that is known (``Measure/isotropic``), else the mean over covariances that are drawn by Bartlett's
/// decomposition (1933): of N points in d dimensions `(N - 1) S = L Lᵀ`, L lower trapezoidal with chi-distributed
/// numbers on its diagonal and normal ones below, `d min(N - 1, d)` numbers instead of N d. Numbers come from Philox, so
/// they are the same on every machine up to the last bits of products.
public struct IsotropicReference: Sendable, Hashable {
    public let points: Int
    public let dimensions: Int

    /// - Precondition: there are a point and a dimension.
    public init(points: Int, dimensions: Int) {
        precondition(points > 0 && dimensions > 0, "\(points) points in \(dimensions) dimensions")
        self.points = points
        self.dimensions = dimensions
    }

    /// How many covariances are drawn: more where they are small and vary more. One from 630 dimensions on.
    public var draws: Int {
        let cost = Double(dimensions) * Double(dimensions) * Double(dimensions) + 1e4
        return Int(min(max(5e8 / cost, 1), 256))
    }

    /// The values of measures; nothing for those that have none in particular, and for fewer than two points.
    ///
    /// They are kept for the next cloud of the same size.
    public func values(of measures: [Measure]) throws(TorchError) -> [String: MeasureValue] {
        var known = Self.known.withLock { $0[self] ?? [:] }
        var missing: [Measure] = []
        for measure in measures where known[measure.name] == nil {
            switch measure.isotropic {
            case .exact(let value):
                if let value = value(points, dimensions) { known[measure.name] = .number(value) }
            case .simulated: missing.append(measure)
            case .none: break
            }
        }
        if !missing.isEmpty, points > 1 {
            for (name, value) in try simulated(missing) { known[name] = value }
            Self.known.withLock { [known] in $0[self, default: [:]].merge(known) { $1 } }
        }
        let wanted = Set(measures.map(\.name))
        return known.filter { wanted.contains($0.key) }
    }

    private static let known = Mutex<[IsotropicReference: [String: MeasureValue]]>([:])

    private func simulated(_ measures: [Measure]) throws(TorchError) -> [String: MeasureValue] {
        var sums: [String: (sum: MeasureValue, count: Double)] = [:]
        for draw in 0..<draws {
            let cloud = MeasuredCloud(
                CloudSums(try moments(draw), DirectionMoments(dimensions: dimensions)))
            for measure in measures {
                guard let value = try measure.value(of: cloud),
                    value.numbers.allSatisfy(\.isFinite)
                else { continue }
                if let old = sums[measure.name] {
                    let sum = old.sum.map { $1 + value.numbers[$0] }
                    sums[measure.name] = (sum, old.count + 1)
                } else {
                    sums[measure.name] = (value, 1)
                }
            }
        }
        return sums.mapValues { sum, count in sum.map { $1 / count } }
    }

    /// Moments as isotropic normal points of variance 1 have them.
    package func moments(_ draw: Int) throws(TorchError) -> Moments {
        var stream = RandomStream(seed: 0, name: "isotropic reference", index: UInt32(draw))
        let rank = min(points - 1, dimensions)
        var root = [Double](repeating: 0, count: dimensions * rank)
        for row in 0..<dimensions {
            for column in 0..<min(row, rank) { root[row * rank + column] = stream.nextNormal() }
            if row < rank { root[row * rank + row] = stream.nextChi(Double(points - 1 - row)) }
        }
        let mean = (0..<dimensions).map { _ in
            stream.nextNormal() / Double(points).squareRoot()
        }
        let factor = try Tensor.of(root, shape: [dimensions, rank])
        let products = try factor.matmul(factor.transposed()).elements(as: Double.self)
        return Moments(count: points, mean: mean, products: products)
    }
}

extension RandomStream {
    /// The root of a chi-squared number, by the gamma distribution (Marsaglia and Tsang 2000).
    mutating func nextChi(_ degrees: Double) -> Double {
        // Of shape 1/2, a normal number's square.
        guard degrees > 1 else { return abs(nextNormal()) }
        let d = degrees / 2 - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let normal = nextNormal()
            let cube = 1 + c * normal
            guard cube > 0 else { continue }
            let v = cube * cube * cube
            if log(nextUniform()) < normal * normal / 2 + d - d * v + d * log(v) {
                return (2 * d * v).squareRoot()
            }
        }
    }
}
