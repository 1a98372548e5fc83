/// A mean square with its weight in a component of variance.
struct MeanSquareTerm {
    let weight: Double
    let square: Double
    let degrees: Double

    var weighted: Double { weight * square }

    /// The interval of `Σ weight · E(mean square)` by modified large samples: exact where all but one mean square are 0
    /// (Ting, Burdick, Graybill, Jeyaratnam and Lu 1990; Burdick and Graybill 1992, section 3.3).
    static func interval(_ terms: [MeanSquareTerm], level: Double) -> ClosedRange<Double> {
        let tail = (1 - level) / 2
        let value = terms.reduce(0) { $0 + $1.weighted }
        let plus = terms.filter { $0.weight > 0 }
        let minus = terms.filter { $0.weight < 0 }
        return (value - distance(plus, minus, tail))...(value + distance(minus, plus, tail))
    }

    /// How far the bound lies towards which the first terms are too large.
    private static func distance(
        _ large: [MeanSquareTerm], _ small: [MeanSquareTerm], _ tail: Double
    ) -> Double {
        var sum = 0.0
        for term in large { sum += pow2(term.shrink(tail) * term.weighted) }
        for term in small { sum += pow2(term.growth(tail) * term.weighted) }
        for one in large {
            for other in small {
                let ratio = FDistribution(numerator: one.degrees, denominator: other.degrees)
                    .quantile(above: tail)
                let cross =
                    pow2(ratio - 1) - pow2(one.shrink(tail) * ratio) - pow2(other.growth(tail))
                sum += cross / ratio * abs(one.weighted * other.weighted)
            }
        }
        for (place, one) in large.enumerated() {
            for other in large[(place + 1)...] {
                let together = MeanSquareTerm(
                    weight: 1, square: 0, degrees: one.degrees + other.degrees)
                let cross =
                    pow2(together.shrink(tail) * together.degrees) / (one.degrees * other.degrees)
                    - pow2(one.shrink(tail)) * one.degrees / other.degrees
                    - pow2(other.shrink(tail)) * other.degrees / one.degrees
                sum += cross / Double(large.count - 1) * abs(one.weighted * other.weighted)
            }
        }
        // Cross terms may be negative; roundings must not leave a root without a value.
        return max(sum, 0).squareRoot()
    }

    private func shrink(_ tail: Double) -> Double {
        1 - degrees / ChiSquared(degreesOfFreedom: degrees).quantile(above: tail)
    }

    private func growth(_ tail: Double) -> Double {
        degrees / ChiSquared(degreesOfFreedom: degrees).quantile(tail) - 1
    }

    private static func pow2(_ x: Double) -> Double { x * x }
}
