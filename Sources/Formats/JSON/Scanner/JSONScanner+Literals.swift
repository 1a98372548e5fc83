import Files

extension JSONScanner {
    /// What is neither string nor array nor object.
    package enum Literal {
        case null
        case bool(Bool)
        case number(JSONNumber)
    }

    /// The next value: a number, `true`, `false` or `null`.
    package mutating func literal() throws(JSONError) -> Literal {
        let start = skipSpaces()
        let (stop, sort) = bytes.withUnsafeBufferPointer { bytes in
            var stop = start
            while stop < end, Self.isLiteral(bytes[stop]) { stop += 1 }
            return (stop, Self.sort(UnsafeBufferPointer(rebasing: bytes[start..<stop])))
        }
        switch sort {
        case .null:
            index = stop
            return .null
        case .bool(let value):
            index = stop
            return .bool(value)
        case .number(let mayBeLarge):
            let text = bytes.withUnsafeBufferPointer { bytes in
                String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<stop]), as: UTF8.self)
            }
            let number = JSONNumber(validated: text)
            guard rules.numbers == .written || !mayBeLarge || number.isInRange else {
                throw fault("\(number.text) is beyond the range of a double")
            }
            index = stop
            return .number(number)
        case nil: throw error("a value expected")
        }
    }

    /// The next value, a whole number.
    package mutating func integer() throws(JSONError) -> Int {
        let start = try startOfLiteral("a whole number expected")
        let literal = try literal()
        if case .number(let number) = literal, let value = number.integer { return value }
        index = start
        if case .number(let number) = literal, number.isWhole { throw fault(number.objection) }
        throw error(sort: "a whole number expected")
    }

    /// The next value, a number as a double.
    package mutating func double() throws(JSONError) -> Double {
        let start = try startOfLiteral("a number expected")
        if case .number(let number) = try literal(), let value = number.double { return value }
        index = start
        throw error(sort: "a number expected")
    }

    /// Appends the numbers of the next value, which is an array of numbers alone, each the nearest double.
    ///
    /// What JSON has no numbers for is taken in Python's words, `NaN`, `Infinity` and `-Infinity`; what is beyond the
    /// range of a double is infinite.
    package mutating func numbers(into list: inout [Double]) throws(JSONError) {
        try elements { (scanner, _) throws(JSONError) in
            list.append(try scanner.numberOrWord())
        }
    }

    private mutating func numberOrWord() throws(JSONError) -> Double {
        let start = skipSpaces()
        let (stop, value) = bytes.withUnsafeBytes { bytes -> (Int, Double?) in
            var stop = start
            while stop < end, Self.isLiteral(bytes[stop]) { stop += 1 }
            let word = UnsafeRawBufferPointer(rebasing: bytes[start..<stop])
            return (stop, Self.number(word))
        }
        guard let value else { throw error(sort: "a number expected") }
        index = stop
        return value
    }

    private static func number(_ word: UnsafeRawBufferPointer) -> Double? {
        guard sortOfNumber(word.bindMemory(to: UInt8.self)) == nil else {
            let beyond = word.first == UInt8(ascii: "-") ? -Double.infinity : .infinity
            return decimalNumber(word) ?? beyond
        }
        if word.elementsEqual("NaN".utf8) { return .nan }
        if word.elementsEqual("Infinity".utf8) { return .infinity }
        return word.elementsEqual("-Infinity".utf8) ? -.infinity : nil
    }

    package mutating func boolean() throws(JSONError) -> Bool {
        let start = try startOfLiteral("true or false expected")
        if case .bool(let value) = try literal() { return value }
        index = start
        throw error(sort: "true or false expected")
    }

    /// Where the next value begins.
    /// - Throws: what was expected, where it is a string, an array or an object.
    private mutating func startOfLiteral(_ expected: String) throws(JSONError) -> Int {
        guard kind() == .other else { throw error(sort: expected) }
        return index
    }

    private static func isLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }

    private enum Sort {
        case null
        case bool(Bool)
        /// One with a power of ten, or of very many digits, may be beyond the range of a double.
        case number(mayBeLarge: Bool)
    }

    /// What a word is; `nil` for one that JSON does not have.
    private static func sort(_ word: UnsafeBufferPointer<UInt8>) -> Sort? {
        if let first = word.first, first >= UInt8(ascii: "A") {
            if word.elementsEqual("null".utf8) { return .null }
            if word.elementsEqual("true".utf8) { return .bool(true) }
            return word.elementsEqual("false".utf8) ? .bool(false) : nil
        }
        return sortOfNumber(word)
    }

    /// The grammar of numbers: no leading zeros, no plus before them, digits on both sides of the point.
    private static func sortOfNumber(_ word: UnsafeBufferPointer<UInt8>) -> Sort? {
        var place = 0
        func byte() -> UInt8? { place < word.count ? word[place] : nil }
        func digits() -> Int {
            let start = place
            while let digit = byte(), (0x30...0x39).contains(digit) { place += 1 }
            return place - start
        }
        if byte() == UInt8(ascii: "-") { place += 1 }
        let startsWithZero = byte() == UInt8(ascii: "0")
        let whole = digits()
        guard whole == 1 || whole > 1 && !startsWithZero else { return nil }
        if byte() == UInt8(ascii: ".") {
            place += 1
            guard digits() > 0 else { return nil }
        }
        var mayBeLarge = whole > 300
        if let letter = byte(), letter | 0x20 == UInt8(ascii: "e") {
            mayBeLarge = true
            place += 1
            if let sign = byte(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                place += 1
            }
            guard digits() > 0 else { return nil }
        }
        return place == word.count ? .number(mayBeLarge: mayBeLarge) : nil
    }
}
