import Files
import Formats
import Foundation
import TestSupport
import Testing

@Suite struct AtomicFileTests {
    let folder: TemporaryFolder
    let url: URL

    init() throws {
        folder = try TemporaryFolder()
        url = folder.url.appending(path: "model")
        try Data("old".utf8).write(to: url)
    }

    private func expectOldFile() throws {
        #expect(try folder.names() == ["model"])
        #expect(try Data(contentsOf: url) == Data("old".utf8))
    }

    @Test func dataReplaceAFile() throws {
        try writeAtomically(Data("new".utf8), to: url)
        #expect(try Data(contentsOf: url) == Data("new".utf8))
        try writeAtomically(Data(), to: url)
        #expect(try Data(contentsOf: url) == Data())
        #expect(try folder.names() == ["model"])
    }

    @Test func fullDiskLeavesTheOldFile() throws {
        var left = 5000
        let error = try #require(throws: FileFailure.self) {
            try AtomicFile.write(
                to: url,
                systemWrite: { descriptor, bytes, count in
                    guard left > 0 else {
                        errno = ENOSPC
                        return -1
                    }
                    let written = write(descriptor, bytes, min(count, left))
                    left -= written
                    return written
                },
                failing: { $0 }
            ) { file throws(FileFailure) in
                for _ in 0..<10 { try file.append([UInt8](repeating: 1, count: 1000)) }
            }
        }
        #expect(
            error.description == "\(url.path): cannot be written: No space left on device")
        try expectOldFile()
    }

    @Test func interruptedAndPartialWritesGoOn() throws {
        var calls = 0
        let bytes = (0..<200).map { UInt8($0) }
        try AtomicFile.write(
            to: url,
            systemWrite: { descriptor, bytes, count in
                calls += 1
                guard !calls.isMultiple(of: 3) else {
                    errno = EINTR
                    return -1
                }
                return write(descriptor, bytes, min(count, 7))
            },
            failing: { $0 }
        ) { file throws(FileFailure) in try file.append(bytes) }
        #expect(try [UInt8](Data(contentsOf: url)) == bytes)
    }

    @Test func foldersAndDevicesAreNotReplaced() throws {
        for place in [folder.url.path, "/dev/null"] {
            #expect(
                throws: FileFailure(
                    URL(fileURLWithPath: place), "cannot be written: it is not a regular file")
            ) { try writeAtomically(Data([1]), to: URL(fileURLWithPath: place)) }
        }
    }
}
