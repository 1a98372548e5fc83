extension JSONScanner {
    /// What was expected and is not there, in the words of what other readers would let pass.
    /// - Parameter namingFound: whether to show what stands there.
    func error(_ expected: String, namingFound: Bool = true) -> JSONError {
        guard let first = next else { return fault("it ends too early") }
        if first == 0 { return fault("a NUL byte: the file is not text, or not in UTF-8") }
        guard namingFound else { return fault(expected) }
        if first == UInt8(ascii: "/") || first == UInt8(ascii: "#") {
            return fault("a comment, which JSON does not have")
        }
        let separators = " \t\r\n,:{}[]".utf8
        let rest = bytes[index..<min(index + 40, end)]
        let word = String(decoding: rest.prefix { !separators.contains($0) }, as: UTF8.self)
        if ["NaN", "Infinity", "-Infinity"].contains(word) {
            return fault("\(word) is no number that JSON has")
        }
        let found = word.isEmpty ? String(Unicode.Scalar(first)) : word
        return fault("\(expected), found \(printable(found))", cause: expected)
    }
}

/// Control characters may do anything to a terminal.
func printable(_ word: String) -> String {
    var text = ""
    for scalar in word.unicodeScalars {
        let isShown = ![.control, .format].contains(scalar.properties.generalCategory)
        text += isShown ? "\(scalar)" : "U+" + String(scalar.value, radix: 16, uppercase: true)
    }
    return text
}
