import Foundation
import Hub
import TestSupport
import Testing

/// Downloads that break off, and what is left of them.
@Suite struct ResumeTests {
    private static let half = 50_000

    @Test func aBrokenDownloadGoesOnWhereItEnded() throws {
        let calls = Counter()
        let fake = try FakeHub(storeRule: { request in
            guard calls.next() == 0 else { return nil }
            return TestServer.Reply(body: FakeHub.weights, breaksOffAfter: Self.half)
        })
        try fake.fetch()
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
        #expect(fake.store.requests.map { $0["Range"] } == [nil, "bytes=50000-99999"])
        #expect(fake.pauses == [1])
        #expect(fake.notices.count == 1)
        #expect(fake.notices[0].contains("small-bert/model.safetensors: "))
        #expect(fake.notices[0].hasSuffix("trying again in 1 s"))
    }

    @Test func whatAnEarlierDownloadLeftIsContinued() throws {
        let fake = try FakeHub()
        try leave(FakeHub.weights.prefix(Self.half), in: fake)
        try fake.fetch()
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
        #expect(fake.store.requests.map { $0["Range"] } == ["bytes=50000-99999"])
        #expect(try !FileManager.default.fileExists(atPath: fake.partialWeights.path))
    }

    @Test func aWholeRestOfAnEarlierDownloadIsOnlyChecked() throws {
        let fake = try FakeHub()
        try leave(FakeHub.weights, in: fake)
        try fake.fetch()
        #expect(fake.store.requests.isEmpty)
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
    }

    @Test(arguments: [
        Data(repeating: 9, count: half), Data(repeating: 9, count: 100_000),
        Data(repeating: 9, count: 100_001),
    ])
    func aDamagedRestIsFetchedAnew(_ rest: Data) throws {
        let fake = try FakeHub()
        try leave(rest, in: fake)
        try fake.fetch()
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
    }

    @Test func aServerWithoutRangesSendsTheWholeFile() throws {
        let fake = try FakeHub(storeRule: { _ in TestServer.Reply(body: FakeHub.weights) })
        try leave(FakeHub.weights.prefix(Self.half), in: fake)
        try fake.fetch()
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
        #expect(fake.store.requests.count == 1 && fake.pauses.isEmpty)
    }

    @Test(arguments: [
        TestServer.Reply.status(416),
        TestServer.Reply(
            status: 206, headers: ["Content-Range": "bytes 7-50006/100000"],
            body: Data(repeating: 1, count: half)),
        TestServer.Reply(status: 206, body: Data(repeating: 1, count: half)),
    ])
    func anotherRangeThanTheOneAskedForIsNotTaken(_ reply: TestServer.Reply) throws {
        let fake = try FakeHub(storeRule: { $0["Range"] == nil ? nil : reply })
        try leave(FakeHub.weights.prefix(Self.half), in: fake)
        try fake.fetch()
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
        #expect(fake.store.requests.map { $0["Range"] } == ["bytes=50000-99999", nil])
        // It counts as a failed try, and not as a file with a wrong checksum.
        #expect(fake.pauses == [1])
    }

    @Test func aServerThatAlwaysBreaksOffAtTheSamePlaceIsGivenUp() throws {
        let fake = try FakeHub(storeRule: { _ in
            TestServer.Reply(body: FakeHub.weights, breaksOffAfter: Self.half)
        })
        let error = try fake.refusal()
        #expect(error.kind == .unreachable)
        #expect(error.description.contains("tried 5 times"))
        #expect(fake.pauses == [1, 2, 4, 8])
        // What came stays for the next time.
        #expect(try Data(contentsOf: fake.partialWeights) == FakeHub.weights.prefix(Self.half))
    }

    @Test func aServerThatSendsALittleEachTimeIsNotGivenUp() throws {
        let fake = try FakeHub(storeRule: { request in
            var reply = FakeHub.content(FakeHub.weights, request)
            reply.breaksOffAfter = 9_000
            return reply
        })
        try fake.fetch()
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
        #expect(fake.store.requests.count == 12)
        #expect(fake.pauses.allSatisfy { $0 == 1 })
    }

    @Test func aLargeFileComesInWindows() throws {
        let fake = try FakeHub()
        try fake.fetch(window: 40_000)
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
        #expect(
            fake.store.requests.map { $0["Range"] } == [
                "bytes=0-39999", "bytes=40000-79999", "bytes=80000-99999",
            ])
        #expect(fake.pauses.isEmpty)
    }

    @Test(arguments: [17, 999, 4096]) func chunksArriveWhole(_ size: Int) throws {
        let fake = try FakeHub(storeRule: { _ in
            TestServer.Reply(body: FakeHub.weights, chunkSize: size)
        })
        try fake.fetch()
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
    }

    @Test func brokenChunksAreContinued() throws {
        let calls = Counter()
        let fake = try FakeHub(storeRule: { _ in
            guard calls.next() == 0 else { return nil }
            return TestServer.Reply(
                body: FakeHub.weights, chunkSize: 1000, breaksOffAfter: Self.half)
        })
        try fake.fetch()
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
        #expect(fake.store.requests.last?["Range"] == "bytes=50000-99999")
    }

    @Test func aFileOfUnknownSizeIsTakenWhenItsChecksumIsRight() throws {
        let fake = try FakeHub(rule: { request in
            guard request.method == "HEAD", request.path.hasSuffix("/config.json") else {
                return nil
            }
            return TestServer.Reply(
                headers: ["ETag": "\"9e26dfeeb6e641a33dae4961196235bdb965b21b\""], chunkSize: 1)
        })
        try fake.fetch()
        #expect(try fake.contents("config.json") == FakeHub.plain["config.json"])
    }

    private func leave(_ rest: Data, in fake: FakeHub) throws {
        let file = try fake.partialWeights
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try rest.write(to: file)
    }
}
