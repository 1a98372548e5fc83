/// A rectangle in pixels; y grows downwards.
struct Rect: Sendable, Equatable {
    var left: Double
    var top: Double
    var width: Double
    var height: Double

    var right: Double { left + width }
    var bottom: Double { top + height }
    var middle: Point { Point(left + width / 2, top + height / 2) }

    /// The square of half side `radius` around a point.
    init(around point: Point, radius: Double) {
        self.init(
            left: point.x - radius, top: point.y - radius, width: 2 * radius, height: 2 * radius)
    }

    init(left: Double, top: Double, width: Double, height: Double) {
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }

    func overlap(with other: Rect) -> Double {
        let width = min(right, other.right) - max(left, other.left)
        let height = min(bottom, other.bottom) - max(top, other.top)
        return width > 0 && height > 0 ? width * height : 0
    }

    /// The area of this rectangle that lies outside `other`.
    func excess(over other: Rect) -> Double { width * height - overlap(with: other) }

    func inset(by margin: Double) -> Rect {
        Rect(
            left: left + margin, top: top + margin, width: width - 2 * margin,
            height: height - 2 * margin)
    }

    /// The point of the rectangle that is nearest to `point`.
    func nearest(to point: Point) -> Point {
        Point(min(max(point.x, left), right), min(max(point.y, top), bottom))
    }
}
