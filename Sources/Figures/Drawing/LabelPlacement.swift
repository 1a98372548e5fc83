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
                let others = chosen.indices.filter { $0 != index }.compactMap { chosen[$0] }
                let best = candidates[index].min {
                    cost($0, others) < cost($1, others)
                }
                if chosen[index] != best?.rectangle {
                    chosen[index] = best?.rectangle
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
        return [8.0, 14, 22, 34, 50, 70].enumerated().flatMap { ring, distance in
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
        _ candidate: (rectangle: Rect, penalty: Double), _ others: [Rect]
    ) -> Double {
        let roomy = candidate.rectangle.inset(by: -2)
        let outside = candidate.rectangle.excess(over: frame.inset(by: 1))
        let onLabels = others.reduce(0) { $0 + roomy.overlap(with: $1) }
        let onMarks = obstacles.reduce(0) { $0 + candidate.rectangle.overlap(with: $1) }
        return candidate.penalty + outside * 50 + onLabels * 30 + onMarks * 6
    }
}
