/// Parses JSON (RFC 8259) from UTF-8 bytes.
struct JSONParser {
    private let file: String
    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    /// - Parameter file: names the file in errors.
    static func parse(_ bytes: [UInt8], file: String) throws(TokenizerError) -> JSONField {
        var parser = JSONParser(bytes, file: file)
        parser.position = try unmarked(bytes, file: file).startIndex
        let value = try parser.value(depth: 0)
        parser.skipSpaces()
        guard parser.position == bytes.count else { throw parser.error("text after the value") }
        return JSONField(file: file, path: "", value: value)
    }

    private func error(_ message: String) -> TokenizerError {
        let line = 1 + bytes[..<position].count { $0 == UInt8(ascii: "\n") }
        return TokenizerError(file: file, field: "line \(line)", "broken JSON: \(message)")
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpaces() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    /// Steps over a byte if it comes next after spaces.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpaces()
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(TokenizerError) {
        guard take(character) else {
            throw error(next == nil ? "the file ends too early" : "expected \"\(character)\"")
        }
    }

    private mutating func value(depth: Int) throws(TokenizerError) -> JSONValue {
        guard depth < 64 else { throw error("more than 64 levels") }
        skipSpaces()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        default: return try literal()
        }
    }

    private mutating func object(depth: Int) throws(TokenizerError) -> JSONValue {
        try expect("{")
        var members: [(name: String, value: JSONValue)] = []
        if take("}") { return .object(members) }
        repeat {
            skipSpaces()
            let name = try string()
            try expect(":")
            members.append((name, try value(depth: depth + 1)))
        } while take(",")
        try expect("}")
        return .object(members)
    }

    private mutating func array(depth: Int) throws(TokenizerError) -> JSONValue {
        try expect("[")
        var elements: [JSONValue] = []
        if take("]") { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
        } while take(",")
        try expect("]")
        return .array(elements)
    }

    private mutating func literal() throws(TokenizerError) -> JSONValue {
        let start = position
        while let byte = next, !Self.endsLiteral(byte) { position += 1 }
        if let digits = wholeNumber(start..<position) { return .number(digits) }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        switch text {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "": throw error("the file ends too early, or a value is missing")
        default: break
        }
        guard let number = JSONNumber.value(bytes[start..<position]) else {
            throw error("\"\(text)\" is no value")
        }
        return .number(number)
    }

    private static func endsLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): true
        default: false
        }
    }

    /// A few digits, as nearly all numbers of a vocabulary are.
    private func wholeNumber(_ range: Range<Int>) -> Double? {
        guard (1...9).contains(range.count) else { return nil }
        var number = 0
        for byte in bytes[range] {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return Double(number)
    }

    private mutating func string() throws(TokenizerError) -> String {
        try expect("\"")
        var content: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\") {
                position += 1
                content += try escape()
            } else if byte < 0x20 {
                throw error("a control character in a string")
            } else {
                content += plainCharacters()
            }
        }
        try expect("\"")
        guard let string = String(validating: content, as: UTF8.self) else {
            throw error("a string that is not UTF-8")
        }
        return string
    }

    /// Steps over what stands for itself in a string.
    private mutating func plainCharacters() -> ArraySlice<UInt8> {
        let start = position
        while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""),
            byte != UInt8(ascii: "\\")
        {
            position += 1
        }
        return bytes[start..<position]
    }

    private mutating func escape() throws(TokenizerError) -> [UInt8] {
        guard let byte = next else { throw error("the file ends too early") }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "u"): break
        default: throw error("an unknown escape")
        }
        var units = [try hexadecimal()]
        if (0xD800...0xDBFF).contains(units[0]), bytes[position...].starts(with: "\\u".utf8) {
            position += 2
            units.append(try hexadecimal())
        }
        guard let character = String(validating: units, as: UTF16.self) else {
            throw error("half of a surrogate pair")
        }
        return Array(character.utf8)
    }

    private mutating func hexadecimal() throws(TokenizerError) -> UInt16 {
        let digits = bytes[position...].prefix(4)
        guard
            digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else {
            throw error("\\u without four hexadecimal digits")
        }
        position += 4
        return unit
    }
}
