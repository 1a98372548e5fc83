import Foundation

/// How many values lie in each of adjacent bins.
public struct Histogram: Sendable, Equatable {
    /// One more than bins, ascending.
    public let edges: [Double]
    public let counts: [Int]
    /// Values outside of the bins, NaN among them.
    public let outside: Int

    public init(edges: [Double], counts: [Int], outside: Int = 0) {
        precondition(
            edges.count == counts.count + 1 && zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 },
            "\(edges.count) edges are none of \(counts.count) bins")
        self.edges = edges
        self.counts = counts
        self.outside = outside
    }

    /// Each bin holds its lower edge, the last one the upper too.
    public init(_ values: some Sequence<Double>, edges: [Double]) {
        var counts = [Int](repeating: 0, count: max(edges.count - 1, 0))
        var outside = 0
        for value in values {
            guard let first = edges.first, let last = edges.last, value >= first, value <= last
            else {
                outside += 1
                continue
            }
            // The first edge that is above the value.
            var (low, high) = (0, edges.count)
            while low < high {
                let middle = (low + high) / 2
                if edges[middle] > value { high = middle } else { low = middle + 1 }
            }
            counts[min(low, counts.count) - 1] += 1
        }
        self.init(edges: edges, counts: counts, outside: outside)
    }

    public var total: Int { counts.reduce(0, +) }

    /// Edges of `count` bins that are equally wide, on a logarithmic axis if that is asked for, from the least
    /// to the largest of the values that can be shown; `nil` where none can.
    static func edges(
        of values: [Double], count: Int, _ kind: Scale.Kind = .linear
    ) -> [Double]? {
        let shown = values.filter { Scale.canShow($0, kind) }
        guard let least = shown.min(), let most = shown.max() else { return nil }
        guard kind == .log else {
            let (low, high) = least < most ? (least, most) : (least - 0.5, most + 0.5)
            return (0...count).map { low + (high - low) * Double($0) / Double(count) }
        }
        let (low, high) =
            least < most ? (log10(least), log10(most)) : (log10(least) - 0.1, log10(most) + 0.1)
        var edges = (0...count).map { pow(10, low + (high - low) * Double($0) / Double(count)) }
        // Rounding must not leave the ends outside.
        if least < most { (edges[0], edges[count]) = (least, most) }
        return edges
    }
}
