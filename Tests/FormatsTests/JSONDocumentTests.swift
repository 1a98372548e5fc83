import Files
import Formats
import TestSupport
import Testing

/// What a document is on the whole, whichever way it is read.
@Suite struct JSONDocumentTests {
    private struct Record: Codable, Equatable {
        var step: Int
    }

    private struct Reading: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let read: @Sendable ([UInt8]) throws(JSONError) -> Void
    }

    private static let readings: [Reading] = [
        Reading(testDescription: "as a file's object") { (bytes) throws(JSONError) in
            _ = try JSONTree.object(bytes)
        },
        Reading(testDescription: "from front to back") { (bytes) throws(JSONError) in
            var scanner = try JSONScanner(bytes)
            try scanner.members { (scanner, _) throws(JSONError) in try scanner.skip() }
        },
        Reading(testDescription: "decoded") { (bytes) throws(JSONError) in
            _ = try decodeJSON(Record.self, from: bytes)
        },
        Reading(testDescription: "with its version") { (bytes) throws(JSONError) in
            _ = try decodeJSON(Versioned<Record>.self, from: bytes)
        },
    ]

    private func message(_ reading: Reading, _ bytes: [UInt8]) -> String {
        let error = #expect(throws: JSONError.self) { try reading.read(bytes) }
        return error?.description ?? ""
    }

    @Test(arguments: [
        ("[1]", "an array"), ("[]", "an array"), ("\"a b\"", "a string"), ("null", "null"),
        ("true", "true"), ("-1.5e3", "-1.5e3"),
    ])
    func aDocumentOfAnotherSortIsToldWhatItIs(_ text: String, _ sort: String) {
        for reading in Self.readings {
            for (before, place) in [("", "line 1, column 1"), ("\n ", "line 2, column 2")] {
                #expect(
                    message(reading, Array((before + text).utf8))
                        == "\(place): an object expected, found \(sort)", "\(reading)")
            }
        }
    }

    @Test(arguments: [
        ([], "is empty"), ([0xEF, 0xBB, 0xBF], "is empty"),
        ([0xFF, 0xFE, 0x7B, 0, 0x7D, 0], "is UTF-16; save it as UTF-8"),
        ([0xFE, 0xFF, 0, 0x7B, 0, 0x7D], "is UTF-16; save it as UTF-8"),
        ([0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0], "is UTF-32; save it as UTF-8"),
        (Array("version https://git-lfs.github.com/spec/v1\n".utf8), GitLFSPointer.problem),
    ])
    func aDocumentThatIsNoneAtFirstSightIsToldAsAWhole(_ bytes: [UInt8], _ problem: String) {
        for reading in Self.readings { #expect(message(reading, bytes) == problem, "\(reading)") }
    }

    @Test(arguments: [
        // Latin-1, in a key and between values.
        (Array("{\"caf".utf8) + [0xE9] + Array("\": 1}".utf8), "1, column 6", "0xE9 at byte 5"),
        (Array("{\n".utf8) + [0xA0] + Array("\"a\": 1}".utf8), "2, column 1", "0xA0 at byte 2"),
        ([0x80], "1, column 1", "0x80 at byte 0"),
    ])
    func aByteThatIsNotUTF8IsToldWithItsPlace(_ bytes: [UInt8], _ line: String, _ byte: String) {
        for reading in Self.readings {
            let message = message(reading, bytes)
            #expect(message.hasPrefix("line \(line): "), "\(message)")
            #expect(message.hasSuffix("not UTF-8: \(byte)"), "\(message)")
        }
    }

    @Test func aLineIsReadWhereItStands() throws {
        let bytes = Array("{\"step\": 1}\n{\"step\": \"x\"}\n".utf8)
        let first = try decodeJSON(Record.self, from: bytes, in: 0..<11)
        #expect(first == Record(step: 1))
        let error = #expect(throws: JSONError.self) {
            try decodeJSON(Record.self, from: bytes, in: 12..<25, firstLine: 2)
        }
        #expect(
            error?.description
                == "line 2, column 10: a whole number expected in 'step', found a string")
        #expect(error?.byte == 21)
    }

    private struct Numbers: Decodable {
        let few: [UInt8]
        let share: Double
        let next: Int?
    }

    private static let largest = Double.greatestFiniteMagnitude

    /// Foundation does not say which number of a document it is.
    @Test(arguments: [
        (#"{"few": [1, 2, 300, 4], "share": 1.5}"#, "16: 300", "a whole number in 0 ... 255"),
        (#"{"few": [1, -2], "share": 1e-5, "next": 3}"#, "13: -2", "a whole number in 0 ... 255"),
        (
            #"{"share": -1.5, "few": [], "next": 1.5}"#, "36: 1.5",
            "a whole number in \(Int.min) ... \(Int.max)"
        ),
        (
            #"{"share": 1, "few": [7], "next": 9223372036854775808}"#, "34: 9223372036854775808",
            "a whole number in \(Int.min) ... \(Int.max)"
        ),
        (#"{"share": 1e999, "few": [7]}"#, "11: 1e999", "in -\(largest) ... \(largest)"),
        // Of several the last.
        (#"{"few": [256, 0.5, 7, 1e9], "share": 0}"#, "23: 1e9", "a whole number in 0 ... 255"),
    ])
    func aNumberThatDoesNotFitIsFoundWithWhatWould(
        _ text: String, _ found: String, _ range: String
    ) {
        for before in ["", "\u{FEFF}"] {
            let error = #expect(throws: JSONError.self) {
                try decodeJSON(Numbers.self, from: Array((before + text).utf8))
            }
            #expect(error?.description == "line 1, column \(found) must be \(range)")
        }
    }

    @Test func allRepeatedKeysOfAFileAreToldWithBothPlaces() {
        let text = #"{"a": 1,"# + "\n" + #" "b": [{"c": 1, "\u0063": 1}],"# + "\n" + #" "a": 2}"#
        let error = #expect(throws: JSONError.self) { try JSONTree.object(Array(text.utf8)) }
        #expect(
            error?.description
                == "line 2, column 17: 'b.c' is there more than once, first in column 9; "
                + "line 3, column 2: 'a' is there more than once, first in line 1, column 2")
    }

    @Test func whatIsNoJSONIsCalledSo() {
        let error = #expect(throws: JSONError.self) { try JSONTree.object(Array("{\"a\" 1}".utf8)) }
        #expect(error?.description == "line 1, column 6: broken JSON: ':' expected, found 1")
    }

    /// What an escape sequence of a terminal needs, and what ends a line.
    private static let hostile = "\u{1B}[2J\u{7}\u{9B}\u{202E}"

    @Test(arguments: [
        "{\"HOSTILE\": 1, \"HOSTILE\": 2}", "{\"a\": {\"HOSTILE\": 1, \"HOSTILE\": 2}}",
        "{HOSTILE}",
        "{\"a\": HOSTILE}", "{\"a\": 1} HOSTILE", "{\"step\": \"HOSTILE\"}", "HOSTILE",
        "\"HOSTILE\"",
        "{\"a\": [1 HOSTILE]}", "{\"step\": [HOSTILE]}", "[HOSTILE",
        "{\"format_version\": \"HOSTILE\"}",
    ])
    func noMessageHasControlCharacters(_ text: String) {
        for escaped in [false, true] {
            let inserted = escaped ? #"\u001b[2J\u0007\u009b\u202e"# : Self.hostile
            let bytes = Array(text.replacing("HOSTILE", with: inserted).utf8)
            for reading in Self.readings {
                do throws(JSONError) { try reading.read(bytes) } catch {
                    let shown = "\(error)".unicodeScalars.allSatisfy {
                        ![.control, .format].contains($0.properties.generalCategory)
                    }
                    #expect(shown, "\(error)")
                }
            }
        }
        #expect(JSONTree.string(Self.hostile).text == "'U+1B[2JU+7U+9BU+202E'")
    }

    @Test func aFoundWordEndsWithAWholeCharacter() {
        // 40 bytes are looked at, and the last of these is one of two.
        let error = #expect(throws: JSONError.self) {
            try JSONTree.object(Array(("{" + String(repeating: "é", count: 30) + "x}").utf8))
        }
        #expect(error?.reason.hasSuffix("found " + String(repeating: "é", count: 20)) == true)
        let odd = #expect(throws: JSONError.self) {
            try JSONTree.object(Array(("{x" + String(repeating: "é", count: 30) + "}").utf8))
        }
        #expect(odd?.reason.hasSuffix("found x" + String(repeating: "é", count: 19)) == true)
    }
}
