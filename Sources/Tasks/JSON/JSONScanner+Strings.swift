extension JSONScanner {
    mutating func string() throws(JSONError) -> String {
        guard take("\"") else { throw error("no string") }
        let start = index
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: bytes[start..<index - 1], as: UTF8.self)
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0..<0x20: throw error("a control character in a string")
            default: index += 1
            }
        }
        throw error("a string without end")
    }

    /// A number, `true`, `false` or `null` as it is written.
    mutating func literal() throws(JSONError) -> String {
        let start = index
        while index < end, isLiteral(bytes[index]) { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        if ["true", "false", "null"].contains(word) || isNumber(bytes[start..<index]) {
            return word
        }
        index = start
        throw error(word.isEmpty ? "no value" : "\(quoted(word)) is no value")
    }

    /// The rest of a string that has escapes, from its first byte on.
    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text = Array(bytes[start..<index])
        while index < end {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                index += 1
                text += try escape()
            case 0..<0x20: throw error("a control character in a string")
            default:
                text.append(byte)
                index += 1
            }
        }
        throw error("a string without end")
    }

    private mutating func escape() throws(JSONError) -> [UInt8] {
        guard let letter = next else { throw error("a string without end") }
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(try escapedScalar()).utf8)
        default:
            index -= 1
            throw error("an unknown escape")
        }
    }

    private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
        let high = try unit()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xD800...0xDBFF).contains(high), take("\\"), take("u") else {
            throw error("half of a surrogate pair")
        }
        let low = try unit()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw error("half of a surrogate pair") }
        return scalar
    }

    /// Four hexadecimal digits.
    private mutating func unit() throws(JSONError) -> UInt32 {
        let digits = bytes[index..<min(index + 4, end)]
        guard digits.count == 4, !digits.contains(UInt8(ascii: "+")),
            !digits.contains(UInt8(ascii: "-")),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw error("no four hexadecimal digits") }
        index += 4
        return value
    }
}

private func isLiteral(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        true
    default: false
    }
}

/// JSON's grammar of numbers: no leading zeros, no leading plus, digits on both sides of the point.
private func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    var rest = word
    func digits() -> Int {
        let count = rest.prefix { (0x30...0x39).contains($0) }.count
        rest.removeFirst(count)
        return count
    }
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let leadingZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    guard whole == 1 || whole > 1 && !leadingZero else { return false }
    if rest.first == UInt8(ascii: ".") {
        rest.removeFirst()
        guard digits() > 0 else { return false }
    }
    if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
        rest.removeFirst()
        if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            rest.removeFirst()
        }
        guard digits() > 0 else { return false }
    }
    return rest.isEmpty
}
