/// Correlations of two rows of numbers in which each place counts as often as a resample drew it, without sorting anew.
package struct ResampledCorrelation: Sendable {
    private let values: [Double]
    /// Places from the lowest number to the highest, and where the runs of equal ones end.
    private let order: [Int]
    private let runEnds: [Int]

    package init(_ values: [Double]) {
        self.values = values
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        self.order = order
        runEnds = order.indices.compactMap { place in
            let isLast =
                place + 1 == order.count || values[order[place + 1]] != values[order[place]]
            return isLast ? place + 1 : nil
        }
    }

    /// The average rank of each place in the resample.
    package func ranks(_ counts: [Int]) -> [Double] {
        var ranks = [Double](repeating: 0, count: values.count)
        var (start, below) = (0, 0)
        for end in runEnds {
            let own = (start..<end).reduce(0) { $0 + counts[order[$1]] }
            let rank = Double(below) + Double(own + 1) / 2
            for place in start..<end { ranks[order[place]] = rank }
            below += own
            start = end
        }
        return ranks
    }

    /// Pearson's correlation of two rows, each place counted so often.
    /// - Returns: `nil` where one does not vary.
    package static func pearson(_ x: [Double], _ y: [Double], _ counts: [Int]) -> Double? {
        var (n, meanX, meanY) = (0.0, 0.0, 0.0)
        for place in counts.indices where counts[place] > 0 {
            let weight = Double(counts[place])
            n += weight
            meanX += weight * x[place]
            meanY += weight * y[place]
        }
        guard n > 1 else { return nil }
        meanX /= n
        meanY /= n
        var (xx, xy, yy) = (0.0, 0.0, 0.0)
        for place in counts.indices where counts[place] > 0 {
            let weight = Double(counts[place])
            let (a, b) = (x[place] - meanX, y[place] - meanY)
            xx += weight * a * a
            xy += weight * a * b
            yy += weight * b * b
        }
        guard xx > 0, yy > 0 else { return nil }
        return min(max(xy / xx.squareRoot() / yy.squareRoot(), -1), 1)
    }
}
