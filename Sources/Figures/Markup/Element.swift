/// One element of an XML or HTML document. Text and attribute values are escaped when written, so
/// what comes out is well formed whatever went in.
package struct Element: Sendable {
    package enum Child: Sendable {
        case element(Element)
        case text(String)
        /// Written as it is: style sheets and markup that this type has already written.
        case verbatim(String)
    }

    package var name: String
    package var attributes: [(name: String, value: String)]
    package var children: [Child]

    /// - Parameter attributes: Written in the order given; the same input gives the same bytes.
    package init(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
        _ children: [Element] = []
    ) {
        self.name = name
        self.attributes = attributes.map { ($0.key, $0.value) }
        self.children = children.map(Child.element)
    }

    package init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
        self.init(name, attributes)
        children = [.text(text)]
    }

    package init(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], verbatim: String
    ) {
        self.init(name, attributes)
        children = [.verbatim(verbatim)]
    }

    package func adding(_ more: KeyValuePairs<String, String>) -> Element {
        var copy = self
        copy.attributes += more.map { ($0.key, $0.value) }
        return copy
    }

    /// The element as markup. Elements that hold only elements are spread over lines; an element
    /// that holds text stays on one line, for white space in it would count.
    package func markup() -> String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        text += "<" + name
        for attribute in attributes {
            text += " \(attribute.name)=\"\(escaped(attribute.value))\""
        }
        if children.isEmpty && Self.emptyElements.contains(name) {
            text += "/>"
            return
        }
        text += ">"
        let isBlock = children.allSatisfy {
            if case .element = $0 { true } else { false }
        }
        for child in children {
            if isBlock { text += "\n" }
            switch child {
            case .element(let element): element.write(to: &text)
            case .text(let plain): text += escaped(plain)
            case .verbatim(let markup): text += markup
            }
        }
        if isBlock && !children.isEmpty { text += "\n" }
        text += "</\(name)>"
    }

    /// Only these may end in `/>`: HTML reads `<p/>` as an opening tag.
    private static let emptyElements: Set<String> = [
        "meta", "line", "path", "rect", "circle", "polyline", "polygon", "image",
    ]
}

/// Text that is safe between tags and inside double quotes. Characters that XML 1.0 cannot hold
/// (control characters and the two non-characters) become U+FFFD.
package func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        case "\n": result += "\n"
        case "\t", "\r": result += " "
        case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
            result += "\u{FFFD}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
