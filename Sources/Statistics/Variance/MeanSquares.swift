/// The mean squares of a balanced crossed design, for each set of factors.
struct MeanSquares {
    /// A set of factors by their places; that of repeats has one more than there are.
    struct Source: Hashable {
        let bits: Int
        func contains(_ place: Int) -> Bool { bits >> place & 1 == 1 }
        func isWithin(_ other: Source) -> Bool { bits & ~other.bits == 0 }
        var count: Int { bits.nonzeroBitCount }
    }

    private let levels: [Int]
    private let repeats: Int
    private var squares: [Source: Double] = [:]
    private var degrees: [Source: Double] = [:]
    private let whole: Source

    init(_ levels: [Int], _ results: [Double], repeats: Int) {
        (self.levels, self.repeats) = (levels, repeats)
        whole = Source(bits: (1 << levels.count) - 1)
        let center = mean(of: results)
        let values = results.map { $0 - center }
        let cells = Self.coordinates(levels)
        func key(_ place: Int, _ bits: Int) -> [Int] {
            levels.indices.map { bits >> $0 & 1 == 1 ? cells[place / repeats][$0] : -1 }
        }
        // The means over everything but a set of factors.
        var means: [Int: [[Int]: Double]] = [:]
        for bits in 0...whole.bits {
            var sums: [[Int]: Double] = [:]
            for place in values.indices { sums[key(place, bits), default: 0] += values[place] }
            let share = Double(values.count) / Double(sums.count)
            means[bits] = sums.mapValues { $0 / share }
        }
        for bits in 1...whole.bits {
            let source = Source(bits: bits)
            let subsets = (0...bits).filter { $0 & ~bits == 0 }
            let sum = cells.indices.reduce(0.0) { sum, cell in
                let effect = subsets.reduce(0.0) { effect, subset in
                    let sign = (bits ^ subset).nonzeroBitCount % 2 == 0 ? 1.0 : -1.0
                    return effect + sign * (means[subset]?[key(cell * repeats, subset)] ?? 0)
                }
                return sum + effect * effect
            }
            let freedom = levels.indices.reduce(1) {
                source.contains($1) ? $0 * (levels[$1] - 1) : $0
            }
            degrees[source] = Double(freedom)
            squares[source] = sum * Double(repeats) / Double(freedom)
        }
        guard repeats > 1 else { return }
        let sum = values.indices.reduce(0.0) { sum, place in
            let rest = values[place] - (means[whole.bits]?[key(place, whole.bits)] ?? 0)
            return sum + rest * rest
        }
        let freedom = Double(cells.count * (repeats - 1))
        (degrees[ofRepeats], squares[ofRepeats]) = (freedom, sum / freedom)
    }

    private var ofRepeats: Source { Source(bits: 0) }

    /// Single factors first, then pairs; repeats last.
    var sources: [Source] {
        let sets = (1...whole.bits).map { Source(bits: $0) }
            .sorted { ($0.count, $0.bits) < ($1.count, $1.bits) }
        return repeats > 1 ? sets + [ofRepeats] : sets
    }

    /// The mean squares whose weighted sum is unbiased for a component. Expected mean squares are sums over the sets
    /// that hold a set; going back has the signs of Möbius.
    func terms(of source: Source) -> [MeanSquareTerm] {
        if source == ofRepeats { return [term(ofRepeats, 1)] }
        let perLevel = levels.indices.reduce(Double(repeats)) {
            source.contains($1) ? $0 : $0 * Double(levels[$1])
        }
        var terms = (1...whole.bits).map { Source(bits: $0) }.filter(source.isWithin).map { set in
            term(set, ((set.count - source.count) % 2 == 0 ? 1 : -1) / perLevel)
        }
        if source == whole, repeats > 1 { terms.append(term(ofRepeats, -1 / perLevel)) }
        return terms
    }

    private func term(_ source: Source, _ weight: Double) -> MeanSquareTerm {
        MeanSquareTerm(
            weight: weight, square: squares[source] ?? 0, degrees: degrees[source] ?? 1)
    }

    private static func coordinates(_ levels: [Int]) -> [[Int]] {
        levels.reduce([[]]) { cells, count in
            cells.flatMap { cell in (0..<count).map { cell + [$0] } }
        }
    }
}
