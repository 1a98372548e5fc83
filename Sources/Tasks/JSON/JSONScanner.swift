/// Where JSON (RFC 8259) is not what it should be.
struct JSONError: Error {
    let message: String
    /// Counted from 0.
    let byte: Int
}

/// Reads JSON from front to back, without keeping what nobody asks for.
///
/// Strict: no comments, no trailing commas, no control characters or halves of surrogate pairs in
/// strings. The bytes must be UTF-8, which the caller checks.
struct JSONScanner {
    let bytes: [UInt8]
    /// Of the next byte.
    var index: Int
    let end: Int
    private var depth = 0

    private static let deepest = 128

    init(_ bytes: [UInt8]) { self.init(bytes, in: bytes.indices) }

    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        index = range.lowerBound
        end = range.upperBound
    }

    /// Calls the body for every member of an object; it must read or skip the value.
    mutating func members(
        _ body: (inout JSONScanner, String) throws(JSONError) -> Void
    ) throws(JSONError) {
        try open("{", "an object")
        if try closes("}") { return }
        repeat {
            skipSpace()
            let key = try string()
            skipSpace()
            guard take(":") else { throw error("no ':' after \(quoted(key))") }
            skipSpace()
            try body(&self, key)
        } while try continues("}")
    }

    /// Calls the body for every element of an array, with its number; it must read or skip it.
    mutating func elements(
        _ body: (inout JSONScanner, Int) throws(JSONError) -> Void
    ) throws(JSONError) {
        try open("[", "an array")
        if try closes("]") { return }
        var count = 0
        repeat {
            skipSpace()
            try body(&self, count)
            count += 1
        } while try continues("]")
    }

    mutating func integer() throws(JSONError) -> Int {
        let start = index
        if let value = Int(try literal()) { return value }
        index = start
        throw error("no whole number")
    }

    mutating func boolean() throws(JSONError) -> Bool {
        let start = index
        switch try literal() {
        case "true": return true
        case "false": return false
        default:
            index = start
            throw error("neither true nor false")
        }
    }

    /// Passes over a value of any kind.
    mutating func skip() throws(JSONError) {
        switch index < end ? bytes[index] : 0 {
        case UInt8(ascii: "{"):
            try members { (scanner, _) throws(JSONError) in try scanner.skip() }
        case UInt8(ascii: "["):
            try elements { (scanner, _) throws(JSONError) in try scanner.skip() }
        case UInt8(ascii: "\""): _ = try string()
        default: _ = try literal()
        }
    }

    /// The kind of the next value by its first byte; `nil` at the end.
    var next: UInt8? { index < end ? bytes[index] : nil }

    mutating func skipSpace() {
        while index < end {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    /// Makes sure that nothing but space is left.
    mutating func finish() throws(JSONError) {
        skipSpace()
        if index < end { throw error("more after the end of the value") }
    }

    func error(_ message: String) -> JSONError { JSONError(message: message, byte: index) }

    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard index < end, bytes[index] == UInt8(ascii: byte) else { return false }
        index += 1
        return true
    }

    private mutating func open(_ bracket: Unicode.Scalar, _ what: String) throws(JSONError) {
        guard take(bracket) else { throw error("no \(what.dropFirst(3))") }
        depth += 1
        if depth > Self.deepest { throw error("nested deeper than \(Self.deepest)") }
    }

    private mutating func closes(_ bracket: Unicode.Scalar) throws(JSONError) -> Bool {
        skipSpace()
        guard take(bracket) else { return false }
        depth -= 1
        return true
    }

    /// Whether another element follows; otherwise the bracket was closed.
    private mutating func continues(_ bracket: Unicode.Scalar) throws(JSONError) -> Bool {
        if try closes(bracket) { return false }
        guard take(",") else { throw error("neither ',' nor '\(bracket)'") }
        return true
    }
}
