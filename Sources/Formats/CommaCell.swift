/// A cell of a table separated by commas, as RFC 4180 writes it.
package func commaCell(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains { "\",\n\r".unicodeScalars.contains($0) }
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
}
