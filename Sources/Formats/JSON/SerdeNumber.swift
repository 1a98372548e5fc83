/// Reads a number as `serde_json` does, with which the `tokenizers` package reads its files.
///
/// Its digits make an integer, which is multiplied or divided by a power of ten: the result may be
/// next to the nearest double. So small a difference decides between ways to cut a word that are
/// equally likely, `88 8` or `8 88`, because sums in another order are rounded otherwise.
/// - Returns: `nil` for what is no number, or beyond the range of a double.
func serdeNumber(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var rest = text[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    var significand: UInt64 = 0
    var exponent = 0
    guard take(&rest, &significand, &exponent, isFraction: false) else { return nil }
    if rest.first == UInt8(ascii: ".") {
        rest = rest.dropFirst()
        guard take(&rest, &significand, &exponent, isFraction: true) else { return nil }
    }
    if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
        let digits = String(decoding: rest.dropFirst(), as: UTF8.self)
        guard let further = Int(digits), abs(further) < 1 << 20 else { return nil }
        exponent += further
        rest = rest[rest.endIndex...]
    }
    guard rest.isEmpty, let value = scaled(Double(significand), exponent) else { return nil }
    return isNegative ? -value : value
}

private let powers: [Double] = (0...308).map { Double("1e\($0)") ?? .infinity }

/// Takes digits; those that a 64-bit number has no room for count as zeros.
private func take(
    _ rest: inout Slice<UnsafeBufferPointer<UInt8>>, _ significand: inout UInt64,
    _ exponent: inout Int,
    isFraction: Bool
) -> Bool {
    var isFull = false
    var count = 0
    while let byte = rest.first, (0x30...0x39).contains(byte) {
        rest = rest.dropFirst()
        count += 1
        let (tenfold, overflows) = significand.multipliedReportingOverflow(by: 10)
        let (sum, exceeds) = tenfold.addingReportingOverflow(UInt64(byte - 0x30))
        isFull = isFull || overflows || exceeds
        if isFull {
            if !isFraction { exponent += 1 }
        } else {
            significand = sum
            if isFraction { exponent -= 1 }
        }
    }
    return count > 0
}

private func scaled(_ value: Double, _ exponent: Int) -> Double? {
    if value == 0 { return 0 }
    var (value, exponent) = (value, exponent)
    while exponent < -308, value != 0 {
        value /= 1e308
        exponent += 308
    }
    if value == 0 { return 0 }
    guard exponent <= 308 else { return nil }
    value = exponent < 0 ? value / powers[-exponent] : value * powers[exponent]
    return value.isFinite ? value : nil
}
