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

    /// One HTML file: styles and figures inside, no scripts, nothing from elsewhere. It is well-formed XML too.
    public func html() -> String {
        let head = Element(
            "head", [:],
            [
                Element("meta", ["charset": "utf-8"]),
                Element(
                    "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                Element("meta", ["name": "generator", "content": ReportContent.generator]),
                Element("title", text: title),
                Element("style", verbatim: "\n" + ReportStyle.sheet + "\n"),
            ])
        let sections = [
            Element(
                "header", [:],
                [Element("h1", text: title), Element("p", ["class": "summary"], text: summary)]),
            section("Figures", [figureList]),
            section(
                "Measures",
                [Element("div", ["class": "wide"], [measures])]
                    + notes.map { Element("p", ["class": "note"], text: $0) }),
            command.isEmpty
                ? nil
                : section("Reproduce", [Element("pre", [:], [Element("code", text: command)])]),
        ]
        let body = Element("body", [:], [Element("main", [:], sections.compactMap { $0 })])
        return "<!DOCTYPE html>\n"
            + Element("html", ["lang": "en"], [head, body]).markup() + "\n"
    }

    private var figureList: Element {
        figures.isEmpty
            ? Element("p", text: "Nothing was measured of which there is a figure.")
            : Element(
                "div", ["class": "figures"],
                figures.enumerated().map { ReportContent.figure($1, number: $0 + 1) })
    }

    private var measures: Element {
        func row(_ cells: [String], _ name: String) -> Element {
            Element(
                "tr", [:],
                cells.enumerated().map { column, cell in
                    name == "th"
                        ? Element("th", ["scope": "col"], text: cell)
                        : column == 0
                            ? Element("th", ["scope": "row"], text: cell)
                            : Element("td", text: cell)
                })
        }
        return Element(
            "table", ["class": "classes"],
            [
                Element("thead", [:], table.header.map { row($0, "th") }),
                Element("tbody", [:], table.rows.map { row($0, "td") }),
            ])
    }

    private func section(_ title: String, _ children: [Element]) -> Element {
        Element("section", [:], [Element("h2", text: title)] + children)
    }
}
