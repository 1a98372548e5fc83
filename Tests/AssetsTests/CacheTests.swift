import Assets
import Files
import Foundation
import Synchronization
import TestSupport
import Testing

/// Two small files, `one` with "1" and `two` with "22".
let smallAsset = Asset(
    name: "small", summary: "", licence: "", package: "small==1.0", downloadByteCount: 10,
    files: [
        .init(
            "one", in: ["x/one"], byteCount: 1,
            sha256: "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"),
        .init(
            "two", in: ["x/two"], byteCount: 2,
            sha256: "785f3ec7eb32f30b90cd0fcf3657d388b5ff4297f2f9716ff66e9b69c05ddd09"),
    ])

@Suite struct CacheTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A cache whose fetcher writes the given texts, and a count of its calls.
    private func cache(_ one: String, _ two: String?, calls: Counter = Counter()) -> AssetCache {
        AssetCache(root: folder.url) { (_, folder, scratch, _) throws(FetchError) in
            calls.increase()
            do {
                try Data("noise".utf8).write(to: scratch.appendingPathComponent("noise"))
                try Data(one.utf8).write(to: folder.appendingPathComponent("one"))
                try two.map {
                    try Data($0.utf8).write(to: folder.appendingPathComponent("two"))
                }
            } catch { throw FetchError(.unwritable, "\(error)") }
        }
    }

    @Test func assetIsFetchedOnceAndFoundAfterwards() throws {
        let calls = Counter()
        let cache = cache("1", "22", calls: calls)
        #expect(cache.cachedDirectory(of: smallAsset) == nil)
        let directory = try cache.directory(of: smallAsset) { _ in }
        #expect(directory.path == folder.url.path + "/small-1.0")
        #expect(try folder.names() == ["small-1.0", "small-1.0.lock"])
        #expect(try folder.names(in: "small-1.0") == ["one", "two"])
        #expect(cache.cachedDirectory(of: smallAsset) == directory)
        #expect(try cache.directory(of: smallAsset) { _ in } == directory)
        #expect(calls.value == 1)
    }

    @Test func wrongChecksumLeavesNothingAndNamesBoth() throws {
        let cache = cache("1", "23")
        let error = #expect(throws: FetchError.self) {
            try cache.directory(of: smallAsset) { _ in }
        }
        #expect(error?.kind == .checksum)
        let said = error?.description ?? ""
        #expect(said.contains("two of small==1.0 is not the file it should be"))
        #expect(
            said.contains("expected 785f3ec7eb32f30b90cd0fcf3657d388b5ff4297f2f9716ff66e9b69c0"))
        #expect(
            said.contains("got 535fa30d7e25dd8a49f1536779734ec8286108d115da5045d77f3b4185d8f790"))
        #expect(try folder.names() == ["small-1.0.lock"])
    }

    @Test func missingFileIsNamed() throws {
        let cache = cache("1", nil)
        let error = #expect(throws: FetchError.self) {
            try cache.directory(of: smallAsset) { _ in }
        }
        #expect(error == FetchError(.failedProgram, "small==1.0 lacks two"))
        #expect(try folder.names() == ["small-1.0.lock"])
    }

    @Test func failedFetchLeavesNothingAndTheNextOneSucceeds() throws {
        let failing = AssetCache(root: folder.url) { (_, folder, _, _) throws(FetchError) in
            try? Data("1".utf8).write(to: folder.appendingPathComponent("one"))
            throw FetchError(.failedProgram, "no route")
        }
        #expect(throws: FetchError(.failedProgram, "no route")) {
            try failing.directory(of: smallAsset) { _ in }
        }
        #expect(try folder.names() == ["small-1.0.lock"])
        #expect(throws: Never.self) { try cache("1", "22").directory(of: smallAsset) { _ in } }
    }

    @Test func remainsOfAKilledFetchAreRemoved() throws {
        let remains = folder.url.appendingPathComponent("small-1.0.partial-x/files")
        try FileManager.default.createDirectory(at: remains, withIntermediateDirectories: true)
        try Data("1".utf8).write(to: remains.appendingPathComponent("one"))
        let other = folder.url.appendingPathComponent("other-1.0.partial-x")
        try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
        _ = try cache("1", "22").directory(of: smallAsset) { _ in }
        #expect(try folder.names() == ["other-1.0.partial-x", "small-1.0", "small-1.0.lock"])
    }

    @Test func directoryWithATruncatedFileIsReplaced() throws {
        let cache = cache("1", "22")
        let directory = try cache.directory(of: smallAsset) { _ in }
        let file = directory.appendingPathComponent("two")
        try Data("2".utf8).write(to: file)
        #expect(cache.cachedDirectory(of: smallAsset) == nil)
        #expect(try cache.directory(of: smallAsset) { _ in } == directory)
        #expect(try String(decoding: Data(contentsOf: file), as: UTF8.self) == "22")
        #expect(try folder.names() == ["small-1.0", "small-1.0.lock"])
    }

    @Test func secondCallerWaitsForTheFirstAndFetchesNothing() throws {
        let calls = Counter()
        let fetching = DispatchSemaphore(value: 0)
        let waiting = DispatchSemaphore(value: 0)
        let root = folder.url
        let slow = AssetCache(root: root) { (_, folder, _, _) throws(FetchError) in
            calls.increase()
            fetching.signal()
            // Goes on when the second caller has met the lock.
            _ = waiting.wait(timeout: .now() + 60)
            try? Data("1".utf8).write(to: folder.appendingPathComponent("one"))
            try? Data("22".utf8).write(to: folder.appendingPathComponent("two"))
        }
        let first = Thread { _ = try? slow.directory(of: smallAsset) { _ in } }
        first.start()
        #expect(fetching.wait(timeout: .now() + 60) == .success)
        var lines: [String] = []
        let directory = try slow.directory(of: smallAsset) { line in
            lines.append(line)
            waiting.signal()
        }
        #expect(directory.path == root.path + "/small-1.0")
        #expect(lines == ["waiting for another process that fetches small"])
        #expect(calls.value == 1)
    }

    @Test func directoryThatAppearsMeanwhileIsTaken() throws {
        // As on a file system without locks, where another process may be faster.
        let root = folder.url
        let late = AssetCache(root: root) { (_, folder, _, _) throws(FetchError) in
            for place in [folder, root.appendingPathComponent("small-1.0")] {
                try? FileManager.default.createDirectory(
                    at: place, withIntermediateDirectories: true)
                try? Data("1".utf8).write(to: place.appendingPathComponent("one"))
                try? Data("22".utf8).write(to: place.appendingPathComponent("two"))
            }
        }
        #expect(try late.directory(of: smallAsset) { _ in }.path == root.path + "/small-1.0")
        #expect(try folder.names() == ["small-1.0", "small-1.0.lock"])
    }

    @Test func cacheThatCannotBeWrittenIsNamed() throws {
        let file = folder.url.appendingPathComponent("file")
        try Data().write(to: file)
        let cache = AssetCache(root: file.appendingPathComponent("cache")) { _, _, _, _ in }
        let error = #expect(throws: FetchError.self) {
            try cache.directory(of: smallAsset) { _ in }
        }
        #expect(error?.kind == .unwritable)
        #expect(
            error?.description.contains("\(file.path)/cache cannot be written: Not a directory;")
                == true)
        #expect(error?.description.contains("ISOTROPY_CACHE names another directory") == true)
    }

    @Test func tooLittleSpaceIsToldBeforeAnythingIsFetched() throws {
        let calls = Counter()
        let huge = Asset(
            name: "huge", summary: "", licence: "", package: "huge==1", downloadByteCount: 1 << 58,
            files: [.init("one", in: ["one"], byteCount: 1 << 50, sha256: "")])
        let error = #expect(throws: FetchError.self) {
            try cache("1", "22", calls: calls).directory(of: huge) { _ in }
        }
        #expect(error?.kind == .noSpace)
        #expect(error?.description.contains("MB are free") == true)
        #expect(calls.value == 0)
    }
}

/// A count that closures on several threads may raise.
final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func increase() { count.withLock { $0 += 1 } }
}
