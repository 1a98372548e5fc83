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
    shortNumber(bytes) ?? decimalNumber(bytes: bytes)
}

/// Whether a text has the form of a whole number, a sign or none before digits, however large.
package func isWholeNumber(_ text: some StringProtocol) -> Bool {
    let digits =
        text.utf8.first.map("+-".utf8.contains) == true ? text.utf8.dropFirst() : text.utf8[...]
    return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
}

/// A number that one product or quotient of two exact doubles gives, and so rounded once: of digits that make a whole
/// number up to 2^53, and a power of ten up to the 22nd either way (Clinger 1990).
/// - Returns: `nil` for all others, and for what is no number.
private func shortNumber(_ bytes: UnsafeRawBufferPointer) -> Double? {
    var position = 0
    func digit() -> UInt8? {
        guard position < bytes.count else { return nil }
        let value = bytes[position] &- UInt8(ascii: "0")
        return value < 10 ? value : nil
    }
    /// Whether one of the two letters comes next; it is passed over.
    func take(_ one: Unicode.Scalar, _ other: Unicode.Scalar) -> Bool {
        guard position < bytes.count,
            bytes[position] == UInt8(ascii: one) || bytes[position] == UInt8(ascii: other)
        else { return false }
        position += 1
        return true
    }
    /// As many digits as there are, behind those before.
    func read(_ number: inout UInt64) -> Int {
        let start = position
        while let digit = digit() {
            number = number &* 10 &+ UInt64(digit)
            position += 1
        }
        return position - start
    }
    let isNegative = bytes.first == UInt8(ascii: "-")
    _ = take("+", "-")
    var digits: UInt64 = 0
    let whole = read(&digits)
    let fraction = take(".", ".") ? read(&digits) : 0
    // 19 digits cannot overflow.
    guard (1...19).contains(whole + fraction), digits <= 1 << 53 else { return nil }
    var power = -fraction
    if take("e", "E") {
        let sign = position < bytes.count && bytes[position] == UInt8(ascii: "-") ? -1 : 1
        _ = take("+", "-")
        var size: UInt64 = 0
        guard (1...3).contains(read(&size)) else { return nil }
        power += sign * Int(size)
    }
    guard position == bytes.count, (-22...22).contains(power) else { return nil }
    let value =
        power < 0
        ? Double(digits) / powersOfTen[-power] : Double(digits) * powersOfTen[power]
    return isNegative ? -value : value
}

/// Those that a double holds exactly.
private let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]

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
