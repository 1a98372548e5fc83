import Files
import Foundation
import TestSupport
import Testing

/// Claims are between open files, so that two in one process are as two processes.
struct OutputLockTests {
    private let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private var contents: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.url.path) }
    }

    @Test func aSecondComerIsToldWhoAndSinceWhen() throws {
        let first = try OutputLock(folder: folder.url, .exclusive)
        for kind in [OutputLock.Kind.exclusive, .shared] {
            let error = #expect(throws: OutputInUse.self) {
                try OutputLock(folder: folder.url, kind)
            }
            let text = try #require(error).description
            #expect(text.contains("\(folder.url.path) is in use by process \(getpid()) ("))
            let time = text.firstMatch(of: /since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/)
            #expect(time != nil)
        }
        first.release()
        #expect(try contents.isEmpty)
        try OutputLock(folder: folder.url, .exclusive).release()
    }

    @Test func sharedClaimsKeepOthersOutUntilTheLastEnds() throws {
        let first = try OutputLock(folder: folder.url, .shared)
        let second = try OutputLock(folder: folder.url, .shared)
        first.release()
        let error = #expect(throws: OutputInUse.self) {
            try OutputLock(folder: folder.url, .exclusive)
        }
        #expect(error?.holders.isEmpty == false)
        second.release()
        #expect(try contents.isEmpty)
        try OutputLock(folder: folder.url, .exclusive).release()
    }

    @Test func anExclusiveClaimCanBeShared() throws {
        let first = try OutputLock(folder: folder.url, .exclusive)
        try first.share()
        let second = try OutputLock(folder: folder.url, .shared)
        first.release()
        second.release()
        #expect(try contents.isEmpty)
    }

    @Test func aClaimEndsWithItsOwner() throws {
        do {
            let lock = try OutputLock(folder: folder.url, .exclusive)
            withExtendedLifetime(lock) {}
        }
        try OutputLock(folder: folder.url, .exclusive).release()
    }

    /// What a killed process leaves: a file without a lock.
    @Test func theFileOfAKilledProcessBlocksNobody() throws {
        let file = folder.url.appending(path: OutputLock.folderFile)
        try Data("1\tsomewhere\t2026-01-01T00:00:00Z\tisotropy finetune\n".utf8).write(to: file)
        let lock = try OutputLock(folder: folder.url, .exclusive)
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.hasPrefix("\(getpid())\t") && !text.contains("somewhere"))
        lock.release()
        #expect(try contents.isEmpty)
    }

    /// A process that the system lets wait after it took its lock has not written who it is.
    @Test func aHolderThatIsSlowToWriteItselfIsNamedAllTheSame() throws {
        let file = folder.url.appending(path: OutputLock.folderFile)
        let holder = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        try #require(holder >= 0 && flock(holder, LOCK_EX) == 0)
        let line = "\(getpid())\tsomewhere\t2026-01-01T00:00:00Z\tisotropy finetune\n"
        let writer = Thread {
            usleep(600_000)
            _ = line.withCString { write(holder, $0, line.utf8.count) }
        }
        writer.start()
        let error = #expect(throws: OutputInUse.self) {
            try OutputLock(folder: folder.url, .exclusive)
        }
        close(holder)
        #expect(error?.holders.map(\.since) == ["2026-01-01T00:00:00Z"])
    }

    @Test func differentFilesOfAFolderAreClaimedApart() throws {
        let one = try OutputLock(writing: folder.url.appending(path: "a.npy"))
        let two = try OutputLock(writing: folder.url.appending(path: "b.npy"))
        let error = #expect(throws: OutputInUse.self) {
            try OutputLock(writing: folder.url.appending(path: "a.npy"))
        }
        #expect(error?.place == folder.url.appending(path: "a.npy").path)
        one.release()
        two.release()
        #expect(try contents.isEmpty)
    }

    @Test func aPlaceThatCannotBeWrittenIsNamed() throws {
        let missing = folder.url.appending(path: "missing/x.npy")
        let error = #expect(throws: FileFailure.self) { try OutputLock(writing: missing) }
        #expect(error?.path == missing.path)
    }
}

struct FileOperationsTests {
    @Test func everyFailureNamesItsFile() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "file")
        try Data("1".utf8).write(to: file)
        let inside = file.appending(path: "inside")
        let made = #expect(throws: FileFailure.self) { try makeFolder(file) }
        #expect(made?.description == "\(file.path): is a file, where a folder is needed")
        let below = #expect(throws: FileFailure.self) { try makeFolder(inside) }
        #expect(below?.path == file.path)
        let read = #expect(throws: FileFailure.self) { try fileData(inside) }
        #expect(read?.path == inside.path)
        let listed = #expect(throws: FileFailure.self) { try namesInFolder(file) }
        #expect(listed?.path == file.path)
        let moved = #expect(throws: FileFailure.self) { try moveItem(inside, to: file) }
        #expect(moved?.path == inside.path)
        try removeItem(inside)
        try removeItem(file)
        #expect(!FileManager.default.fileExists(atPath: file.path))
        let deep = folder.url.appending(path: "a/b/c")
        try makeFolder(deep)
        try makeFolder(deep)
        #expect(try namesInFolder(deep).isEmpty)
    }
}
