/// Examples that belong together, as the questions about one passage do: they are drawn as one, because what is hard
/// about the passage is hard for all of them.
public struct ExampleClusters: Sendable, Equatable {
    public let count: Int
    /// The cluster of each example, `0 ..< count`, in the order of first appearance.
    let places: [Int]

    /// - Parameter names: of each example's cluster, such as a passage's title.
    public init(_ names: [some Hashable]) {
        var known: [AnyHashable: Int] = [:]
        var places: [Int] = []
        for name in names {
            let place = known[name] ?? known.count
            known[name] = place
            places.append(place)
        }
        (self.places, count) = (places, known.count)
    }

    /// Each example by itself.
    init(each count: Int) { (places, self.count) = (Array(0..<count), count) }

    /// The examples of each cluster.
    var members: [[Int]] {
        var members = [[Int]](repeating: [], count: count)
        for (example, place) in places.enumerated() { members[place].append(example) }
        return members
    }

    /// `Σ (Σ of a cluster)² G / (G - 1)` of G clusters: what the variance of a sum of deviations is estimated by.
    func squares(_ deviations: [Double]) -> Double {
        var sums = [Double](repeating: 0, count: count)
        for (place, deviation) in zip(places, deviations) { sums[place] += deviation }
        return sums.reduce(0) { $0 + $1 * $1 } * Double(count) / Double(count - 1)
    }
}
