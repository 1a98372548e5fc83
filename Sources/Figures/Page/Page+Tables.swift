extension Page {
    /// A name and a value a row.
    package static func list(_ entries: [(name: String, value: String)]) -> Element {
        let rows = entries.map { entry in
            Element(
                "tr", [:],
                [
                    Element("th", ["scope": "row"], text: entry.name),
                    Element("td", text: entry.value),
                ])
        }
        return Element("table", ["class": "list"], [Element("tbody", [:], rows)])
    }

    /// A table of plain cells that scrolls by itself where it is too wide.
    /// - Parameters:
    ///   - keys: how many columns name the rows; they lean to the left.
    ///   - texts: whether the other columns hold words, which lean to the left too.
    package static func table(
        heads: [String], rows: [[String]], keys: Int = 1, texts: Bool = false, caption: String = "",
        label: String, isSortable: Bool = false
    ) -> Element {
        table(
            heads: heads, keys: texts ? heads.count : keys,
            body: rows.map { row in
                Element("tr", [:], row.enumerated().map { cell($1, isKey: $0 < keys, texts) })
            }, caption: caption, label: label, isSortable: isSortable)
    }

    private static func cell(_ text: String, isKey: Bool, _ texts: Bool) -> Element {
        isKey
            ? Element("th", ["scope": "row"], text: text)
            : Element("td", texts ? ["class": "words"] : [:], text: text)
    }

    /// - Parameters:
    ///   - foot: rows that stay below where others are sorted.
    ///   - label: what the place that scrolls is called where it is read aloud.
    package static func table(
        heads: [String], keys: Int = 1, body: [Element], foot: [Element] = [], caption: String = "",
        label: String, isSortable: Bool = false
    ) -> Element {
        let titles = heads.enumerated().map { index, title in
            Element(
                "th", index < keys ? ["scope": "col", "class": "key"] : ["scope": "col"],
                text: title)
        }
        let parts =
            (caption.isEmpty ? [] : [Element("caption", text: caption)])
            + [Element("thead", [:], [Element("tr", [:], titles)]), Element("tbody", [:], body)]
            + (foot.isEmpty ? [] : [Element("tfoot", [:], foot)])
        return scrolling(
            Element("table", ["class": isSortable ? "classes sortable" : "classes"], parts),
            label: label)
    }

    /// What is wider than the page scrolls by itself, with the keyboard too.
    package static func scrolling(_ content: Element, label: String) -> Element {
        Element(
            "div", ["class": "wide", "role": "region", "aria-label": label, "tabindex": "0"],
            [content])
    }
}
