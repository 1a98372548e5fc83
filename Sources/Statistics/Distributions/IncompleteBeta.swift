import Foundation

/// The regularised incomplete beta function.
enum IncompleteBeta {
    /// `xᵃ yᵇ / B(a, b)` with y = 1 - x: the slope of I by the logarithm of x / y.
    ///
    /// - Parameter y: 1 - x, which the caller knows without cancellation.
    static func slope(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
        let sum = a + b
        let difference = a * y - b * x
        let exponent =
            Stirling.error(sum) - Stirling.error(a) - Stirling.error(b)
            - Stirling.deviance(a, mean: sum * x, difference: difference)
            - Stirling.deviance(b, mean: sum * y, difference: -difference)
        return (a * b / sum / (2 * .pi)).squareRoot() * exp(exponent)
    }

    /// `I_x(a, b)` and 1 less it, by the continued fraction (DLMF 8.17.22) on the side where it converges fast.
    static func tails(_ a: Double, _ b: Double, x: Double, y: Double) -> Tails {
        guard x > 0 else { return Tails(lower: 0) }
        guard y > 0 else { return Tails(upper: 0) }
        guard x <= (a + 1) / (a + b + 2) else { return tails(b, a, x: y, y: x).swapped }
        var fraction = ContinuedFraction(first: 1)
        var step = 0.0
        while !fraction.isDone {
            let odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
            fraction.add(numerator: odd, denominator: 1)
            if fraction.isDone { break }
            step += 1
            let even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
            fraction.add(numerator: even, denominator: 1)
        }
        return Tails(lower: slope(a, b, x: x, y: y) / a / fraction.value)
    }
}
