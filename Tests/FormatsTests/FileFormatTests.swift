import Formats
import Testing

/// Which versions of a file are read.
@Suite struct FileFormatTests {
    private struct Old: Codable, WrittenByOldestVersion {
        static let oldestFields = ["step"]
        var step: Int
    }

    private struct New: Codable {
        var step: Int
    }

    private func problem<Value: Decodable>(_ type: Value.Type, _ text: String) -> String? {
        do throws(JSONError) {
            _ = try decodeJSON(Versioned<Value>.self, from: Array(text.utf8))
            return nil
        } catch {
            return error.description
        }
    }

    @Test func theVersionIsAnIntegerAmongThoseThatThereWere() {
        #expect(problem(Old.self, #"{"format_version": 1, "step": 1}"#) == nil)
        #expect(
            problem(Old.self, #"{"format_version": 99, "step": 1}"#)?.hasPrefix(
                "has format_version 99, and this version of isotropy reads those up to 1") == true)
        #expect(
            problem(Old.self, #"{"format_version": 0, "step": 1}"#)
                == "has format_version 0, which there never was")
    }

    /// Null is what `decodeIfPresent` takes for nothing.
    @Test(arguments: [
        ("null", "null"), ("\"1\"", "a string"), ("true", "true"), ("[1]", "an array"),
    ])
    func aVersionOfAnotherTypeIsADamagedOneAndNotTheOldest(_ version: String, _ found: String) {
        let message = problem(Old.self, "{\"format_version\": \(version), \"step\": 1}")
        #expect(
            message
                == "line 1, column 20: a whole number expected in 'format_version', found \(found)")
    }

    @Test func aNumberThatIsNotWholeIsNoVersion() {
        let message = problem(Old.self, #"{"format_version": 1.5, "step": 1}"#)
        #expect(
            message == "line 1, column 20: 1.5 must be a whole number in \(Int.min) ... \(Int.max)")
    }

    @Test func onlyWhatTheOldestVersionWroteIsTakenForItsOwn() {
        #expect(
            problem(Old.self, #"{"step": 1, "more": 2}"#)?.hasPrefix(
                "has no format_version: version 0.1 of isotropy wrote it") == true)
        let neither = "has no format_version, and is no file of version 0.1 of isotropy either"
        #expect(problem(Old.self, "{}") == neither)
        #expect(problem(Old.self, #"{"steps": 1}"#) == neither)
        #expect(problem(New.self, #"{"step": 1}"#) == neither)
    }

    @Test func whatOthersWriteNeedsNoVersionButAGoodOne() throws {
        func version(_ text: String) throws(JSONError) -> FormatVersion {
            try decodeJSON(FormatVersion.self, from: Array(text.utf8))
        }
        #expect(try version("{}").objectionIfStated == nil)
        #expect(try version(#"{"format_version": 1}"#).objectionIfStated == nil)
        #expect(try version(#"{"format_version": 2}"#).objectionIfStated != nil)
        #expect(throws: JSONError.self) { try version(#"{"format_version": null}"#) }
    }
}
