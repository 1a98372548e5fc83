/// Fisher's F distribution: the ratio of two mean squares.
public struct FDistribution: Sendable, Hashable {
    /// Those of the numerator and of the denominator.
    public let numerator: Double
    public let denominator: Double

    /// - Precondition: both degrees of freedom are positive.
    public init(numerator: Double, denominator: Double) {
        precondition(
            numerator > 0 && denominator > 0, "\(numerator), \(denominator) degrees of freedom")
        (self.numerator, self.denominator) = (numerator, denominator)
    }

    /// The probability of a ratio up to `x`.
    public func probability(upTo x: Double) -> Double { tails(x).lower }

    /// The probability of a ratio above `x`, exact where it is small.
    public func probability(above x: Double) -> Double { tails(x).upper }

    /// The ratio that is not exceeded with this probability, 0 ... 1.
    public func quantile(_ probability: Double) -> Double { number(Tails(lower: probability)) }

    /// The ratio that is exceeded with this probability, 0 ... 1.
    public func quantile(above probability: Double) -> Double { number(Tails(upper: probability)) }

    private func shares(_ x: Double) -> (x: Double, y: Double) {
        let sum = numerator * x + denominator
        return sum.isFinite ? (numerator * x / sum, denominator / sum) : (1, 0)
    }

    func tails(_ x: Double) -> Tails {
        guard x > 0 else { return Tails(lower: 0) }
        let (x, y) = shares(x)
        return IncompleteBeta.tails(numerator / 2, denominator / 2, x: x, y: y)
    }

    func number(_ tails: Tails) -> Double {
        tails.number(from: 1) { ratio in
            let (x, y) = shares(ratio)
            return (
                self.tails(ratio),
                IncompleteBeta.slope(numerator / 2, denominator / 2, x: x, y: y)
            )
        }
    }
}
