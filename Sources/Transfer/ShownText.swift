/// A server's words as a terminal may show them: one line, no control characters, not long.
package func shown(_ text: String) -> String {
    let line = String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    return line.count > 200 ? "\(line.prefix(200))…" : line
}
