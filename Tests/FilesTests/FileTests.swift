import Files
import Foundation
import TestSupport
import Testing

@Suite struct FileTests {
    @Test func lockOfAFolderThatIsNotThereIsRefusedInTheSystemsWords() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("none/lock")
        #expect(throws: FileFailure(file, code: ENOENT)) { try FileLock(file) {} }
        #expect(FileFailure(file, code: ENOENT).description.hasSuffix("No such file or directory"))
    }

    @Test func missingFileIsToldInTheSystemsWords() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("none")
        let error = #expect(throws: FileFailure.self) { try fileData(file) }
        #expect(error == FileFailure(file, code: ENOENT))
        #expect(byteCount(file) == nil)
    }

    @Test func megabytesAreRoundedUp() {
        #expect([0, 1, 1_000_000, 1_000_001].map(megabytes) == [0, 1, 1, 2])
    }

    @Test func aFullDiskIsKnown() {
        let file = URL(filePath: "/x")
        #expect(FileFailure(file, code: ENOSPC).isFull && FileFailure(file, code: EDQUOT).isFull)
        #expect(!FileFailure(file, code: EACCES).isFull)
    }
}
