/// One axis of a figure: what it is called and how values are laid along it.
public struct Axis: Sendable, Equatable {
    public var title: String
    public var kind: Scale.Kind
    /// Values that the axis must reach; it ends there when no data lie beyond.
    public var bounds: [Double]
    public var wholeNumbers: Bool
    /// Names of the values 0, 1, 2 …, for an axis of categories.
    public var categories: [String]
    /// Whether values grow downwards or leftwards, as rows of a list do.
    public var isReversed: Bool
    /// Whether it has neither ticks nor padding, as the edge of a picture.
    public var isBare = false

    public init(
        _ title: String, kind: Scale.Kind = .linear, bounds: [Double] = [],
        wholeNumbers: Bool = false
    ) {
        self.title = title
        self.kind = kind
        self.bounds = bounds
        self.wholeNumbers = wholeNumbers
        categories = []
        isReversed = false
    }

    /// An axis of names, the first at the origin.
    public init(_ title: String = "", categories: [String], isReversed: Bool = false) {
        self.init(title)
        self.categories = categories
        self.isReversed = isReversed
    }

    /// An axis without ticks from 0 to `length`.
    public static func bare(_ length: Double, isReversed: Bool = false) -> Axis {
        var axis = Axis("", bounds: [0, length])
        (axis.isBare, axis.isReversed) = (true, isReversed)
        return axis
    }

    /// The scale that shows `values` on this axis.
    package func scale(fitting values: [Double]) -> Scale {
        categories.isEmpty
            ? Scale(kind, fitting: values, bounds: bounds)
            : Scale(.linear, domain: -0.5...(Double(categories.count) - 0.5))
    }

    package func ticks(_ scale: Scale, count: Int) -> Ticks {
        if isBare { return Ticks(values: [], labels: []) }
        return categories.isEmpty
            ? Ticks(scale, count: count, wholeNumbers: wholeNumbers)
            : Ticks(values: categories.indices.map(Double.init), labels: categories)
    }
}
