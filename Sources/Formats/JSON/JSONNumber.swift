import Files

/// A number as a document writes it, with all of its digits.
package struct JSONNumber: Sendable, Equatable {
    package let text: String

    /// - Parameter text: what the grammar of RFC 8259 calls a number.
    init(validated text: String) { self.text = text }

    /// The nearest double; `nil` beyond its range.
    package var double: Double? {
        if let few = fewDigits { return Double(few) }
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    /// The double that `serde_json` reads; `nil` beyond its range.
    package var serdeDouble: Double? {
        if let few = fewDigits { return Double(few) }
        var text = text
        return text.withUTF8(serdeNumber)
    }

    /// `nil` for one with a fraction or a power of ten, even of 0, and for one that does not fit.
    package var integer: Int? { fewDigits ?? Int(text) }

    /// Whether it is written without a fraction and a power of ten, however large.
    package var isWhole: Bool {
        isWholeNumber(text)
    }

    /// What a message says of a whole number that does not fit.
    package var objection: String { "\(text) is outside \(Int.min) ... \(Int.max)" }

    /// The same, where it is not negative; `-0` is none.
    package var size: Int? { text.utf8.first == UInt8(ascii: "-") ? nil : integer }

    var isInRange: Bool { double != nil && serdeDouble != nil }

    /// Digits alone, so few that they make an `Int`, as nearly all numbers of a vocabulary are.
    private var fewDigits: Int? {
        guard text.utf8.count < 16 else { return nil }
        var number = 0
        for byte in text.utf8 {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }
}
