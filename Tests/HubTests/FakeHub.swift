import Files
import Formats
import Foundation
import Hub
import Synchronization
import TestSupport
import Testing
import Transfer

/// A hub with one model, whose large files are on a second host, as on the real one.
final class FakeHub: Sendable {
    static let model = "someone/small-bert"
    static let commit = String(repeating: "c0ffee1234", count: 4)
    /// A folder of a model, as far as a hub is concerned: contents are free, checksums are not.
    static let plain = [
        "config.json": Data("{}".utf8), "tokenizer.json": Data("{ }".utf8),
        "tokenizer_config.json": Data("{  }".utf8), "vocab.txt": Data("a\nb\n".utf8),
        "model.safetensors": weights, "README.md": Data("Read me.".utf8),
    ]
    static let weights = Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) })

    typealias Rule = @Sendable (TestServer.Request) -> TestServer.Reply?

    let hub: TestServer
    let store: TestServer
    private let folder: TemporaryFolder
    private let waits = Mutex<[Double]>([])
    private let said = Mutex<[TransferEvent]>([])

    /// - Parameters:
    ///   - rule: answers of the hub that are not the usual ones.
    ///   - storeRule: the same for the host with the large files.
    init(
        _ files: [String: Data] = plain, rule: @escaping Rule = { _ in nil },
        storeRule: @escaping Rule = { _ in nil }
    ) throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        let checksums = try files.mapValues { try Self.checksum($0, in: folder) }
        let store = try TestServer { request in
            storeRule(request)
                ?? files[String(request.path.dropFirst("/signed/".count))].map {
                    Self.content($0, request)
                } ?? .status(404)
        }
        self.store = store
        hub = try TestServer { request in
            if let reply = rule(request) { return reply }
            let base = "/\(Self.model)/resolve/\(Self.commit)/"
            if request.path == "/api/models/\(Self.model)/revision/main"
                || request.path == "/api/models/\(Self.model)/revision/\(Self.commit)"
            {
                return Self.listing(files.keys.sorted())
            }
            let name = String(request.path.dropFirst(base.count))
            guard request.path.hasPrefix(base), let data = files[name], let sum = checksums[name]
            else { return .status(404, ["X-Error-Code": "EntryNotFound"]) }
            guard sum.count == 64 else {
                var reply = Self.content(data, request)
                reply.headers["ETag"] = "\"\(sum)\""
                return reply
            }
            return .status(
                302,
                [
                    "Location": "\(store.url)/signed/\(name)", "X-Linked-Etag": "\"\(sum)\"",
                    "X-Linked-Size": "\(data.count)", "ETag": "\"of-the-redirect\"",
                ])
        }
    }

    static func listing(_ names: [String], commit: String = commit) -> TestServer.Reply {
        let siblings = names.map { ["rfilename": $0] }
        let object: [String: Any] = ["sha": commit, "siblings": siblings]
        return TestServer.Reply(
            body: (try? JSONSerialization.data(withJSONObject: object)) ?? Data())
    }

    /// The bytes, or the range of them that is asked for.
    static func content(_ data: Data, _ request: TestServer.Request) -> TestServer.Reply {
        .content(data, request)
    }

    /// Weights have a SHA-256, small files git's checksum.
    private static func checksum(_ data: Data, in folder: TemporaryFolder) throws -> String {
        let file = folder.url.appending(path: "contents")
        try data.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return data.count > 1000
            ? try SHA256.hexadecimal(ofFile: file) : try SHA1.gitBlob(ofFile: file)
    }

    var cache: URL { folder.url.appending(path: "hub", directoryHint: .isDirectory) }
    var place: URL { cache.appending(path: "models--someone--small-bert") }
    var snapshot: URL { place.appending(path: "snapshots/\(Self.commit)") }
    /// Where the weights are while they come.
    var partialWeights: URL {
        get throws {
            place.appending(path: "blobs/\(try Self.checksum(Self.weights, in: folder)).incomplete")
        }
    }
    /// The seconds that were waited before each new try.
    var pauses: [Double] { waits.withLock { $0 } }
    var events: [TransferEvent] { said.withLock { $0 } }
    var notices: [String] {
        events.compactMap { if case .notice(let text) = $0 { text } else { nil } }
    }

    var settings: HubSettings { HubSettings(cache: cache, endpoint: hub.url) }

    /// Asks for the model as a user would.
    @discardableResult
    func fetch(
        _ settings: HubSettings? = nil, revision: String = "main", parts: ModelParts = .all,
        window: Int = 1 << 28
    ) throws -> URL {
        let hub = Hub(settings ?? self.settings, window: window) { seconds in
            self.waits.withLock { $0.append(seconds) }
        }
        return try hub.folder(
            of: try #require(ModelName(Self.model)), revision: try #require(Revision(revision)),
            parts: parts
        ) { event in
            self.said.withLock { $0.append(event) }
        }
    }

    /// The error that asking ends with.
    func refusal(_ settings: HubSettings? = nil, revision: String = "main") throws -> FetchError {
        try #require(throws: FetchError.self) { try self.fetch(settings, revision: revision) }
    }

    func contents(_ name: String) throws -> Data {
        try Data(contentsOf: snapshot.appending(path: name))
    }

    /// All requests of one kind for paths that end so.
    func requests(_ method: String, _ ending: String) -> [TestServer.Request] {
        (hub.requests + store.requests).filter {
            $0.method == method && $0.path.hasSuffix(ending)
        }
    }
}

/// Counts, from several threads.
final class Counter: Sendable {
    private let count = Mutex(0)
    /// The number of calls before this one.
    func next() -> Int {
        count.withLock { count in
            defer { count += 1 }
            return count
        }
    }
}
