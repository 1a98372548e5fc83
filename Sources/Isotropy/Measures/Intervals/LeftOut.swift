import Foundation

/// What a number is when each block of sentences is left out in turn: its bias and its error follow (delete-a-group
/// jackknife for blocks of unequal sizes; Busing, Meijer and van der Leeden 1999).
struct LeftOut {
    let whole: Double
    /// Without each block.
    let parts: [Double]
    /// `N / m` for each block of m of N points.
    let ratios: [Double]

    private var count: Double { Double(parts.count) }

    /// What is left when the bias in 1/N is taken out (Quenouille 1956): `G v - Σ (1 - 1/h) v_j`.
    var debiased: Double { zip(pseudovalues, ratios).reduce(0) { $0 + $1.0 / $1.1 } }

    var bias: Double { whole - debiased }

    /// `h v - (h - 1) v_j`.
    var pseudovalues: [Double] {
        zip(parts, ratios).map { part, ratio in ratio * whole - (ratio - 1) * part }
    }

    /// Of the debiased value, and of the value itself.
    var error: Double { Self.error(pseudovalues, ratios) }

    static func error(_ pseudovalues: [Double], _ ratios: [Double]) -> Double {
        let center = zip(pseudovalues, ratios).reduce(0) { $0 + $1.0 / $1.1 }
        let squares = zip(pseudovalues, ratios).reduce(0) { sum, pair in
            let (value, ratio) = pair
            return ratio > 1 ? sum + (value - center) * (value - center) / (ratio - 1) : sum
        }
        return (squares / Double(pseudovalues.count)).squareRoot()
    }

    /// The same after a change of scale.
    func mapped(_ change: (Double) -> Double) -> LeftOut {
        LeftOut(whole: change(whole), parts: parts.map(change), ratios: ratios)
    }

    /// The value that 97.5 of 100 numbers of Student's t distribution are below (Abramowitz and Stegun 26.7.5; good to
    /// 1e-3 from 8 degrees on).
    static func student(degrees: Double) -> Double {
        let z = 1.959963984540054
        let (z3, z5, z7) = (pow(z, 3), pow(z, 5), pow(z, 7))
        let first = (z3 + z) / 4
        let second = (5 * z5 + 16 * z3 + 3 * z) / 96
        let third = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384
        return z + first / degrees + second / (degrees * degrees) + third / pow(degrees, 3)
    }
}
