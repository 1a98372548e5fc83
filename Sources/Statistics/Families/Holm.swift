/// Holm's correction for a family of tests (Holm 1979): the chance of even one false finding among all stays below the
/// level, whatever the tests owe to each other.
public enum Holm {
    /// The adjusted p-values in the order given; what is below the level there is found.
    /// - Precondition: each lies in 0 ... 1.
    public static func adjusted(_ values: [Double]) -> [Double] {
        precondition(values.allSatisfy((0...1).contains), "p-values \(values)")
        var adjusted = values
        var largest = 0.0
        for (rank, place) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
            largest = max(largest, min(1, values[place] * Double(values.count - rank)))
            adjusted[place] = largest
        }
        return adjusted
    }
}
