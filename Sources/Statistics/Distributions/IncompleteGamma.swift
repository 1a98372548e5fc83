import Foundation

/// The regularised incomplete gamma functions P and Q.
enum IncompleteGamma {
    /// `xᵃ e⁻ˣ / Γ(a)`: the slope of P by ln x.
    static func slope(_ a: Double, _ x: Double) -> Double {
        let deviance = Stirling.deviance(a, mean: x, difference: a - x)
        return (a / (2 * .pi)).squareRoot() * exp(-Stirling.error(a) - deviance)
    }

    /// The series up to about a, the continued fraction above it (Press et al. 2007, section 6.2).
    static func tails(_ a: Double, _ x: Double) -> Tails {
        guard x > 0 else { return Tails(lower: 0) }
        guard x.isFinite else { return Tails(upper: 0) }
        let front = slope(a, x)
        guard x >= a + 1 else {
            var (term, sum, divisor) = (1 / a, 1 / a, a)
            while term > sum * 1e-18 {
                divisor += 1
                term *= x / divisor
                sum += term
            }
            return Tails(lower: front * sum)
        }
        var fraction = ContinuedFraction(first: x + 1 - a)
        var step = 0.0
        while !fraction.isDone {
            step += 1
            fraction.add(numerator: -step * (step - a), denominator: x + 1 - a + 2 * step)
        }
        return Tails(upper: front / fraction.value)
    }
}

/// `b₀ + a₁ / (b₁ + a₂ / (b₂ + …))` by Lentz's method as Thompson and Barnett 1986 have it.
struct ContinuedFraction {
    private(set) var value: Double
    private(set) var isDone = false
    private var numerator: Double
    private var denominator = 0.0
    private var count = 0
    private static let tiny = 1e-300

    init(first: Double) {
        value = first == 0 ? Self.tiny : first
        numerator = value
    }

    mutating func add(numerator a: Double, denominator b: Double) {
        denominator = b + a * denominator
        if denominator == 0 { denominator = Self.tiny }
        denominator = 1 / denominator
        numerator = b + a / numerator
        if numerator == 0 { numerator = Self.tiny }
        let change = numerator * denominator
        value *= change
        count += 1
        isDone = abs(change - 1) < 2e-16 || count == 100_000
    }
}
