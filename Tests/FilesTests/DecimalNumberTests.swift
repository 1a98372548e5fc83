import Files
import Testing

@Suite struct DecimalNumberTests {
    @Test(arguments: [
        ("0", 0.0), ("-1", -1), ("+2.50", 2.5), (".5", 0.5), ("-.5", -0.5), ("3.", 3),
        ("6.02e23", 6.02e23), ("1E-3", 0.001), ("1e+2", 100), ("007", 7), ("1e-400", 0),
        ("0.1", 0.1), ("9007199254740993", 9_007_199_254_740_992),
    ])
    func decimalsAreNumbers(_ text: String, _ value: Double) {
        #expect(decimalNumber(text) == value)
        #expect(decimalNumber(bytes: Array(text.utf8)) == value)
        #expect(inMemory(text)?.bitPattern == value.bitPattern)
    }

    private func inMemory(_ text: String) -> Double? {
        Array(text.utf8).withUnsafeBytes { decimalNumber($0) }
    }

    /// Of any count of digits, place of the point and power, in memory as in a text: the nearest double.
    @Test func numbersInMemoryAreTheNearestDoubles() {
        var random = Congruential(state: 7)
        for _ in 0..<50_000 {
            let digits = (0..<Int.random(in: 1...21, using: &random)).map { _ in
                Character("\(Int.random(in: 0...9, using: &random))")
            }
            var text = String(digits)
            let place = Int.random(in: 0...digits.count, using: &random)
            text.insert(".", at: text.index(text.startIndex, offsetBy: place))
            text = (["", "-", "+"].randomElement(using: &random) ?? "") + text
            if Bool.random(using: &random) {
                text += "e\(Int.random(in: -40...40, using: &random))"
            }
            #expect(inMemory(text)?.bitPattern == Double(text)?.bitPattern, "\(text)")
        }
        for text in [
            "9007199254740992", "9007199254740993", "-0", "1e22", "1e23", "1e-22", "1e-23",
        ] {
            #expect(inMemory(text)?.bitPattern == Double(text)?.bitPattern, "\(text)")
        }
    }

    @Test(arguments: [
        "", " ", ".", "+", "-", "e5", ".e5", "1e", "1e+", "1e1.5", "--1", "+-1", "1-", "0x10",
        "0X1p3",
        "0x1.8", "0b1", "0o7", "1_000", "1,000", "1,5", "1 000", " 1", "1 ", "1\n", "\u{FEFF}1",
        "inf",
        "-inf", "Infinity", "nan", "NaN", "nan(0x1)", "NA", "true", "١", "１", "½", "1e5f", "1d3",
        "1f",
        "1L", "1%", "1.2.3", "1e999", "-1e999", "1\0",
    ])
    func nothingElseIsANumber(_ text: String) {
        #expect(decimalNumber(text) == nil)
        #expect(inMemory(text) == nil)
    }

    @Test func aNumberBeyondDoublesHasItsForm() {
        #expect(isDecimal("1e999".utf8))
        #expect(!isDecimal("0x1".utf8))
    }
}

/// Knuth's linear congruential generator.
private struct Congruential: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        func half() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 32
        }
        return half() << 32 | half()
    }
}
