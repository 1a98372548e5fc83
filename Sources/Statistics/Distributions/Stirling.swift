import Foundation

/// Parts of densities that stay exact for large parameters, where logarithms of gamma functions would cancel
/// (Loader 2000, "Fast and accurate computation of binomial probabilities").
enum Stirling {
    /// `ln Γ(z + 1) - (z + 1/2) ln z + z - ln(2π) / 2`, for z above 0.
    static func error(_ z: Double) -> Double {
        if z >= 16 { return series(z) }
        // Γ(z + 1) = Γ(z + 1 + k) / ((z + 1) … (z + k)).
        var (shifted, product) = (z, 1.0)
        while shifted < 16 {
            shifted += 1
            product *= shifted
        }
        let logGamma =
            (shifted + 0.5) * log(shifted) - shifted + 0.5 * log(2 * .pi) + series(shifted)
            - log(product)
        return logGamma - (z + 0.5) * log(z) + z - 0.5 * log(2 * .pi)
    }

    private static func series(_ z: Double) -> Double {
        let square = 1 / (z * z)
        let coefficients: [Double] = [
            1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156,
        ]
        return coefficients.reversed().reduce(0.0) { $0 * square + $1 } / z
    }

    /// `x ln(x / mean) + mean - x`; `difference` is `x - mean`, which the caller may know better.
    static func deviance(_ x: Double, mean: Double, difference: Double) -> Double {
        guard abs(difference) < 0.1 * (x + mean) else {
            return x * log(x / mean) - difference
        }
        let ratio = difference / (x + mean)
        let square = ratio * ratio
        var (sum, power, place) = (difference * ratio, 2 * x * ratio, 1.0)
        while true {
            power *= square
            let next = sum + power / (2 * place + 1)
            if next == sum { return sum }
            sum = next
            place += 1
        }
    }
}
