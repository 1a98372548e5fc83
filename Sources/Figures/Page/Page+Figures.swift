import Foundation

extension Page {
    /// Figures beside each other, numbered from 1, each with its caption and the numbers behind it.
    package static func figures(_ figures: [Figure]) -> Element {
        Element(
            "div", ["class": "figures"],
            figures.enumerated().map { figure($1, number: $0 + 1) })
    }

    /// A wide figure takes the whole row, and scrolls by itself where the screen is too narrow for its text.
    private static func figure(_ figure: Figure, number: Int) -> Element {
        let caption = Element(
            "figcaption",
            verbatim: "<strong>Figure \(number). \(escaped(figure.title)).</strong> "
                + escaped(figure.caption))
        let drawing = figure.element(width: figure.isWide ? 900 : 440, height: nil, theme: .page)
        return Element(
            "figure", figure.isWide ? ["class": "whole"] : [:],
            [
                figure.isWide ? scrolling(drawing, label: figure.title) : drawing, caption,
                data(of: figure),
            ])
    }

    /// Larger ones stand beside the page alone: nobody waits for megabytes to read a table.
    private static let mostBytes = 1 << 18

    /// The numbers behind a figure: inside the page, to be saved as a file; what is too large for that is beside
    /// the page.
    private static func data(of figure: Figure) -> Element {
        let csv = Data(figure.csv().utf8)
        let rows = figure.data.rows.count
        let count = NumberText.typeset(Double(rows), decimals: 0) ?? "\(rows)"
        let name = figure.name + ".csv"
        let words = "Data: \(name), \(count) row\(rows == 1 ? "" : "s")"
        let address =
            csv.count <= mostBytes
            ? "data:text/csv;charset=utf-8;base64," + csv.base64EncodedString()
            : "figures/" + name
        return Element(
            "p", ["class": "data"],
            [Element("a", ["href": address, "download": name], text: words)])
    }
}
