import Foundation
import IsotropyCommands
import TestSupport
import Testing

struct LineInputTests {
    /// The lines of a file with these bytes, or what is wrong with it; its path reads `FILE`.
    private func lines(_ bytes: [UInt8], pairs: Bool = false) throws -> Result<[InputLine], Refusal>
    {
        let folder = try TemporaryFolder()
        let url = try folder.write(bytes, to: "lines.txt")
        do {
            return .success(try inputLines(of: url.path, pairs: pairs))
        } catch let error as InputError {
            return .failure(Refusal(text: "\(error)".replacing(url.path, with: "FILE")))
        }
    }

    struct Refusal: Error, Equatable { let text: String }

    private func texts(_ text: String) throws -> [String] {
        try lines(Array(text.utf8)).get().map(\.first)
    }

    @Test func aLineEndsWithOrWithoutACarriageReturnAndTheLastNeedNotEnd() throws {
        #expect(try texts("a\r\nb\nc") == ["a", "b", "c"])
        #expect(try texts("a\n") == ["a"])
        #expect(try texts("a\rb\n") == ["a\rb"])
    }

    @Test func emptyLinesStayInTheirPlaces() throws {
        #expect(try texts("\n\r\na\n\n") == ["", "", "a", ""])
    }

    @Test func anEmptyFileIsRefused() throws {
        #expect(try lines([]) == .failure(Refusal(text: "FILE is empty")))
    }

    @Test func aByteOrderMarkIsNoPartOfTheFirstLine() throws {
        #expect(try texts("\u{FEFF}a\n\u{FEFF}b\n") == ["a", "\u{FEFF}b"])
        #expect(try lines([0xEF, 0xBB, 0xBF]) == .failure(Refusal(text: "FILE is empty")))
        #expect(
            try lines([0xFF, 0xFE, 0x61, 0, 0x0A, 0])
                == .failure(Refusal(text: "FILE is UTF-16; save it as UTF-8")))
    }

    @Test func everyLineThatIsNotUTF8IsNamedByItsNumber() throws {
        let bytes = Array("ok\n".utf8) + [0xFF, 0x0A] + Array("ok\n".utf8) + [0xC3]
        #expect(
            try lines(bytes)
                == .failure(
                    Refusal(
                        text:
                            "FILE: line 2: not UTF-8: 0xFF at byte 3 of the file; save it as UTF-8 (and 1 more: "
                            + "line 4)"
                    )))
    }

    @Test func aPairHasOneTabAndMayHaveEmptyHalves() throws {
        let read = try lines(Array("a b\tc\r\n\t\n".utf8), pairs: true).get()
        #expect(read.map(\.first) == ["a b", ""])
        #expect(read.map(\.second) == ["c", ""])
        #expect(
            try lines(Array("a\tb\nc\nd\te\tf\n".utf8), pairs: true)
                == .failure(
                    Refusal(
                        text:
                            "FILE: line 2: has 0 tabs where --pairs needs one (and 1 more: line 3)")
                ))
    }

    @Test func aThousandLinesOfOneFaultAreOneMessage() throws {
        let refusal = try lines(Array(String(repeating: "x\n", count: 1000).utf8), pairs: true)
        guard case .failure(let error) = refusal else {
            Issue.record("1000 lines without tabs were taken")
            return
        }
        #expect(
            error.text
                == "FILE: line 1: has 0 tabs where --pairs needs one (and 999 more: line 2, line 3, "
                + "line 4, line 5, …)")
    }

    @Test func aMissingFileAndAFolderAreNamed() throws {
        let folder = try TemporaryFolder()
        #expect(throws: InputError.self) { try inputLines(of: folder.url.path) }
        let missing = folder.file("missing").path
        let error = #expect(throws: InputError.self) { try inputLines(of: missing) }
        #expect(error?.description == "there is no file \(missing)")
    }
}
