import Files
import Testing

/// Numbers by all of their digits.
@Suite struct ExactDecimalTests {
    @Test(arguments: [
        ["0", "-0", "+0.0", "00", "0e99999999999999999999", ".0"],
        ["1", "01", "+1", "1.0", "1.", "1e0", "10e-1", "0.1e1", "0.001E+3", "1000e-3"],
        ["-12.5", "-012.50", "-1.25e1", "-125e-1"],
        ["100", "1e2", "1E+2", "0.01e4"],
        ["12345678901234567890", "012345678901234567890.000", "1.234567890123456789e19"],
        ["1e999", "10e998", "0.1e1000"], ["1e-400", "10e-401"],
    ])
    func spellingsOfOneNumberAreEqual(_ texts: [String]) throws {
        let numbers = try texts.map { try #require(ExactDecimal($0)) }
        #expect(Set(numbers).count == 1)
    }

    @Test func numbersAreInTheirOrderThoughDoublesWouldBeEqual() throws {
        let texts = [
            "-1e999", "-9007199254740993", "-9007199254740992", "-10", "-9.5", "-1e-400", "0",
            "1e-400", "1.1e-400", "0.1", "0.10000000000000000001", "1", "2", "10", "11",
            "9007199254740992", "9007199254740993", "12345678901234567890",
            "12345678901234567891", "1e999",
        ]
        let numbers = try texts.map { try #require(ExactDecimal($0)) }
        for left in numbers.indices {
            for right in numbers.indices {
                #expect((numbers[left] < numbers[right]) == (left < right))
                #expect((numbers[left] == numbers[right]) == (left == right))
            }
        }
    }

    @Test(arguments: [
        "", "x", " 1", "1 ", "0x1", "1e", "1e99999999999999999999", "10e9223372036854775807",
        "nan", "١",
    ])
    func nothingElseIsANumber(_ text: String) {
        #expect(ExactDecimal(text) == nil)
    }
}
