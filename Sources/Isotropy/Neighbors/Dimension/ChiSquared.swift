import Foundation

/// The chi-squared distribution, for intervals of estimates that are sums of exponential numbers.
package struct ChiSquared {
    private let degreesOfFreedom: Double

    /// - Precondition: they are positive.
    package init(degreesOfFreedom: Double) {
        precondition(degreesOfFreedom > 0, "\(degreesOfFreedom) degrees of freedom")
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The probability of a number up to `x`.
    package func probability(upTo x: Double) -> Double {
        x > 0 ? Self.regularizedGamma(degreesOfFreedom / 2, x / 2) : 0
    }

    /// The number that is not exceeded with this probability, 0 ... 1, by bisection.
    package func quantile(_ probability: Double) -> Double {
        var (low, high) = (0.0, degreesOfFreedom + 1)
        while self.probability(upTo: high) < probability { high *= 2 }
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { return middle }
            if self.probability(upTo: middle) < probability { low = middle } else { high = middle }
        }
    }

    /// `P(a, x)`: the series below a, the continued fraction above (Press et al. 2007, section 6.2).
    private static func regularizedGamma(_ a: Double, _ x: Double) -> Double {
        let front = exp(a * log(x) - x - logGamma(a))
        guard x >= a + 1 else {
            var (term, sum, divisor) = (1 / a, 1 / a, a)
            while term > sum * 1e-17 {
                divisor += 1
                term *= x / divisor
                sum += term
            }
            return front * sum
        }
        let tiny = 1e-300
        var b = x + 1 - a
        var (c, d) = (1 / tiny, 1 / b)
        var (fraction, step, change) = (d, 0.0, 2.0)
        while abs(change - 1) > 1e-16 {
            step += 1
            let numerator = -step * (step - a)
            b += 2
            d = numerator * d + b
            if abs(d) < tiny { d = tiny }
            c = b + numerator / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            change = d * c
            fraction *= change
        }
        return 1 - front * fraction
    }

    /// `lgamma` writes a global sign; this does not, and is for positive numbers only: Stirling's series from 16 on.
    private static func logGamma(_ a: Double) -> Double {
        var (shifted, product) = (a, 1.0)
        while shifted < 16 {
            product *= shifted
            shifted += 1
        }
        let (inverse, square) = (1 / shifted, 1 / (shifted * shifted))
        let coefficients = [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188]
        let series = coefficients.reversed().reduce(0) { $0 * square + $1 } * inverse
        return (shifted - 0.5) * log(shifted) - shifted + 0.5 * log(2 * .pi) + series - log(product)
    }
}
