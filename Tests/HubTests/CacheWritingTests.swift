import Foundation
import Hub
import Testing

/// Caches that cannot be written, and processes that write one at the same time.
@Suite struct CacheWritingTests {
    @Test func aCacheThatCannotBeWrittenIsNamed() throws {
        let fake = try FakeHub()
        try FileManager.default.createDirectory(
            at: fake.cache.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: fake.cache)
        let error = try fake.refusal()
        #expect(error.kind == .unwritable)
        #expect(error.description.contains(": Not a directory; HF_HUB_CACHE names another folder"))
    }

    @Test func aFullDiskIsToldInItsOwnWords() throws {
        let fake = try FakeHub()
        let partial = try fake.partialWeights
        try FileManager.default.createDirectory(
            at: partial.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: partial.path, withDestinationPath: "/dev/full")
        let error = try fake.refusal()
        #expect(error.kind == .noSpace)
        #expect(error.description.contains("No space left on device"))
    }

    @Test func aBranchThatIsAFolderIsToldOf() throws {
        let fake = try FakeHub()
        try FileManager.default.createDirectory(
            at: fake.place.appending(path: "refs/main/x"), withIntermediateDirectories: true)
        #expect(try fake.refusal().kind == .unwritable)
    }

    @Test func aBranchThatMovedIsRememberedWhereItIs() throws {
        let fake = try FakeHub()
        let file = fake.place.appending(path: "refs/main")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        // Of this commit the cache has nothing.
        try Data(String(repeating: "0123456789", count: 4).utf8).write(to: file)
        #expect(try fake.fetch().path == fake.snapshot.path)
        #expect(try String(contentsOf: file, encoding: .utf8) == FakeHub.commit)
    }

    @Test func contentsOfAnotherCommitAreNotFetchedAgain() throws {
        let other = String(repeating: "0123456789", count: 4)
        let fake = try FakeHub { request in
            guard request.path.contains(other) || request.path.hasSuffix("/v2") else { return nil }
            if request.path.contains("/api/") {
                return FakeHub.listing(FakeHub.plain.keys.sorted(), commit: other)
            }
            return .status(
                307, ["Location": request.path.replacing(other, with: FakeHub.commit)])
        }
        try fake.fetch()
        let gets = fake.store.requests.count
        let folder = try fake.fetch(revision: "v2")
        #expect(folder.lastPathComponent == other)
        #expect(
            try Data(contentsOf: folder.appending(path: "model.safetensors")) == FakeHub.weights)
        #expect(fake.store.requests.count == gets)
    }

    @Test func whoComesSecondWaitsAndFetchesNothing() throws {
        let begun = DispatchSemaphore(value: 0)
        let mayEnd = DispatchSemaphore(value: 0)
        let fake = try FakeHub(storeRule: { _ in
            begun.signal()
            // Goes on when the second process has met the lock.
            _ = mayEnd.wait(timeout: .now() + 60)
            return nil
        })
        let ended = DispatchSemaphore(value: 0)
        Thread {
            _ = try? fake.fetch()
            ended.signal()
        }.start()
        #expect(begun.wait(timeout: .now() + 60) == .success)
        var notices: [String] = []
        let folder = try Hub(fake.settings, window: 1 << 28) { _ in }
            .folder(of: try #require(ModelName(FakeHub.model))) { event in
                guard case .notice(let text) = event else { return }
                notices.append(text)
                mayEnd.signal()
            }
        #expect(ended.wait(timeout: .now() + 60) == .success)
        // The two may meet again at the configuration, which follows.
        #expect(
            notices.first
                == "waiting for another process that fetches someone/small-bert/model.safetensors")
        #expect(fake.store.requests.count == 1)
        #expect(
            try Data(contentsOf: folder.appending(path: "model.safetensors")) == FakeHub.weights)
    }
}
