import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// One element of a parsed document.
struct ParsedElement {
    let name: String
    let attributes: [String: String]
    var text = ""

    func number(_ attribute: String) -> Double? { attributes[attribute].flatMap(Double.init) }

    /// The numbers of a path, in order.
    var pathNumbers: [Double] {
        (attributes["d"] ?? "").split { !"0123456789.-".contains($0) }.compactMap { Double($0) }
    }
}

/// All elements in document order; throws when the text is not well-formed XML.
func parsed(_ text: String) throws -> [ParsedElement] {
    let collector = Collector()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = collector
    guard parser.parse() else {
        throw parser.parserError ?? CocoaError(.fileReadCorruptFile)
    }
    return collector.elements
}

private final class Collector: NSObject, XMLParserDelegate {
    var elements: [ParsedElement] = []
    private var open: [Int] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String] = [:]
    ) {
        open.append(elements.count)
        elements.append(ParsedElement(name: name, attributes: attributes))
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) {
        if let last = open.last { elements[last].text += characters }
    }
}
