import Files
import Foundation
import Hub
import TestSupport
import Testing

/// Servers that refuse, fail, or are not there.
@Suite struct FailureTests {
    @Test(arguments: [429, 500, 502, 503, 504])
    func aBusyServerIsAskedAgain(_ status: Int) throws {
        let calls = Counter()
        let rule: FakeHub.Rule = { _ in calls.next() < 2 ? .status(status) : nil }
        let fake = try FakeHub(rule: rule)
        try fake.fetch()
        #expect(fake.pauses == [1, 2])
        #expect(fake.notices.count == 2 && fake.notices[0].contains("answers \(status)"))
    }

    @Test func aBusyStoreIsAskedAgainAndItsPageIsNoPartOfTheFile() throws {
        let calls = Counter()
        let fake = try FakeHub(storeRule: { _ in calls.next() < 2 ? .status(503) : nil })
        try fake.fetch(window: 40_000)
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
        #expect(fake.pauses == [1, 2])
    }

    @Test func aServerIsGivenTheTimeItAsksFor() throws {
        let calls = Counter()
        let fake = try FakeHub(rule: { _ in
            calls.next() == 0 ? .status(429, ["Retry-After": "17"]) : nil
        })
        try fake.fetch()
        #expect(fake.pauses == [17])
    }

    @Test(arguments: ["3600", "999999"]) func nobodyWaitsForAnHour(_ seconds: String) throws {
        let fake = try FakeHub(rule: { _ in .status(429, ["Retry-After": seconds]) })
        let error = try fake.refusal()
        #expect(error.kind == .server && fake.pauses.isEmpty)
        #expect(error.description.contains("asks to come back in \(seconds) seconds"))
    }

    @Test(arguments: ["nan", "-5", "1e300", "Wed, 21 Oct 2026 07:28:00 GMT", ""])
    func aWaitingTimeThatIsNoneIsPassedOver(_ seconds: String) throws {
        let calls = Counter()
        let fake = try FakeHub(rule: { _ in
            calls.next() == 0 ? .status(503, ["Retry-After": seconds]) : nil
        })
        try fake.fetch()
        #expect(fake.pauses == [1])
    }

    @Test func aServerThatStaysBusyIsGivenUp() throws {
        let fake = try FakeHub(rule: { _ in .status(503) })
        let error = try fake.refusal()
        #expect(error.kind == .server)
        #expect(error.description.contains("tried 5 times: \(fake.hub.url) answers 503"))
        #expect(fake.pauses == [1, 2, 4, 8])
        #expect(!FileManager.default.fileExists(atPath: fake.cache.path))
    }

    @Test func aClosedModelSaysHowATokenIsGiven() throws {
        let fake = try FakeHub(rule: { _ in
            .status(
                401,
                [
                    "X-Error-Code": "RepoNotFound", "X-Error-Message": "Repository not found",
                    "WWW-Authenticate": "Bearer realm=\"x\"",
                ])
        })
        let error = try fake.refusal()
        #expect(error.kind == .unauthorized && fake.pauses.isEmpty)
        #expect(
            error.description == """
                \(fake.hub.url) has no model someone/small-bert that is open to everybody; if the model \
                is private or gated, give a token (HF_TOKEN, or the file that HF_TOKEN_PATH names) \
                (Repository not found)
                """)
        var settings = fake.settings
        settings.token = "hf_wrong"
        #expect(try fake.refusal(settings).description.contains("to the owner of this token"))
    }

    @Test(arguments: [401, 403]) func aGatedModelSaysWhereItsConditionsAre(_ status: Int) throws {
        let fake = try FakeHub(rule: { request in
            request.method == "HEAD" ? .status(status, ["X-Error-Code": "GatedRepo"]) : nil
        })
        let error = try fake.refusal()
        #expect(error.kind == .unauthorized)
        #expect(
            error.description == """
                someone/small-bert is gated: accept its conditions at \
                \(fake.hub.url)/someone/small-bert, then give a token (HF_TOKEN, or the file that \
                HF_TOKEN_PATH names)
                """)
    }

    @Test(arguments: [
        ("RepoNotFound", "has no model someone/small-bert with a revision v2"),
        ("RevisionNotFound", "someone/small-bert has no revision v2"),
        ("", "has no model someone/small-bert with a revision v2"),
    ])
    func whatIsNotThereIsNamed(_ code: String, _ text: String) throws {
        let fake = try FakeHub(rule: { _ in .status(404, ["X-Error-Code": code]) })
        let error = try fake.refusal(revision: "v2")
        #expect(error.kind == .notFound && error.description.hasSuffix(text))
        #expect(try fake.refusal().kind == .notFound)
    }

    @Test func aFileThatIsListedButNotThereIsNamed() throws {
        let fake = try FakeHub(rule: { request in
            request.path.hasSuffix("/vocab.txt")
                ? .status(404, ["X-Error-Code": "EntryNotFound"]) : nil
        })
        let error = try fake.refusal()
        #expect(error == FetchError(.notFound, "someone/small-bert has no file vocab.txt"))
    }

    @Test func aStoreThatRefusesIsToldOf() throws {
        let fake = try FakeHub(storeRule: { _ in .status(403) })
        #expect(try fake.refusal().kind == .unauthorized)
    }

    @Test func aServerThatIsNotThereIsNotWaitedFor() throws {
        let fake = try FakeHub()
        fake.hub.close()
        let error = try fake.refusal()
        #expect(error.kind == .unreachable && fake.pauses.isEmpty)
        #expect(
            error.description.hasPrefix("the list of files of someone/small-bert cannot be fetched")
        )
    }

    @Test func aModelWithoutWhatIsReadIsRefusedByWhatItLacks() throws {
        let fake = try FakeHub([
            "config.json": Data("{}".utf8), "tf_model.h5": Data([1]), "vocab.json": Data(),
        ])
        #expect(
            try fake.refusal()
                == FetchError(
                    .unusable,
                    """
                    someone/small-bert lacks weights (model.safetensors), a tokenizer \
                    (tokenizer.json); it has tf_model.h5
                    """))
    }

    @Test(arguments: ["", "{}", "[]", "<html>", #"{"sha": "main", "siblings": []}"#])
    func aServerThatIsNoHubIsToldFromOne(_ text: String) throws {
        let fake = try FakeHub(rule: { _ in TestServer.Reply(body: Data(text.utf8)) })
        let error = try fake.refusal()
        #expect(error.kind == .server)
        #expect(error.description.contains("does not answer as a hub does"))
    }

    @Test(arguments: ["ftp://x", "hub", "http://", "http:// x", ""])
    func anEndpointThatIsNoAddressIsRefused(_ endpoint: String) throws {
        let fake = try FakeHub()
        let settings = HubSettings(cache: fake.cache, endpoint: endpoint)
        let error = try fake.refusal(settings)
        #expect(error.kind == .invalid && error.description.contains("HF_ENDPOINT"))
    }
}
