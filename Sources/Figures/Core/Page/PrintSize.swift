/// How large a figure is in print.
public struct PrintSize: Sendable, Equatable {
    /// In points, of which 72 are an inch.
    public var width: Double
    /// In points; without it, so high that the axes have good proportions.
    public var height: Double?
    /// In points. Symbols, strokes and margins grow with it.
    public var fontSize: Double

    public init(width: Double, height: Double? = nil, fontSize: Double = 8) {
        precondition(
            width > 0 && width.isFinite && fontSize > 0 && fontSize.isFinite,
            "a figure cannot be \(width) points wide with text of \(fontSize) points")
        self.width = width
        self.height = height
        self.fontSize = fontSize
    }

    /// One column of a page with two: 3.3 inches.
    public static let oneColumn = PrintSize(width: 237.6)
    /// A page with two columns: 6.75 inches.
    public static let twoColumns = PrintSize(width: 486)
}
