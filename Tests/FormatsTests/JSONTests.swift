import Formats
import Testing

@Suite struct JSONTests {
    private func tree(_ text: String, _ rules: JSONRules = JSONRules()) throws -> JSONTree {
        try JSONTree(Array(text.utf8), rules: rules)
    }

    private func number(_ text: String) throws -> JSONNumber? {
        if case .number(let number) = try tree(text) { number } else { nil }
    }

    @Test func escapesAreWhatTheyStandFor() throws {
        guard case .string(let text) = try tree(#" "a\u00e9\ud83d\udeb2\"\\\/\b\f\n\r\t\u0000z" "#)
        else {
            Issue.record("no string")
            return
        }
        #expect(text == "aé🚲\"\\/\u{8}\u{C}\n\r\t\0z")
    }

    @Test func membersKeepTheirOrderAndEverySpelling() throws {
        let text = "{\"b\": 1, \"\u{E9}\": 2, \"e\u{301}\": 3, \"a\": {\"a\": 4}}"
        let value = try tree(text)
        guard case .object(let members) = value else {
            Issue.record("no object")
            return
        }
        #expect(
            members.map { Array($0.name.utf8) } == [[98], [0xC3, 0xA9], [101, 0xCC, 0x81], [97]])
        #expect(members.map(\.byte) == [1, 9, 18, 28])
        #expect(value.repeatedKeys().isEmpty)
    }

    @Test func repeatedKeysAreToldWithTheKeysThatLeadThere() throws {
        let value = try tree(
            #"{"a": 1, "b": [{"c": 1, "\u0063": 1}], "v": {"x": 1, "x": 2}, "a": 1, "a": 2}"#)
        #expect(value.repeatedKeys().map(\.path) == ["b.c", "v.x", "a"])
        #expect(value.repeatedKeys { $0 == "v" }.map(\.path) == ["b.c", "a"])
        #expect(value.repeatedKeys { $0.isEmpty }.map(\.path) == ["b.c", "v.x"])
    }

    @Test func aKeyAmongManyIsFoundToo() throws {
        let names = (0..<40).map { "\"k\($0)\": 0" }
        for repeated in [0, 15, 16, 39] {
            let bytes = Array(
                "{\((names + ["\"k\(repeated)\": 1"]).joined(separator: ",\n"))}".utf8)
            var scanner = try JSONScanner(bytes)
            let error = #expect(throws: JSONError.self) { try scanner.skip() }
            #expect(
                error?.description
                    == "line 41, column 1: 'k\(repeated)' is there more than once, first in "
                    + "line \(repeated + 1), column \(repeated == 0 ? 2 : 1)")
        }
    }

    @Test(arguments: [
        ("0", 0, 0), ("-0", 0, -0.0),
        ("123456789012345678", 123_456_789_012_345_678, 1.2345678901234568e17),
        ("1e2", nil, 100), ("1.0", nil, 1), ("-7", -7, -7),
        ("9223372036854775808", nil, 9223372036854775808),
    ])
    func numbersKeepTheirDigits(_ text: String, _ integer: Int?, _ double: Double) throws {
        let number = try number(text)
        #expect(number?.text == text)
        #expect(number?.integer == integer)
        #expect(number?.double == double)
        #expect(number?.serdeDouble == double)
    }

    /// As serde_json 1.0 reads it without its feature `float_roundtrip`: 11345501180424794 / 10^15.
    @Test func aNumberIsTheNearestDoubleOrSerdes() throws {
        let number = try number("-11.345501180424794")
        #expect(number?.double == -11.345501180424794)
        #expect(number?.serdeDouble == -(Double(11_345_501_180_424_794) / 1e15))
    }

    @Test(arguments: [JSONRules.Numbers.nearest, .serde])
    func whatIsBeyondADoubleIsRefusedWhereDoublesAreMeant(_ numbers: JSONRules.Numbers) throws {
        for text in ["1e309", "-1e999", "1" + String(repeating: "0", count: 400)] {
            _ = try tree(text)
            let error = #expect(throws: JSONError.self) {
                try tree(text, JSONRules(numbers: numbers))
            }
            #expect(error?.reason.hasSuffix("is beyond the range of a double") == true)
        }
        _ = try tree("[1e308, 1e-999]", JSONRules(numbers: numbers))
    }

    @Test func depthAndSizeAreLimited() throws {
        let deep = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
        _ = try tree(deep)
        _ = try tree("[\(deep.dropFirst().dropLast()), \(deep.dropFirst().dropLast())]")
        for deeper in ["[\(deep)]", String(repeating: "[", count: 200_000)] {
            let error = #expect(throws: JSONError.self) { try tree(deeper) }
            #expect(error?.description == "line 1, column 129: more than 128 levels")
        }
        let error = #expect(throws: JSONError.self) { try tree(deep, JSONRules(byteCount: 255)) }
        #expect(error?.reason == "256 bytes, more than 255")
    }

    @Test func aMarkBeforeTheDocumentIsPassedOver() throws {
        _ = try tree("\u{FEFF}{}")
        let error = #expect(throws: JSONError.self) { try tree("\u{FEFF}x") }
        #expect(error?.byte == 3 && error?.column == 1)
    }

    private struct Job: Decodable, Equatable {
        struct Step: Decodable, Equatable { let rate: Double }
        let steps: [Step]
    }

    @Test func whatDoesNotFitIsToldWithItsKeysAndPlace() throws {
        func error(_ text: String) -> String {
            let error = #expect(throws: JSONError.self) {
                try decodeJSON(Job.self, from: Array(text.utf8))
            }
            return error?.description ?? ""
        }
        #expect(try decodeJSON(Job.self, from: Array(#"{"steps": []}"#.utf8)) == Job(steps: []))
        #expect(error("{\n \"stepz\": []}") == "line 1, column 1: no 'steps'")
        #expect(
            error("{\n\"steps\": [{\"rate\": 1},\n {}]}").hasPrefix(
                "line 3, column 2: no 'rate' in"))
        let place = error("{\n\"steps\": [{\"rate\": 1},\n {\"rate\": \"x\"}]}")
        #expect(place.hasPrefix("line 3, column 11: ") && place.contains("in 'steps."))
    }

    private enum Colour: String, Decodable { case red }

    @Test func aWordOfAChoiceThatIsNotKnownIsQuoted() throws {
        let error = #expect(throws: JSONError.self) {
            try decodeJSON(
                [String: [Colour]].self, from: Array("{\n\"a\": [\"red\", \"blue\"]}".utf8))
        }
        let message = error?.description ?? ""
        #expect(message.hasPrefix("line 2, column 14: 'a."), "\(message)")
        #expect(
            message.hasSuffix("': 'blue' is nothing that this version knows there"), "\(message)")
    }

    @Test func aWholeNumberThatDoesNotFitIsToldTheRange() throws {
        var scanner = try JSONScanner(Array(" 99999999999999999999".utf8))
        let error = #expect(throws: JSONError.self) { try scanner.integer() }
        #expect(
            error?.description == "line 1, column 2: 99999999999999999999 is outside "
                + "-9223372036854775808 ... 9223372036854775807")
    }

    @Test func whatIsWrittenReadsBack() throws {
        let text = "é\"\\\n\r\t\u{1}\u{1F}\u{7F}🚲"
        guard case .string(let read) = try tree(jsonString(text)) else {
            Issue.record("no string")
            return
        }
        #expect(read == text)
        #expect(jsonString("\u{1}\n") == #""\u0001\n""#)
    }
}
