/// Where bytes are no JSON (RFC 8259), and why.
package struct JSONProblem: Equatable, CustomStringConvertible {
    /// Counted from 1.
    package let line: Int
    package let reason: String

    /// `nil` for one JSON value with nothing but spaces around it.
    package init?(in bytes: UnsafeRawBufferPointer) {
        if let place = bytes.firstIndex(of: 0) {
            line = 1 + bytes[..<place].count { $0 == UInt8(ascii: "\n") }
            reason = "a NUL byte: the file is not text, or not in UTF-8"
            return
        }
        do throws(HeaderParser.Failure) {
            _ = try HeaderParser.parse(bytes)
            return nil
        } catch {
            line = 1 + bytes[..<error.position].count { $0 == UInt8(ascii: "\n") }
            reason = Self.reason(error, bytes[error.position...].prefix(40))
        }
    }

    package var description: String { "line \(line): broken JSON: \(reason)" }

    /// In the words of what other readers would let pass.
    private static func reason(
        _ failure: HeaderParser.Failure, _ rest: Slice<UnsafeRawBufferPointer>
    ) -> String {
        guard let first = rest.first else { return failure.message }
        if first == UInt8(ascii: "/") || first == UInt8(ascii: "#") {
            return "a comment, which JSON does not have"
        }
        let separators = " \t\r\n,:{}[]".utf8
        let word = String(decoding: rest.prefix { !separators.contains($0) }, as: UTF8.self)
        if ["NaN", "Infinity"].contains(word) { return "\(word) is no number that JSON has" }
        let found = word.isEmpty ? String(Unicode.Scalar(first)) : word
        return "\(failure.message), found \(printable(found))"
    }

    /// Control characters may do anything to a terminal.
    private static func printable(_ word: String) -> String {
        var text = ""
        for scalar in word.unicodeScalars {
            let isShown = ![.control, .format].contains(scalar.properties.generalCategory)
            text += isShown ? "\(scalar)" : "U+" + String(scalar.value, radix: 16, uppercase: true)
        }
        return text
    }
}
