import Torch

/// Points that lie next to another one: nearer than a thousandth of the distance at which the middle one of all points
/// has its nearest neighbour. Of copies with rounding or noise they tell what ``RepeatedRows`` tells of exact ones.
public struct NearDuplicates: Sendable, Codable, Equatable {
    public struct Pair: Sendable, Codable, Equatable {
        /// Rows of the cloud, from 0, the lower one first.
        public let first, second: Int
        public let distance: Double
    }

    /// The share of the median nearest distance below which points are near duplicates.
    public static let share = 1e-3

    /// The points that have a near duplicate, exact copies not counted.
    public let count: Int
    /// The nearest pairs, up to ``RepeatedRows/namedRows``.
    public let named: [Pair]

    init(_ neighbors: NearestNeighbors, _ repeated: RepeatedRows) {
        let nearest = (0..<neighbors.pointCount).map { neighbors.distances[$0 * neighbors.count] }
        let limit = medianOf(sorted: nearest.sorted()) * Self.share
        let close = nearest.indices.filter { nearest[$0] < limit }
        count = close.count
        var pairs: [[Int]: Double] = [:]
        for point in close {
            let other = Int(neighbors.places[point * neighbors.count])
            let rows = [repeated.distinct[point], repeated.distinct[other]].sorted()
            pairs[rows] = nearest[point]
        }
        named = pairs.map { Pair(first: $0.key[0], second: $0.key[1], distance: $0.value) }
            .sorted { ($0.distance, $0.first, $0.second) < ($1.distance, $1.first, $1.second) }
            .prefix(RepeatedRows.namedRows).map { $0 }
    }
}
