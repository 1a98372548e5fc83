import Foundation
import Hub
import TestSupport
import Testing

/// Servers that lie.
@Suite struct HostileServerTests {
    @Test func aWrongFileIsFetchedOnceMoreAndThenTaken() throws {
        let calls = Counter()
        let fake = try FakeHub(storeRule: { request in
            calls.next() == 0 ? FakeHub.content(Self.altered, request) : nil
        })
        try fake.fetch()
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
        #expect(fake.store.requests.count == 2)
    }

    @Test func aFileThatStaysWrongIsRefusedAndNotKept() throws {
        let fake = try FakeHub(storeRule: { FakeHub.content(Self.altered, $0) })
        let error = try fake.refusal()
        #expect(error.kind == .checksum && fake.store.requests.count == 2)
        #expect(error.description.contains("small-bert/model.safetensors did not arrive as"))
        #expect(
            error.description.contains("checksum expected ") && error.description.contains(", got ")
        )
        let blobs = try FileManager.default.contentsOfDirectory(
            atPath: fake.place.appending(path: "blobs").path)
        #expect(blobs.count == 3)
        // Neither the configuration nor the branch say that there is a model.
        #expect(!FileManager.default.fileExists(atPath: fake.place.appending(path: "refs").path))
        var settings = fake.settings
        settings.isOffline = true
        #expect(try fake.refusal(settings).kind == .offline)
    }

    @Test func aSmallFileIsCheckedToo() throws {
        let fake = try FakeHub(rule: { request in
            request.method == "GET" && request.path.hasSuffix("/config.json")
                ? TestServer.Reply(body: Data("[]".utf8)) : nil
        })
        #expect(try fake.refusal().kind == .checksum)
    }

    @Test func aFileLongerThanAnnouncedIsCutOff() throws {
        let fake = try FakeHub(storeRule: { _ in
            TestServer.Reply(body: FakeHub.weights + FakeHub.weights, chunkSize: 5000)
        })
        let error = try fake.refusal()
        #expect(error.kind == .checksum)
        #expect(error.description.hasSuffix("is longer than the 100000 bytes announced"))
    }

    @Test func aBodyLongerThanItsLengthOnAKeptConnectionIsNamed() throws {
        let fake = try FakeHub(rule: { request in
            guard request.path.hasSuffix("/config.json") else { return nil }
            var reply = TestServer.Reply(
                headers: ["ETag": String(repeating: "0", count: 40)], body: Data("{".utf8))
            if request.method == "GET" { reply.excess = Data("}".utf8) }
            return reply
        })
        let error = try fake.refusal()
        #expect(error.kind == .checksum)
        #expect(error.description.contains(" of the 1 bytes that it announced; it was not kept"))
        #expect(
            fake.notices.contains {
                $0.contains("\(fake.hub.url) sent more than the 1 bytes that it announced; trying")
            })
    }

    @Test(arguments: ["config.json", "model.safetensors", "main"])
    func compressionThatNobodyAskedForIsNamed(_ name: String) throws {
        let rule: FakeHub.Rule = { request in
            request.path.hasSuffix("/\(name)") && !request.path.contains("resolve/")
                || request.path.hasSuffix("/config.json") && name == "config.json"
                ? TestServer.Reply(headers: ["Content-Encoding": "gzip"], body: Data([31, 139, 8]))
                : nil
        }
        let fake = try FakeHub(rule: rule, storeRule: rule)
        let error = try fake.refusal()
        #expect(error.kind == .server && fake.pauses.isEmpty)
        #expect(
            error.description.contains(
                "/\(name) comes compressed (Content-Encoding: gzip), which nobody asked for"))
    }

    @Test(arguments: [
        "../../../../evil", "/etc/evil", "..", "", "main", "9e26dfee/../../../../../evil",
        "9e26dfeeb6e641a33dae4961196235bdb965b21B", "W/\"\"",
    ])
    func aTagThatIsNoChecksumIsRefused(_ tag: String) throws {
        let fake = try FakeHub(rule: { request in
            request.method == "HEAD" && request.path.hasSuffix("/config.json")
                ? TestServer.Reply(headers: ["ETag": tag], body: Data("{}".utf8)) : nil
        })
        let error = try fake.refusal()
        #expect(error.kind == .server && error.description.contains("tells no checksum of"))
    }

    @Test(arguments: [
        "../../evil", "/evil", "..", ".hidden", "a/b", "a\\\\b", "a b", "a\\u0000b", "",
    ])
    func anIndexThatNamesOtherFoldersIsRefused(_ name: String) throws {
        var files = FakeHub.plain
        files["model.safetensors"] = nil
        files["model.safetensors.index.json"] = Data(#"{"weight_map": {"a": "\#(name)"}}"#.utf8)
        files[name] = FakeHub.weights
        let fake = try FakeHub(files)
        let error = try fake.refusal()
        #expect(error.kind == .unusable)
        #expect(error.description.contains("is no index that names files beside it"))
    }

    @Test func anIndexOfFilesThatAreNotThereIsRefused() throws {
        var files = FakeHub.plain
        files["model.safetensors"] = nil
        files["model.safetensors.index.json"] = Data(#"{"weight_map": {"a": "part-1"}}"#.utf8)
        #expect(try FakeHub(files).refusal().description.hasSuffix("are not there: part-1"))
    }

    @Test(arguments: ["../../etc", "main", "C0FFEE", String(repeating: "g", count: 40)])
    func aCommitThatIsNoneIsRefused(_ commit: String) throws {
        let fake = try FakeHub(rule: { _ in
            FakeHub.listing(FakeHub.plain.keys.sorted(), commit: commit)
        })
        #expect(try fake.refusal().kind == .server)
        #expect(!FileManager.default.fileExists(atPath: fake.cache.path))
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x"])
    func aRedirectToAnotherKindOfAddressIsNotFollowed(_ location: String) throws {
        let fake = try FakeHub(rule: { _ in .status(302, ["Location": location]) })
        let error = try fake.refusal()
        #expect(error.kind == .server && error.description.contains("is not followed"))
    }

    @Test func redirectsInACircleEnd() throws {
        let fake = try FakeHub(rule: { .status(302, ["Location": $0.path]) })
        #expect(try fake.refusal().description.contains("too many redirects"))
        #expect(fake.hub.requests.count == 10)
    }

    @Test func aListThatDoesNotEndIsCutOff() throws {
        let fake = try FakeHub(rule: { _ in
            TestServer.Reply(body: Data(repeating: 32, count: 1 << 24 + 1), chunkSize: 1 << 20)
        })
        #expect(try fake.refusal().description.hasSuffix("does not end"))
    }

    @Test(arguments: ["9223372036854775807", "-1", "17592186044417"])
    func anImpossibleSizeIsRefused(_ size: String) throws {
        let fake = try FakeHub(rule: Self.sized(size))
        #expect(try fake.refusal().kind == .server)
    }

    @Test func aFileThatTheDiskCannotHoldIsNotBegun() throws {
        let fake = try FakeHub(rule: Self.sized("17592186044416"))
        let error = try fake.refusal()
        #expect(error.kind == .noSpace && error.description.contains("HF_HUB_CACHE"))
        #expect(fake.requests("GET", "config.json").isEmpty)
    }

    @Test func wordsOfTheServerCannotSteerTheTerminal() throws {
        let fake = try FakeHub(rule: { _ in
            .status(404, ["X-Error-Message": "a\u{1B}[2Jb" + String(repeating: "c", count: 900)])
        })
        let text = try fake.refusal().description
        #expect(!text.contains("\u{1B}") && text.count < 400)
    }

    private static let altered = FakeHub.weights.dropLast() + [0xFF]

    private static func sized(_ size: String) -> FakeHub.Rule {
        { request in
            guard request.method == "HEAD", request.path.hasSuffix("model.safetensors") else {
                return nil
            }
            return TestServer.Reply(
                headers: [
                    "X-Linked-Etag": String(repeating: "0", count: 64), "X-Linked-Size": size,
                ])
        }
    }
}
