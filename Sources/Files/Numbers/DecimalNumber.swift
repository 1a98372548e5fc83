/// A number as people write one: a sign or none, digits with a point or without, and a power of ten
/// or none, as in `-1`, `.5`, `+2.50`, `6.02e23`.
///
/// Nothing else is a number: no hexadecimal, no `inf` or `nan`, no underscores, commas or spaces, and
/// no digits but those of ASCII. Every reader of numbers in a user's files or options asks this.
/// - Returns: the nearest double; `nil` for what is no number, and beyond the range of a double.
package func decimalNumber(_ text: some StringProtocol) -> Double? {
    decimalNumber(bytes: text.utf8)
}

/// The same of the bytes of a text.
package func decimalNumber(bytes: some Collection<UInt8>) -> Double? {
    guard isDecimal(bytes), let value = Double(String(decoding: bytes, as: UTF8.self)),
        value.isFinite
    else { return nil }
    return value
}

/// The same of bytes in memory, for readers of many numbers: compiled for them, which the general form
/// is not in another module.
package func decimalNumber(_ bytes: UnsafeRawBufferPointer) -> Double? {
    decimalNumber(bytes: bytes)
}

/// Whether a text has the form of a whole number, a sign or none before digits, however large.
package func isWholeNumber(_ text: some StringProtocol) -> Bool {
    let digits =
        text.utf8.first.map("+-".utf8.contains) == true ? text.utf8.dropFirst() : text.utf8[...]
    return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
}

/// Whether the bytes have the form of a number, however large.
package func isDecimal(_ bytes: some Collection<UInt8>) -> Bool {
    var rest = bytes[...]
    func take(_ letters: String) -> Bool {
        guard let byte = rest.first, letters.utf8.contains(byte) else { return false }
        rest = rest.dropFirst()
        return true
    }
    func digits() -> Int {
        let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        rest = rest.dropFirst(count)
        return count
    }
    _ = take("+-")
    let whole = digits()
    let fraction = take(".") ? digits() : 0
    guard whole + fraction > 0 else { return false }
    if take("eE") {
        _ = take("+-")
        guard digits() > 0 else { return false }
    }
    return rest.isEmpty
}
