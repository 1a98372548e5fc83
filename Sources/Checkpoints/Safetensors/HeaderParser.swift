/// Parses the JSON of a header or an index (RFC 8259).
struct HeaderParser {
    /// What is no JSON, and at which byte of the header.
    struct Failure: Error {
        let message: String
        let position: Int
    }

    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    /// - Parameter bytes: a value, and nothing but spaces after it.
    static func parse(_ bytes: UnsafeRawBufferPointer) throws(Failure) -> HeaderValue {
        var parser = HeaderParser(bytes: bytes)
        let value = try parser.value(depth: 0)
        parser.skipSpaces()
        guard parser.next == nil else { throw parser.failure("text after the object") }
        return value
    }

    private init(bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    private func failure(_ message: String) -> Failure {
        Failure(message: next == nil ? "it ends too early" : message, position: position)
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpaces() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(Failure) -> HeaderValue {
        guard depth < 16 else { throw failure("too many levels") }
        skipSpaces()
        if take("{") { return .object(try members(depth: depth)) }
        if take("[") { return .array(try elements(depth: depth)) }
        if next == UInt8(ascii: "\"") { return .string(try string()) }
        if takeWord("null") { return .null }
        if takeWord("true") { return .bool(true) }
        if takeWord("false") { return .bool(false) }
        return .number(try number())
    }

    private mutating func takeWord(_ word: StaticString) -> Bool {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count,
            bytes[position..<end].elementsEqual(
                UnsafeBufferPointer(
                    start: word.utf8Start, count: word.utf8CodeUnitCount))
        else { return false }
        position = end
        return true
    }

    private mutating func number() throws(Failure) -> String {
        let start = position
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(Failure) {
        let start = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            position += 1
        }
        guard position > start else { throw failure("a value expected") }
    }

    private mutating func members(
        depth: Int
    ) throws(Failure) -> [(name: String, value: HeaderValue)] {
        var members: [(name: String, value: HeaderValue)] = []
        skipSpaces()
        if take("}") { return members }
        while true {
            skipSpaces()
            let name = try string()
            skipSpaces()
            guard take(":") else { throw failure("':' expected") }
            members.append((name, try value(depth: depth + 1)))
            skipSpaces()
            if take("}") { return members }
            guard take(",") else { throw failure("',' or '}' expected") }
        }
    }

    private mutating func elements(depth: Int) throws(Failure) -> [HeaderValue] {
        var elements: [HeaderValue] = []
        skipSpaces()
        if take("]") { return elements }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpaces()
            if take("]") { return elements }
            guard take(",") else { throw failure("',' or ']' expected") }
        }
    }

    private mutating func string() throws(Failure) -> String {
        guard take("\"") else { throw failure("a string expected") }
        let start = position
        var content: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw failure("a control character in a string") }
            position += 1
            if byte == UInt8(ascii: "\\") {
                content += try escaped()
            } else {
                content.append(byte)
            }
        }
        guard take("\"") else { throw failure("a string without its end") }
        guard let string = String(validating: content, as: UTF8.self) else {
            position = start
            throw failure("a string that is not UTF-8")
        }
        return string
    }

    private mutating func escaped() throws(Failure) -> [UInt8] {
        guard let byte = next else { throw failure("") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "u"): break
        default: throw failure("an unknown escape in a string")
        }
        var units = [try codeUnit()]
        if UTF16.isLeadSurrogate(units[0]), take("\\"), take("u") { units.append(try codeUnit()) }
        guard let character = String(validating: units, as: UTF16.self) else {
            throw failure("half of a surrogate pair in a string")
        }
        return Array(character.utf8)
    }

    private mutating func codeUnit() throws(Failure) -> UInt16 {
        let digits = bytes[position..<min(position + 4, bytes.count)]
        // A sign before the digits would pass for one of them.
        guard digits.count == 4, digits.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw failure("\\u without four hexadecimal digits") }
        position += 4
        return unit
    }
}
