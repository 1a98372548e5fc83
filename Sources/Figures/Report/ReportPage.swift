extension ReportContent {
    /// The report as one HTML file: styles and figures inside, no scripts, nothing from elsewhere.
    /// It is well-formed XML too.
    public func html() -> String {
        let head = Element(
            "head", [:],
            [
                Element("meta", ["charset": "utf-8"]),
                Element(
                    "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                Element("meta", ["name": "generator", "content": Self.generator]),
                Element("title", text: title),
                Element("style", verbatim: "\n" + ReportStyle.sheet + "\n"),
            ])
        let sections = [
            Element(
                "header", [:],
                [Element("h1", text: title)] + paragraphs(summary, class: "summary")),
            resultsSection,
            differenceSection,
            metricSection,
            section(
                "Figures",
                [
                    Element(
                        "div", ["class": "figures"],
                        figures().enumerated().map { Self.figure($1, number: $0 + 1) })
                ]),
            classSection,
            listSection("Settings", settings),
            listSection("Versions and hardware", environment),
            command.isEmpty
                ? nil
                : section(
                    "Reproduce", [Element("pre", [:], [Element("code", text: command)])]),
        ]
        let body = Element("body", [:], [Element("main", [:], sections.compactMap { $0 })])
        return "<!DOCTYPE html>\n"
            + Element("html", ["lang": "en"], [head, body]).markup() + "\n"
    }

    private var resultsSection: Element {
        let table = ResultsTable(self)
        guard !methods.isEmpty else {
            return section("Results", [Element("p", text: "No method was run.")])
        }
        let isBestMarked = table.columns.contains { $0.best != nil }
        let hasSpread = methods.contains { $0.seeds.count > 1 }
        let meaning =
            [
                isBestMarked ? "Bold and underlined: \(bestMeaning)." : nil,
                (split == isotropySplit
                    ? "The \(metric.name), EV_k and IsoScore are of the \(split) set"
                    : "The \(metric.name) is of the \(split) set, EV_k and IsoScore of the "
                        + "\(isotropySplit) set")
                    + (hasSpread
                        ? "; std is the sample standard deviation over \(seedCountWords), other columns are "
                            + "means over \(unit)s."
                        : "."),
            ].compactMap { $0 } + meanings(table).map { Self.sentence($0) }
        return section(
            "Results",
            [table.element(caption: meaning.joined(separator: " "))]
                + notes.map { Element("p", ["class": "note"], text: $0) })
    }

    /// What tells runs apart that have too much in their names.
    private var differenceSection: Element? {
        guard let table = differenceTable else { return nil }
        let body = table.rows.map { row in
            Element(
                "tr", [:],
                [Element("th", ["scope": "row"], text: row[0])]
                    + row.dropFirst().map { Element("td", text: $0) })
        }
        return section(
            "What differs",
            [
                Element(
                    "div", ["class": "wide"],
                    [Self.table(heads: table.header[0], body: body, caption: "")])
            ])
    }

    /// A meaning as a sentence of its own.
    static func sentence(_ meaning: String) -> String {
        meaning.prefix(1).uppercased() + meaning.dropFirst() + "."
    }

    private func section(_ title: String, _ children: [Element]) -> Element {
        Element("section", [:], [Element("h2", text: title)] + children)
    }

    private func listSection(_ title: String, _ entries: [Entry]) -> Element? {
        guard !entries.isEmpty else { return nil }
        let rows = entries.map { entry in
            Element(
                "tr", [:],
                [
                    Element("th", ["scope": "row"], text: entry.name),
                    Element("td", text: entry.value),
                ])
        }
        return section(
            title, [Element("table", ["class": "list"], [Element("tbody", [:], rows)])])
    }

    private func paragraphs(_ text: String, class name: String) -> [Element] {
        text.split(separator: "\n").map { Element("p", ["class": name], text: String($0)) }
    }

    static func figure(_ figure: Figure, number: Int) -> Element {
        let caption = Element(
            "figcaption",
            verbatim: "<strong>Figure \(number). \(escaped(figure.title)).</strong> "
                + escaped(figure.caption))
        let drawing = figure.element(width: figure.isWide ? 900 : 440, height: nil, theme: .page)
        guard figure.isWide else { return Element("figure", [:], [drawing, caption]) }
        return Element(
            "figure", ["class": "across"], [Element("div", [:], [drawing]), caption])
    }
}

extension ResultsTable {
    /// The table as HTML. On a narrow screen each row becomes a card, for which the cells carry
    /// their headings.
    fileprivate func element(caption: String) -> Element {
        let groupRow =
            [Element("th", ["scope": "col", "rowspan": "2"], text: "method")]
            + groups(of: columns).map {
                Element("th", ["scope": "colgroup", "colspan": "\($0.count)"], text: $0.name)
            }
        let titleRow = columns.map { Element("th", ["scope": "col"], text: $0.title) }
        let rows = names.indices.map { row in
            Element(
                "tr", [:],
                [Element("th", ["scope": "row"], text: names[row])]
                    + columns.map { column in
                        let isBest = column.best == row
                        let cell = column.cells[row]
                        return isBest
                            ? Element(
                                "td", ["data-heading": column.heading, "class": "best"],
                                verbatim: Self.marked(cell))
                            : Element("td", ["data-heading": column.heading], text: cell)
                    })
        }
        return Element(
            "table", ["class": "results"],
            [
                Element("caption", text: caption),
                Element(
                    "thead", [:], [Element("tr", [:], groupRow), Element("tr", [:], titleRow)]),
                Element("tbody", [:], rows),
            ])
    }

    /// The padding stays outside the mark, lest it be underlined.
    private static func marked(_ cell: String) -> String {
        let text = cell.drop { $0 == padding }
        let end = text.reversed().prefix { $0 == padding }
        return String(cell.prefix(cell.count - text.count))
            + "<strong>\(escaped(String(text.dropLast(end.count))))</strong>" + String(end)
    }
}
