/// A figure: axes, marks in their units, and words about it.
public struct Figure: Sendable, Equatable {
    public struct LegendEntry: Sendable, Equatable {
        public var text: String
        public var style: Mark.Style
        public var hasLine: Bool
        public var hasSymbol: Bool

        public init(
            _ text: String, _ style: Mark.Style, hasLine: Bool = true, hasSymbol: Bool = true
        ) {
            self.text = text
            self.style = style
            self.hasLine = hasLine
            self.hasSymbol = hasSymbol
        }
    }

    /// A short name of lower-case letters and hyphens, unique on a page; also a file name.
    public var name: String
    /// Read to those who cannot see the figure, and the head of its caption; not drawn.
    public var title: String
    /// What to see and how it was computed; not drawn.
    public var caption: String
    /// The numbers in words, for those who cannot see the figure; not drawn.
    public var summary: String
    public var xAxis: Axis
    public var yAxis: Axis
    /// One for each pair of axes.
    public var panels: Panels<Panel>
    public var arrangement = Arrangement()
    public var colorBar: ColorBar?
    public var legend: [LegendEntry]
    /// Drawn below the axes.
    public var notes: [String]
    /// What the figure was made from, unrounded; `csv()` writes it.
    public var data = DataTable()
    /// Whether values that cannot be drawn are counted in a note; to be switched off only by a
    /// figure that says so itself.
    public var notesMissingValues = true

    public init(
        name: String, title: String, caption: String = "", summary: String = "", x xAxis: Axis,
        y yAxis: Axis, marks: [Mark] = [], legend: [LegendEntry] = [], notes: [String] = []
    ) {
        self.name = name
        self.title = title
        self.caption = caption
        self.summary = summary
        self.xAxis = xAxis
        self.yAxis = yAxis
        panels = Panels(Panel(marks))
        self.legend = legend
        self.notes = notes
    }

    /// The marks of all panels; setting them leaves one panel.
    public var marks: [Mark] {
        get { panels.contents.flatMap(\.marks) }
        set { panels = Panels(Panel(newValue)) }
    }

    /// Whether panels beside each other need the width of a page.
    var isWide: Bool { panels.columns.count > 2 }

    /// The numbers behind the figure, unrounded (RFC 4180).
    public func csv() -> String { data.csv() }

    /// The figure as a document of its own: fixed colours on white, generic fonts, nothing outside.
    ///
    /// - Parameters:
    ///   - width: In pixels; text is 12 pixels high. Without it, 480, and more for three panels beside each other.
    ///   - height: Without it, so high that the axes have good proportions.
    public func svg(width: Double? = nil, height: Double? = nil) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + element(width: width ?? (isWide ? 900 : 480), height: height, theme: .paper).markup()
            + "\n"
    }

    /// The same for print.
    public func svg(_ size: PrintSize) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + element(
                width: size.width, height: size.height, theme: .paper, printedAt: size.fontSize
            ).markup() + "\n"
    }
}
