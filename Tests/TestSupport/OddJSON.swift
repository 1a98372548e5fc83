/// A document that other readers of JSON let pass, and the place at which ours refuse it.
package struct OddJSON: Sendable, CustomStringConvertible {
    package let description: String
    package let bytes: [UInt8]
    /// Counted from 1.
    package let line: Int
    /// Counted from 1, in Unicode scalars.
    package let column: Int

    /// - Parameters:
    ///   - name: what is odd.
    ///   - text: the document, with a `▮` before what is refused.
    ///   - isOnOneLine: whether its lines are one.
    private init(_ name: String, _ text: String, isOnOneLine: Bool) {
        let text = isOnOneLine ? text.replacing("\n", with: " ") : text
        let parts = text.split(separator: "▮", maxSplits: 1, omittingEmptySubsequences: false)
        description = name
        bytes = Array(parts.joined().utf8).map { $0 == 1 ? 0xFF : $0 }
        let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
        line = lines.count
        let before = (lines.last ?? "").unicodeScalars
        // The mark before the document takes no column.
        column = 1 + before.count { $0 != "\u{FEFF}" }
    }

    /// Objects all of them; what stands for a byte that is not UTF-8 is U+1.
    private static let texts = [
        ("a leading zero", "{\n \"a\": ▮0100\n}"),
        ("a plus sign", "{\n \"a\": ▮+1\n}"),
        ("no digit after the point", "{\n \"a\": ▮1.\n}"),
        ("no digit before the point", "{\n \"a\": ▮.5\n}"),
        ("no exponent", "{\n \"a\": ▮1e\n}"),
        ("a hexadecimal number", "{\n \"a\": ▮0x10\n}"),
        ("NaN", "{\n \"a\": ▮NaN\n}"),
        ("an infinity", "{\n \"a\": ▮-Infinity\n}"),
        ("a word of Python", "{\n \"a\": ▮True\n}"),
        ("the first half of a surrogate pair", "{\n \"é\": \"x▮\\ud800\"\n}"),
        ("the second half of a surrogate pair", "{\n \"a\": \"▮\\udc00\"\n}"),
        ("two first halves", "{\n \"a\": \"▮\\ud800\\ud800\"\n}"),
        ("a sign among hexadecimal digits", "{\n \"a\": \"▮\\u+123\"\n}"),
        ("an unknown escape", "{\n \"a\": \"▮\\x\"\n}"),
        ("a control character", "{\n \"a\": \"x▮\u{2}\"\n}"),
        ("a NUL byte", "{\n \"a\": \"x▮\0\"\n}"),
        ("a byte that is not UTF-8", "{\n \"a\": \"é▮\u{1}\"\n}"),
        ("a comma after the last member", "{\n \"a\": 1,\n▮}"),
        ("a comma after the last element", "{\n \"a\": [1,▮]\n}"),
        ("no comma", "{\n \"a\": 1\n ▮\"b\": 2}"),
        ("no colon", "{\n \"a\" ▮1}"),
        ("a key without quotes", "{\n ▮a: 1}"),
        ("single quotes", "{\n ▮'a': 1}"),
        ("a comment", "{\n ▮// one\n \"a\": 1}"),
        ("a key twice", "{\n \"é\": 1, ▮\"\\u00e9\": 2\n}"),
        ("a key twice inside", "{\n \"a\": [{\"b\": 1, ▮\"b\": 2}]\n}"),
        ("an end too early", "{\n \"a\": [1▮"),
        ("an end in a string", "{\n \"a\": \"x▮"),
        ("another value after the first", "{\n \"a\": 1\n} ▮{}"),
        ("a second byte-order mark", "\u{FEFF}▮\u{FEFF}{}"),
    ]

    package static let documents = texts.map { OddJSON($0.0, $0.1, isOnOneLine: false) }

    /// The same as lines of a file; a mark before a line is none.
    package static let lines = texts.dropLast().map { OddJSON($0.0, $0.1, isOnOneLine: true) }
}
