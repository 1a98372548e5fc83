/// What a number says with all of its digits, however it is spelled: `1`, `01.0` and `10e-1` are equal,
/// `9007199254740992` and `9007199254740993`, which are one double, are not.
package struct ExactDecimal: Hashable, Comparable, Sendable {
    private let isNegative: Bool
    /// Without zeros at either end; none for zero.
    private let digits: [UInt8]
    /// The power of ten that the first digit counts; 0 for zero.
    private let power: Int

    /// - Returns: `nil` for what has not the form of a number (see ``isDecimal(_:)``), and for powers of
    ///   ten that are no `Int`.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard isDecimal(bytes) else { return nil }
        let parts = bytes.split { $0 | 0x20 == UInt8(ascii: "e") }
        let unsigned = parts[0].drop { "+-".utf8.contains($0) }
        let whole = unsigned.prefix { $0 != UInt8(ascii: ".") }
        let all = whole + unsigned.dropFirst(whole.count + 1)
        let zero = UInt8(ascii: "0")
        let leadingZeros = all.prefix { $0 == zero }.count
        var digits = Array(all.dropFirst(leadingZeros))
        while digits.last == zero { digits.removeLast() }
        self.digits = digits
        guard !digits.isEmpty else {
            isNegative = false
            power = 0
            return
        }
        isNegative = parts[0].first == UInt8(ascii: "-")
        let exponent = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) : 0
        guard let exponent else { return nil }
        let (power, isTooLarge) = exponent.addingReportingOverflow(whole.count - leadingZeros - 1)
        guard !isTooLarge else { return nil }
        self.power = power
    }

    package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        guard left.isNegative == right.isNegative else { return left.isNegative }
        return left.isNegative ? right.isNearerToZero(than: left) : left.isNearerToZero(than: right)
    }

    private func isNearerToZero(than other: ExactDecimal) -> Bool {
        guard !digits.isEmpty, !other.digits.isEmpty else {
            return digits.isEmpty && !other.digits.isEmpty
        }
        return power == other.power
            ? digits.lexicographicallyPrecedes(other.digits) : power < other.power
    }
}
