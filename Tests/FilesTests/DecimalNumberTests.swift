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
    }

    @Test func aNumberBeyondDoublesHasItsForm() {
        #expect(isDecimal("1e999".utf8))
        #expect(!isDecimal("0x1".utf8))
    }
}
