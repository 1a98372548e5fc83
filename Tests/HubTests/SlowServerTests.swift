import Foundation
import Hub
import TestSupport
import Testing

/// Servers that say little, or much that nobody asked for.
@Suite struct SlowServerTests {
    private func held(_ reply: TestServer.Reply) -> TestServer.Reply {
        var reply = reply
        reply.isHeld = true
        return reply
    }

    private func settings(_ fake: FakeHub, timeout: Double) -> HubSettings {
        var settings = fake.settings
        settings.timeout = timeout
        return settings
    }

    /// The default of 30 seconds would be waited for if its body, which never comes, were.
    @Test(arguments: [302, 307]) func theBodyOfARedirectIsNotWaitedFor(_ status: Int) throws {
        let calls = Counter()
        let fake = try FakeHub(rule: { request in
            guard request.method == "GET", calls.next() == 0 else { return nil }
            return held(
                TestServer.Reply(
                    status: status,
                    headers: ["Location": request.path, "Content-Length": "10000000000"],
                    body: Data("moved".utf8)))
        })
        try fake.fetch(settings(fake, timeout: 3600))
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
        #expect(fake.pauses.isEmpty)
    }

    @Test func theBodyOfARefusalIsNotWaitedFor() throws {
        let fake = try FakeHub(rule: { _ in
            held(
                TestServer.Reply(
                    status: 401,
                    headers: ["WWW-Authenticate": "Basic", "Content-Length": "10000000000"]))
        })
        #expect(try fake.refusal(settings(fake, timeout: 3600)).kind == .unauthorized)
    }

    @Test func aServerThatGivesNoAnswerIsGivenUp() throws {
        // The head never ends.
        let fake = try FakeHub(rule: { _ in
            held(TestServer.Reply(status: 100, headers: ["Content-Length": "0"]))
        })
        let error = try fake.refusal(settings(fake, timeout: 0.05))
        #expect(error.kind == .unreachable)
        #expect(error.description.hasSuffix("the server is silent for 0.05 seconds"))
    }

    @Test func aBodyThatStopsIsTriedAgainAndGivenUp() throws {
        let fake = try FakeHub(storeRule: { request in
            var reply = FakeHub.content(FakeHub.weights, request)
            // Each try brings some more.
            reply.headers["Content-Length"] = "\(reply.body.count)"
            reply.breaksOffAfter = 5000
            return held(reply)
        })
        let error = try fake.refusal(settings(fake, timeout: 0.05))
        #expect(error.kind == .unreachable)
        #expect(
            error.description.hasSuffix("less than 1000 bytes a second came for 0.05 seconds"))
        #expect(fake.store.requests.count == 5)
        #expect(try Data(contentsOf: fake.partialWeights) == FakeHub.weights.prefix(25_000))
    }

    @Test func aServerThatBreaksOffAfterAByteEachTimeIsGivenUp() throws {
        let fake = try FakeHub(storeRule: { request in
            var reply = FakeHub.content(FakeHub.weights, request)
            reply.breaksOffAfter = 1
            return reply
        })
        #expect(try fake.refusal().description.contains("tried 5 times"))
    }

    @Test func aHeadThatDoesNotEndIsRefused() throws {
        let fake = try FakeHub(rule: { _ in
            TestServer.Reply(headers: ["X-Long": String(repeating: "x", count: 1 << 19)])
        })
        #expect(try fake.refusal().kind == .unreachable)
    }
}
