/// Student's t distribution, whose degrees of freedom need not be whole.
public struct StudentT: Sendable, Hashable {
    public let degreesOfFreedom: Double

    /// - Precondition: they are positive.
    public init(degreesOfFreedom: Double) {
        precondition(degreesOfFreedom > 0, "\(degreesOfFreedom) degrees of freedom")
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The probability of a number that is farther from 0 than `t` on either side: a two-sided p.
    public func probability(beyond t: Double) -> Double {
        t == 0 ? 1 : square.probability(above: t * t)
    }

    /// The probability of a number up to `t`.
    public func probability(upTo t: Double) -> Double {
        let half = probability(beyond: t) / 2
        return t < 0 ? half : 1 - half
    }

    /// What the magnitude exceeds with this probability, 0 ... 1: 2.776 for .05 and 4 degrees.
    public func quantile(beyond probability: Double) -> Double {
        square.quantile(above: probability).squareRoot()
    }

    /// The square of such a number has an F distribution.
    private var square: FDistribution { FDistribution(numerator: 1, denominator: degreesOfFreedom) }
}
