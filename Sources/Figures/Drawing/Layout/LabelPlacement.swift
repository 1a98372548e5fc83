import Foundation

/// Finds places for labels beside their points: a few dozen candidates each, chosen one label after
/// the other, then revised until nothing improves. No chance is involved.
struct LabelPlacement {
    let frame: Rect
    let obstacles: [Rect]

    private static let height = 15.0

    /// One rectangle for each label, in order.
    func rectangles(for labels: [(width: Double, point: Point)]) -> [Rect] {
        let candidates = labels.map(candidates)
        var chosen: [Rect?] = labels.map { _ in nil }
        for _ in 0..<12 {
            var isStable = true
            for index in labels.indices {
                let others = chosen.indices.compactMap { other in
                    other == index ? nil : chosen[other].map { ($0, labels[other].point) }
                }
                let costs = candidates[index].map { candidate in
                    candidate.penalty + cost(candidate.rectangle, labels[index].point, others)
                }
                let best = costs.indices.min { costs[$0] < costs[$1] }
                    .map { candidates[index][$0].rectangle }
                if chosen[index] != best {
                    chosen[index] = best
                    isStable = false
                }
            }
            if isStable { break }
        }
        return chosen.compactMap { $0 }
    }

    /// Places around the point, the preferred ones first: right, left, above, below, diagonals;
    /// near, then further away.
    private func candidates(
        width: Double, point: Point
    ) -> [(rectangle: Rect, penalty: Double)] {
        let directions: [(x: Double, y: Double)] = [
            (1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1),
            (0.5, -1), (-0.5, -1), (0.5, 1), (-0.5, 1), (1, -0.5), (1, 0.5), (-1, -0.5), (-1, 0.5),
        ]
        return [9.0, 15, 23, 34, 50, 70, 95, 125, 160].enumerated().flatMap { ring, distance in
            directions.enumerated().map { order, direction in
                let middle = Point(
                    point.x + direction.x * (distance + width / 2),
                    point.y + direction.y * (distance + Self.height / 2 - 3))
                let rectangle = Rect(
                    left: middle.x - width / 2, top: middle.y - Self.height / 2, width: width,
                    height: Self.height)
                return (rectangle, Double(ring) * 40 + Double(order))
            }
        }
    }

    private func cost(
        _ rectangle: Rect, _ point: Point, _ others: [(rectangle: Rect, point: Point)]
    ) -> Double {
        let roomy = rectangle.inset(by: -2)
        let leader = Self.leader(from: rectangle, to: point)
        var cost = rectangle.excess(over: frame.inset(by: 1)) * 50
        for other in others {
            cost += roomy.overlap(with: other.rectangle) * 100
            cost += Self.crossing(leader, other.rectangle)
            cost += Self.crossing(Self.leader(from: other.rectangle, to: other.point), rectangle)
        }
        for obstacle in obstacles {
            cost += roomy.overlap(with: obstacle) * 8
            // A line that ends near another point than its own would mislead.
            if obstacle.width < 20 && obstacle.height < 20 && obstacle.nearest(to: point) != point {
                cost += Self.crossing(leader, obstacle)
            }
        }
        return cost
    }

    /// Points on the way from a label to what it names; none when they are next to each other.
    private static func leader(from rectangle: Rect, to point: Point) -> [Point] {
        guard needsLeader(rectangle, point) else { return [] }
        let start = rectangle.nearest(to: point)
        return (0..<8).map { step in
            let share = Double(step) / 8
            return Point(
                start.x + (point.x - start.x) * share, start.y + (point.y - start.y) * share)
        }
    }

    static func needsLeader(_ rectangle: Rect, _ point: Point) -> Bool {
        let start = rectangle.nearest(to: point)
        return abs(start.x - point.x) + abs(start.y - point.y) > 16
    }

    private static func crossing(_ leader: [Point], _ rectangle: Rect) -> Double {
        leader.contains { rectangle.nearest(to: $0) == $0 } ? 120 : 0
    }
}
