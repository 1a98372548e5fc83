import Foundation

/// Both sides of a probability: the smaller one keeps all its digits, which 1 less the other would lose.
struct Tails {
    let lower: Double
    let upper: Double

    init(lower: Double) { (self.lower, upper) = (lower, 1 - lower) }
    init(upper: Double) { (lower, self.upper) = (1 - upper, upper) }
    private init(_ lower: Double, _ upper: Double) { (self.lower, self.upper) = (lower, upper) }

    var swapped: Tails { Tails(upper, lower) }

    /// The positive number with these tails, by Newton's steps in logarithms of the number and of the smaller tail,
    /// inside bounds that each step narrows.
    /// - Parameters:
    ///   - start: any positive number.
    ///   - of: the tails at a number, and their slope by its logarithm.
    func number(
        from start: Double, of tails: (Double) -> (Tails, slope: Double)
    ) -> Double {
        if lower <= 0 { return 0 }
        if upper <= 0 { return .infinity }
        var (low, high) = (-Double.infinity, Double.infinity)
        var place = log(start)
        for _ in 0..<400 {
            let (found, slope) = tails(exp(place))
            let (distance, rate) =
                lower < upper
                ? (log(found.lower / lower), slope / found.lower)
                : (-log(found.upper / upper), slope / found.upper)
            if distance == 0 { break }
            if distance < 0 { low = max(low, place) } else { high = min(high, place) }
            var next = place - distance / rate
            if !next.isFinite || next <= low || next >= high {
                next =
                    low.isFinite && high.isFinite
                    ? low + (high - low) / 2 : distance < 0 ? place + 2 : place - 2
            }
            let step = abs(next - place)
            place = next
            if step <= 4e-16 * max(1, abs(place)) { break }
        }
        return exp(place)
    }
}
