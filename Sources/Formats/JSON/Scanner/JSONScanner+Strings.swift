extension JSONScanner {
    /// The next value, a string.
    package mutating func string() throws(JSONError) -> String {
        skipSpaces()
        guard next == UInt8(ascii: "\"") else { throw error("a string expected") }
        let start = index + 1
        index = endOfPlain(from: start)
        guard next == UInt8(ascii: "\"") else { return try stringWithEscapes(from: start) }
        index += 1
        let text = bytes.withUnsafeBufferPointer { bytes in
            String(
                validating: UnsafeBufferPointer(rebasing: bytes[start..<index - 1]), as: UTF8.self)
        }
        guard let text else { throw notUTF8(from: start) }
        return text
    }

    /// The rest of a string from its first escape on, which is next, or what is wrong there.
    private mutating func stringWithEscapes(from start: Int) throws(JSONError) -> String {
        var content = Array(bytes[start..<index])
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte == UInt8(ascii: "\\") else {
                throw error("a control character in a string", namingFound: false)
            }
            index += 1
            content += try escaped()
            let plain = index
            index = endOfPlain(from: plain)
            content += bytes[plain..<index]
        }
        guard next != nil else { throw error("a string without its end") }
        index += 1
        guard let text = String(validating: content, as: UTF8.self) else {
            throw notUTF8(from: start)
        }
        return text
    }

    /// Where what stands for itself in a string ends.
    private func endOfPlain(from start: Int) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var place = start
            while place < end {
                let byte = bytes[place]
                if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
                place += 1
            }
            return place
        }
    }

    private func notUTF8(from start: Int) -> JSONError {
        fault("a string that is not UTF-8", at: firstInvalidUTF8(bytes[start..<index]) ?? start)
    }

    private mutating func escaped() throws(JSONError) -> [UInt8] {
        let start = index - 1
        guard let byte = next else { throw error("a string without its end") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "u"): break
        default: throw fault("an unknown escape in a string", at: start)
        }
        var units = [try codeUnit(from: start)]
        if UTF16.isLeadSurrogate(units[0]), bytes[index..<end].starts(with: "\\u".utf8) {
            index += 2
            units.append(try codeUnit(from: index - 2))
        }
        guard let character = String(validating: units, as: UTF16.self) else {
            throw fault("half of a surrogate pair in a string", at: start)
        }
        return Array(character.utf8)
    }

    /// The number that four hexadecimal digits make.
    private mutating func codeUnit(from start: Int) throws(JSONError) -> UInt16 {
        let digits = bytes[index..<min(index + 4, end)]
        // A sign before the digits would pass for one of them.
        guard digits.count == 4, digits.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault("\\u without four hexadecimal digits", at: start) }
        index += 4
        return unit
    }
}
