import Foundation

extension Curve {
    /// The eigenvalues that a sample of an isotropic Gaussian cloud is expected to show, by rank: quantiles of the
    /// law of Marchenko and Pastur (1967). They are in units of the mean over all dimensions.
    ///
    /// - Parameters:
    ///   - points: How many were sampled; the mean is estimated from them too.
    ///   - dimensions: Ranks beyond `points - 1` have no variance, and are left out.
    public static func isotropicSpectrum(
        points: Int, dimensions: Int, name: String = "isotropic sample"
    ) -> Curve {
        precondition(
            points > 1 && dimensions > 0, "no spectrum of \(points) points in \(dimensions)")
        let freedom = Double(points - 1)
        let ratio = Double(dimensions) / freedom
        let lower = pow(1 - ratio.squareRoot(), 2)
        let upper = pow(1 + ratio.squareRoot(), 2)
        // By x = lower + (upper - lower) sin²(t) the density has no steep ends:
        // √((upper - x)(x - lower)) / x · dx/dt, up to a factor.
        let steps = 4096
        var places: [(x: Double, sum: Double)] = [(lower, 0)]
        for step in 0..<steps {
            let angle = (Double(step) + 0.5) / Double(steps) * .pi / 2
            let x = lower + (upper - lower) * pow(sin(angle), 2)
            let mass = pow(sin(angle) * cos(angle), 2) / max(x, 1e-300)
            let end = Double(step + 1) / Double(steps) * .pi / 2
            places.append(
                (lower + (upper - lower) * pow(sin(end), 2), (places.last?.sum ?? 0) + mass))
        }
        let rank = min(points - 1, dimensions)
        let whole = places[steps].sum
        var place = steps
        let values = (1...rank).map { index -> Value in
            let wanted = whole * (1 - (Double(index) - 0.5) / Double(rank))
            while place > 1, places[place - 1].sum > wanted { place -= 1 }
            let (before, after) = (places[place - 1], places[place])
            let share = (wanted - before.sum) / max(after.sum - before.sum, 1e-300)
            return Value(Double(index), before.x + (after.x - before.x) * share)
        }
        return Curve(name, values, isReference: true)
    }
}
