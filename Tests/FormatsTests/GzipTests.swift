import Formats
import Foundation
import TestSupport
import Testing

/// Files that the system's gzip made.
struct GzipTests {
    private func packed(_ bytes: [UInt8], _ options: String...) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let file = folder.file("rows.txt")
        try Data(bytes).write(to: file)
        let program = Process()
        program.executableURL = URL(filePath: "/bin/gzip")
        program.arguments = options + [file.path]
        try program.run()
        program.waitUntilExit()
        return [UInt8](try Data(contentsOf: folder.file("rows.txt.gz")))
    }

    private let text = Array(
        (0..<3000).map { "\($0)\ta sentence of words \($0 * 7919 % 1000)\n" }.joined().utf8)

    @Test(arguments: ["-1", "-6", "-9"])
    func everyLevelComesBack(_ level: String) throws {
        #expect(try Gzip.unpacked(packed(text, level)) == text)
    }

    @Test func anEmptyFileIsEmpty() throws {
        #expect(try Gzip.unpacked(packed([])) == [])
    }

    @Test func whatShrinksAThousandTimesComesBack() throws {
        let zeros = [UInt8](repeating: 0, count: 1 << 22)
        #expect(try Gzip.unpacked(packed(zeros, "-9")) == zeros)
    }

    @Test func membersAreJoined() throws {
        #expect(
            try Gzip.unpacked(packed(text) + packed(Array("more\n".utf8), "-n"))
                == text + Array("more\n".utf8))
    }

    @Test func zerosBehindTheEndAreNothing() throws {
        #expect(try Gzip.unpacked(packed(text) + [0, 0, 0]) == text)
    }

    @Test func damageIsNamed() throws {
        let whole = try packed(text)
        for length in [1, 5, 12, whole.count / 2, whole.count - 1] {
            #expect(throws: GzipProblem.self) { try Gzip.unpacked(Array(whole.prefix(length))) }
        }
        for place in [whole.count / 3, whole.count - 6, whole.count - 2] {
            var damaged = whole
            damaged[place] ^= 0x10
            #expect(throws: GzipProblem.self) { try Gzip.unpacked(damaged) }
        }
        #expect(throws: GzipProblem.self) { try Gzip.unpacked(whole + [1, 2, 3]) }
    }

    @Test func noMoreComesOutThanTheLimit() throws {
        #expect(throws: GzipProblem.self) { try Gzip.unpacked(packed(text), limit: text.count - 1) }
        #expect(try Gzip.unpacked(packed(text), limit: text.count) == text)
    }
}
