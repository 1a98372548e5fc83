import Files
import Foundation
import Hub
import Synchronization
import TestSupport
import Testing

/// Servers that answer at random. Whatever they say ends in the right files or in an error.
@Suite struct FuzzTests {
    @Test(arguments: 0..<40) func randomAnswersNeverHarm(_ seed: UInt64) throws {
        let random = Mutex(Dice(seed))
        let rule: FakeHub.Rule = { request in
            random.withLock { Self.answer(request, &$0) }
        }
        let fake = try FakeHub(rule: rule, storeRule: rule)
        for _ in 0..<6 {
            do {
                try fake.fetch(window: 30_000)
            } catch {
                #expect(error is FetchError)
                continue
            }
            for name in ["config.json", "tokenizer.json", "model.safetensors"] {
                #expect(try fake.contents(name) == FakeHub.plain[name])
            }
        }
        // Nothing was written beside the cache.
        let around = fake.cache.deletingLastPathComponent()
        let names = try FileManager.default.contentsOfDirectory(atPath: around.path)
        #expect(Set(names).isSubset(of: ["hub"]))
    }

    private static let values = [
        "", "0", "-1", "17", "99999999999999999999", "nan", "../../x", "\"\"", "W/", "\"",
        "bytes 0-1/2", "bytes -", "bytes 30000-59999/100000", "http://", "//", "?", "/%00",
        "file:///etc/passwd", "http://127.0.0.1:1/x", String(repeating: "a", count: 40),
        String(repeating: "0", count: 64), "gzip", "chunked", "identity",
    ]
    private static let names = [
        "Content-Length", "Content-Range", "Content-Encoding", "ETag", "Location", "Retry-After",
        "X-Error-Code", "X-Error-Message", "X-Linked-Etag", "X-Linked-Size", "WWW-Authenticate",
    ]
    private static let statuses = [
        200, 201, 204, 206, 301, 302, 304, 307, 308, 400, 401, 403, 404, 407, 416, 418, 429, 500,
        503, 599,
    ]

    /// In one case of eight a random answer; else the usual one.
    private static func answer(
        _ request: TestServer.Request, _ dice: inout Dice
    ) -> TestServer.Reply? {
        guard dice.below(8) == 0 else { return nil }
        var reply = TestServer.Reply(status: statuses[dice.below(statuses.count)])
        for _ in 0..<dice.below(4) {
            reply.headers[names[dice.below(names.count)]] = values[dice.below(values.count)]
        }
        let bodies = [
            Data(), Data("{}".utf8), Data(#"{"sha": 1, "siblings": [{}]}"#.utf8), FakeHub.weights,
            Data(repeating: 91, count: 20_000), Data([0xFF, 0xFE, 0]),
        ]
        reply.body = bodies[dice.below(bodies.count)]
        if dice.below(4) == 0 { reply.breaksOffAfter = dice.below(30_000) }
        if dice.below(4) == 0 { reply.chunkSize = 1 + dice.below(9_000) }
        return reply
    }
}

/// SplitMix64: the same throws for the same seed.
private struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((word ^ (word >> 31)) % UInt64(bound))
    }
}
