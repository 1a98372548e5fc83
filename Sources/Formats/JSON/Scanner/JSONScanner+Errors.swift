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
        guard let word = nextWord else { return fault(notUTF8: "", at: index) }
        if ["NaN", "Infinity", "-Infinity"].contains(word) {
            return fault("\(word) is no number that JSON has")
        }
        return fault("\(expected), found \(printable(word))", cause: expected)
    }

    /// The same where a value of another sort stands there: `an object expected, found an array`.
    func error(sort expected: String) -> JSONError {
        guard let found = nextSort else { return error(expected) }
        return fault("\(expected), found \(found)", cause: expected)
    }

    /// What sort of value is next, by its first byte, and one that is short itself: `a string`, `null`,
    /// `-1`; `nil` where none begins.
    var nextSort: String? {
        switch next {
        case UInt8(ascii: "\""): return "a string"
        case UInt8(ascii: "{"): return "an object"
        case UInt8(ascii: "["): return "an array"
        default:
            var rest = self
            return (try? rest.literal()).map { _ in nextWord ?? "" }
        }
    }

    /// The next bytes as far as they are one word, or else one sign; `nil` where they are not UTF-8.
    private var nextWord: String? {
        let separators = " \t\r\n,:{}[]".utf8
        let rest = bytes[index..<min(index + 40, end)]
        let length = max(1, rest.prefix { !separators.contains($0) }.count)
        // The last scalar may be cut.
        let stop = firstInvalidUTF8(rest.prefix(length)) ?? index + length
        return stop == index ? nil : String(decoding: bytes[index..<stop], as: UTF8.self)
    }

    /// What a byte that is not UTF-8 is, and where in all bytes.
    /// - Parameter what: the words before, as `a string that is `.
    func fault(notUTF8 what: String, at place: Int) -> JSONError {
        fault(
            what + notUTF8(bytes[place], at: place), cause: what + "not UTF-8", at: place)
    }
}
