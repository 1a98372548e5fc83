import Foundation

/// The standard normal distribution.
public enum Normal {
    /// The probability of a number up to `z`.
    public static func probability(upTo z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

    /// The probability of a number that is farther from 0 than `z` on either side.
    public static func probability(beyond z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

    /// The number that is not exceeded with this probability, 0 ... 1.
    public static func quantile(_ probability: Double) -> Double {
        guard probability != 0.5 else { return 0 }
        let tail = min(probability, 1 - probability)
        // The square of such a number has a chi-squared distribution of one degree.
        let magnitude = ChiSquared(degreesOfFreedom: 1).quantile(above: 2 * tail).squareRoot()
        return probability < 0.5 ? -magnitude : magnitude
    }
}
