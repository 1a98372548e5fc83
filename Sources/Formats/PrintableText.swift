/// A part of a file as a message may show it: control characters, which may do anything to a terminal,
/// by their numbers.
package func printable(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
        let isShown = ![.control, .format].contains(scalar.properties.generalCategory)
        shown += isShown ? "\(scalar)" : "U+" + String(scalar.value, radix: 16, uppercase: true)
    }
    return shown
}
