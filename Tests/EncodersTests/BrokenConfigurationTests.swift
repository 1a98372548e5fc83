import Encoders
import Foundation
import TestSupport
import Testing

/// A `config.json` that is no JSON object: where and why.
struct BrokenConfigurationTests {
    private func problem(_ data: Data) throws -> String {
        let folder = try TemporaryFolder()
        try data.write(to: folder.file("config.json"))
        do {
            _ = try ConfigurationFile(contentsOf: folder.file("config.json"))
            return "none"
        } catch {
            #expect(error.file.hasSuffix("/config.json"))
            return error.problems.joined(separator: "; ")
        }
    }

    @Test(arguments: [
        ("", "is empty"), ("\u{FEFF}", "is empty"),
        (" \n\n ", "line 3, column 2: broken JSON: it ends too early"),
        (
            "{\n \"a\": 1,\n \"b\": NaN\n}",
            "line 3, column 7: broken JSON: NaN is no number that JSON has"
        ),
        (
            "{\"a\": [1,\n Infinity]}",
            "line 2, column 2: broken JSON: Infinity is no number that JSON has"
        ),
        (
            "{\"a\":\n -Infinity}",
            "line 2, column 2: broken JSON: -Infinity is no number that JSON has"
        ),
        (
            "{\n// sizes\n\"a\": 1}",
            "line 2, column 1: broken JSON: a comment, which JSON does not have"
        ),
        (
            "{\"a\": 1, # sizes\n\"b\": 2}",
            "line 1, column 10: broken JSON: a comment, which JSON does not have"
        ),
        (
            "{\"a\": 1\n/* b */}",
            "line 2, column 1: broken JSON: a comment, which JSON does not have"
        ),
        ("{\n\"a\": 1,\n}", "line 3, column 1: broken JSON: a string expected, found }"),
        (
            "{\"a\": 1\n\"b\": 2}",
            "line 2, column 1: broken JSON: ',' or '}' expected, found \"b\""
        ),
        ("{\n'a': 1}", "line 2, column 1: broken JSON: a string expected, found 'a'"),
        ("{\"a\": True}", "line 1, column 7: broken JSON: a value expected, found True"),
        ("{\"a\": \n{\"b\"", "line 2, column 5: broken JSON: it ends too early"),
        (
            "{\"a\": 1}\n{\"a\": 1}",
            "line 2, column 1: broken JSON: text after the value, found {"
        ),
        ("<html>", "line 1, column 1: broken JSON: a value expected, found <html>"),
        (
            "{\n\u{1B}[31m", "line 2, column 1: broken JSON: a string expected, found U+1B"
        ),
        (
            "{\n\0\0",
            "line 2, column 1: broken JSON: a NUL byte: the file is not text, or not in UTF-8"
        ),
        (
            "{\"id2label\": {\"0\": \"a\", \"0\": \"b\"}}",
            "line 1, column 25: 'id2label.0' is there more than once, first in column 15"
        ),
        (
            "{\"a\": 1, \"b\": [{\"c\": 1, \"\\u0063\": 1}], \"a\": 1, \"a\": 2}",
            "line 1, column 25: 'b.c' is there more than once, first in column 17; "
                + "line 1, column 40: 'a' is there more than once, first in column 2"
        ),
        ("{\"\u{E9}\": 1, \"e\u{301}\": 2, \"a\": {\"a\": 1}}", "none"),
        ("[1]", "line 1, column 1: an object expected, found an array"),
        ("7", "line 1, column 1: an object expected, found 7"),
    ])
    func theLineAndTheReasonAreTold(_ text: String, _ problem: String) throws {
        #expect(try self.problem(Data(text.utf8)) == problem)
    }

    @Test func aStringThatIsNotUTF8IsToldWithItsLine() throws {
        let data = Data("{\"a\": 1,\n\"b\": \"".utf8) + [0xFF] + Data("\"}".utf8)
        #expect(
            try problem(data)
                == "line 2, column 7: broken JSON: a string that is not UTF-8: 0xFF at byte 15")
    }

    @Test(arguments: [
        (String.Encoding.utf16, "is UTF-16; save it as UTF-8"),
        (.utf32, "is UTF-32; save it as UTF-8"),
        (
            .utf16LittleEndian,
            "line 1, column 2: broken JSON: a NUL byte: the file is not text, or not in UTF-8"
        ),
    ])
    func anotherEncodingIsRefusedByName(_ encoding: String.Encoding, _ problem: String) throws {
        let data = try #require("{\"model_type\": \"bert\"}".data(using: encoding))
        #expect(try self.problem(data) == problem)
    }

    @Test func aByteOrderMarkIsPassedOver() throws {
        #expect(try problem(Data("\u{FEFF}{\"model_type\": \"bert\"}".utf8)) == "none")
    }

    @Test func aPointerOfGitLFSSaysSo() throws {
        let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 570\n"
        #expect(try problem(Data(pointer.utf8)).contains("pointer of Git LFS"))
    }
}
