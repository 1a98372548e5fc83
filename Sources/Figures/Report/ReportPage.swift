extension ReportContent {
    /// The report as one HTML file.
    public func html() -> String {
        let own = figures()
        let sections: [Page.Section?] = [
            resultsSection,
            missing.isEmpty ? nil : missingSection,
            differenceTable.map { table in
                Page.Section(
                    "What differs",
                    [
                        Page.table(
                            heads: table.header[0], rows: table.rows, texts: true,
                            label: "What differs")
                    ])
            },
            metricSection,
            own.isEmpty ? nil : Page.Section("Figures", [Page.figures(own)]),
            classSection,
            listSection("Settings", settings),
            listSection("Versions and hardware", environment),
            command.isEmpty
                ? nil
                : Page.Section(
                    "Reproduce", [Element("pre", [:], [Element("code", text: command)])]),
        ]
        return Page(title: title, summary: summary, sections: sections.compactMap { $0 }).html()
    }

    private var resultsSection: Page.Section {
        let table = ResultsTable(self)
        guard !methods.isEmpty else {
            return Page.Section("Results", [Element("p", text: "No method was run.")])
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
        return Page.Section(
            "Results",
            [table.element(caption: meaning.joined(separator: " "))]
                + notes.map { Element("p", ["class": "note"], text: $0) })
    }

    /// Runs that the numbers are without.
    private var missingSection: Page.Section {
        Page.Section(
            "Runs that are missing",
            [
                Element("p", text: "No number of this page is of these runs."),
                Page.table(
                    heads: ["run", "what became of it"], rows: missing.map { [$0.name, $0.value] },
                    texts: true, label: "Runs that are missing"),
            ])
    }

    /// A meaning as a sentence of its own.
    static func sentence(_ meaning: String) -> String {
        meaning.prefix(1).uppercased() + meaning.dropFirst() + "."
    }

    private func listSection(_ title: String, _ entries: [Entry]) -> Page.Section? {
        entries.isEmpty
            ? nil : Page.Section(title, [Page.list(entries.map { ($0.name, $0.value) })])
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
            "table", ["class": "results sortable"],
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
