public struct Point: Sendable, Equatable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// A point with the half lengths of its error bars; one that is not finite or not positive is
/// not drawn.
public struct ErrorBar: Sendable, Equatable {
    public var center: Point
    public var x: Double
    public var y: Double

    public init(_ center: Point, x: Double = 0, y: Double = 0) {
        self.center = center
        self.x = x
        self.y = y
    }
}

/// A range of y above one x, or a bar from `lower` to `upper`.
public struct Interval: Sendable, Equatable {
    public var x: Double
    public var lower: Double
    public var upper: Double

    public init(x: Double, lower: Double, upper: Double) {
        self.x = x
        self.lower = lower
        self.upper = upper
    }
}

public struct Box: Sendable, Equatable {
    public var left, right, lower, upper: Double

    public init(left: Double, right: Double, lower: Double, upper: Double) {
        self.left = left
        self.right = right
        self.lower = lower
        self.upper = upper
    }
}

public struct Label: Sendable, Equatable {
    public var text: String
    public var point: Point

    public init(_ text: String, at point: Point) {
        self.text = text
        self.point = point
    }
}

public enum Symbol: Sendable, CaseIterable {
    case circle, square, triangle, diamond, inverted, cross, bar

    /// The symbol of a series: each colour has its own, so that no figure needs colour to be read.
    public static func series(_ index: Int) -> Symbol {
        let symbols: [Symbol] = [.circle, .square, .triangle, .diamond, .inverted, .cross]
        return symbols[(index % symbols.count + symbols.count) % symbols.count]
    }
}

/// What is drawn, in the units of the axes, and how.
public struct Mark: Sendable, Equatable {
    public enum Geometry: Sendable, Equatable {
        /// Broken where a point cannot be shown.
        case line([Point])
        /// As a line, level until the next point.
        case steps([Point])
        case points([Point])
        case errorBars([ErrorBar])
        /// A filled region, broken where an interval cannot be shown.
        case band([Interval])
        /// Upright bars as wide as `width`, in units of the x axis.
        case bars([Interval], width: Double)
        case boxes([Box])
        /// The edges of boxes alone.
        case outlines([Box])
        /// A picture that fills the box.
        case raster(Raster, Box)
        /// Text beside points, moved so that it covers neither points nor other labels.
        case labels([Label])
        /// Text centred on a point.
        case text(Label)
        /// Text in the middle of a box, left out where the longest of its kind does not fit.
        case inscribed(String, Box, longest: String)
    }

    public struct Style: Sendable, Equatable {
        public var ink: Ink
        public var opacity: Double
        /// Width of strokes, in pixels.
        public var width: Double
        /// Lengths of dashes and gaps, in pixels; empty for an unbroken stroke.
        public var dash: [Double]
        public var symbol: Symbol
        /// Half the extent of a symbol, in pixels.
        public var radius: Double

        public init(
            _ ink: Ink = .foreground, opacity: Double = 1, width: Double = 1.75,
            dash: [Double] = [], symbol: Symbol = .circle, radius: Double = 4
        ) {
            self.ink = ink
            self.opacity = opacity
            self.width = width
            self.dash = dash
            self.symbol = symbol
            self.radius = radius
        }
    }

    public var geometry: Geometry
    public var style: Style

    public init(_ geometry: Geometry, _ style: Style = Style()) {
        self.geometry = geometry
        self.style = style
    }

    /// All that the axes must reach.
    package var extent: (x: [Double], y: [Double]) {
        switch geometry {
        case .line(let points), .steps(let points), .points(let points):
            (points.map(\.x), points.map(\.y))
        case .errorBars(let bars):
            (
                bars.flatMap { [$0.center.x, $0.center.x - $0.x, $0.center.x + $0.x] },
                bars.flatMap { [$0.center.y, $0.center.y - $0.y, $0.center.y + $0.y] }
            )
        case .band(let intervals):
            (intervals.map(\.x), intervals.flatMap { [$0.lower, $0.upper] })
        case .bars(let intervals, let width):
            (
                intervals.flatMap { [$0.x - width / 2, $0.x + width / 2] },
                intervals.flatMap { [$0.lower, $0.upper] }
            )
        case .boxes(let boxes), .outlines(let boxes): Self.extent(boxes)
        case .raster(_, let box), .inscribed(_, let box, _): Self.extent([box])
        case .labels(let labels): (labels.map(\.point.x), labels.map(\.point.y))
        case .text(let label): ([label.point.x], [label.point.y])
        }
    }

    private static func extent(_ boxes: [Box]) -> (x: [Double], y: [Double]) {
        (boxes.flatMap { [$0.left, $0.right] }, boxes.flatMap { [$0.lower, $0.upper] })
    }
}
