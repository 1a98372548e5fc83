/// The chi-squared distribution.
public struct ChiSquared: Sendable, Hashable {
    public let degreesOfFreedom: Double

    /// - Precondition: they are positive.
    public init(degreesOfFreedom: Double) {
        precondition(degreesOfFreedom > 0, "\(degreesOfFreedom) degrees of freedom")
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The probability of a number up to `x`.
    public func probability(upTo x: Double) -> Double { tails(x).lower }

    /// The probability of a number above `x`, exact where it is small.
    public func probability(above x: Double) -> Double { tails(x).upper }

    /// The number that is not exceeded with this probability, 0 ... 1.
    public func quantile(_ probability: Double) -> Double { number(Tails(lower: probability)) }

    /// The number that is exceeded with this probability, 0 ... 1.
    public func quantile(above probability: Double) -> Double { number(Tails(upper: probability)) }

    private func tails(_ x: Double) -> Tails { IncompleteGamma.tails(degreesOfFreedom / 2, x / 2) }

    func number(_ tails: Tails) -> Double {
        let half = degreesOfFreedom / 2
        return tails.number(from: degreesOfFreedom) { x in
            (self.tails(x), IncompleteGamma.slope(half, x / 2))
        }
    }
}
