/// A page as one HTML file: styles, figures, their data and one small script inside, nothing from elsewhere. It
/// is well-formed XML too, and reads whole where no script runs.
package struct Page {
    /// A part with a heading of its own.
    package struct Section {
        package var title: String
        package var children: [Element]

        package init(_ title: String, _ children: [Element]) {
            self.title = title
            self.children = children
        }
    }

    package var title: String
    /// Paragraphs under the title, a line each.
    package var summary: String
    package var sections: [Section]

    /// What every page says of the program that wrote it.
    package static let generator = "isotropy"

    package init(title: String, summary: String, sections: [Section]) {
        self.title = title
        self.summary = summary
        self.sections = sections
    }

    package func html() -> String {
        let head = Element(
            "head", [:],
            [
                Element("meta", ["charset": "utf-8"]),
                Element(
                    "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                Element("meta", ["name": "generator", "content": Self.generator]),
                Element("title", text: title),
                Element("style", verbatim: "\n" + PageStyle.sheet + "\n"),
            ])
        let header = Element(
            "header", [:],
            [Element("h1", text: title)]
                + summary.split(separator: "\n").map {
                    Element("p", ["class": "summary"], text: String($0))
                } + [contents])
        let parts = zip(sections, anchors).map { section, anchor in
            Element(
                "section", ["aria-labelledby": anchor],
                [Element("h2", ["id": anchor], text: section.title)] + section.children)
        }
        let body = Element(
            "body", [:],
            [
                Element("main", [:], [header] + parts),
                Element("script", verbatim: "\n" + PageScript.source + "\n"),
            ])
        return "<!DOCTYPE html>\n"
            + Element("html", ["lang": "en"], [head, body]).markup() + "\n"
    }

    /// Where the sections are.
    private var contents: Element {
        let links = zip(sections, anchors).map { section, anchor in
            Element("li", [:], [Element("a", ["href": "#\(anchor)"], text: section.title)])
        }
        return Element("nav", ["aria-label": "Contents"], [Element("ol", [:], links)])
    }

    /// The place of each section: titles may hold anything, places may not.
    private var anchors: [String] { sections.indices.map { "section-\($0 + 1)" } }
}
