extension JSONScanner {
    /// The next value, a string.
    package mutating func string() throws(JSONError) -> String {
        skipSpaces()
        guard next == UInt8(ascii: "\"") else { throw error(sort: "a string expected") }
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
            try appendEscaped(to: &content)
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
        fault(
            notUTF8: "a string that is ", at: firstInvalidUTF8(bytes[start..<index]) ?? start)
    }

    /// Adds what the escape stands for whose backslash has been passed.
    private mutating func appendEscaped(to content: inout [UInt8]) throws(JSONError) {
        let start = index - 1
        guard let byte = next else { throw error("a string without its end") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "u"): content += try escapedScalar(from: start).utf8
        default: throw fault("an unknown escape in a string", at: start)
        }
    }

    private mutating func escapedScalar(from start: Int) throws(JSONError) -> Unicode.Scalar {
        let high = try codeUnit(from: start)
        if let scalar = Unicode.Scalar(high) { return scalar }
        let isFirst = (0xD800...0xDBFF).contains(high)
        if isFirst, index + 1 < end, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        {
            index += 2
            let low = try codeUnit(from: index - 2)
            if (0xDC00...0xDFFF).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            {
                return scalar
            }
        }
        throw fault("half of a surrogate pair in a string", at: start)
    }

    /// The number that four hexadecimal digits make.
    private mutating func codeUnit(from start: Int) throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            switch next {
            case let byte? where (0x30...0x39).contains(byte):
                unit = unit << 4 | UInt32(byte - 0x30)
            case let byte? where (0x61...0x66).contains(byte | 0x20):
                unit = unit << 4 | UInt32((byte | 0x20) - 0x57)
            default: throw fault("\\u without four hexadecimal digits", at: start)
            }
            index += 1
        }
        return unit
    }
}
