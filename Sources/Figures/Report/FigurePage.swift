/// Figures with a table on one page: what an analysis found, without training.
public struct FigurePage: Sendable {
    public var title: String
    /// What was measured, and of what.
    public var summary: String
    public var table: TextTable
    /// What the table's numbers are.
    public var notes: [String]
    public var figures: [Figure]
    /// What to type to get the same again.
    public var command: String

    public init(
        title: String, summary: String, table: TextTable, notes: [String] = [],
        figures: [Figure], command: String = ""
    ) {
        self.title = title
        self.summary = summary
        self.table = table
        self.notes = notes
        self.figures = figures
        self.command = command
    }

    /// The page as one HTML file.
    public func html() -> String {
        let drawn =
            figures.isEmpty
            ? Element("p", text: "Nothing was measured of which there is a figure.")
            : Page.figures(figures)
        let measures = Page.table(
            heads: table.header.first ?? [], rows: table.rows, keys: 2, label: "Measures",
            isSortable: true)
        let sections: [Page.Section?] = [
            Page.Section("Figures", [drawn]),
            Page.Section(
                "Measures", [measures] + notes.map { Element("p", ["class": "note"], text: $0) }),
            command.isEmpty
                ? nil
                : Page.Section(
                    "Reproduce", [Element("pre", [:], [Element("code", text: command)])]),
        ]
        return Page(title: title, summary: summary, sections: sections.compactMap { $0 }).html()
    }
}
