import Files
import Foundation
import Hub
import TestSupport
import Testing
import Transfer

/// What the cache has, whoever put it there.
@Suite struct CachedModelTests {
    private let folder: TemporaryFolder
    private let settings: HubSettings

    init() throws {
        folder = try TemporaryFolder()
        var settings = HubSettings(cache: folder.url, endpoint: "http://127.0.0.1:1")
        settings.isOffline = true
        self.settings = settings
    }

    private var snapshot: URL {
        folder.url.appending(path: "models--bert/snapshots/\(FakeHub.commit)")
    }

    /// Files as a download of another program leaves them.
    private func keep(_ files: [String: String], absent: [String] = []) throws {
        let place = folder.url.appending(path: "models--bert")
        let absences = place.appending(path: ".no_exist/\(FakeHub.commit)")
        for new in [snapshot, absences, place.appending(path: "refs")] {
            try FileManager.default.createDirectory(at: new, withIntermediateDirectories: true)
        }
        for (name, text) in files {
            try Data(text.utf8).write(to: snapshot.appending(path: name))
        }
        for name in absent { try Data().write(to: absences.appending(path: name)) }
        try Data(FakeHub.commit.utf8).write(to: place.appending(path: "refs/main"))
    }

    private func find(_ revision: Revision = .main) throws -> URL {
        try Hub(settings).folder(of: try #require(ModelName("bert")), revision: revision)
    }

    private func refusal() throws -> String {
        let error = try #require(throws: FetchError.self) { try find() }
        #expect(error.kind == .offline)
        return error.description
    }

    @Test(arguments: [
        ["tokenizer.json"], ["vocab.txt"], ["vocab.json", "merges.txt"], ["spiece.model"],
        ["sentencepiece.bpe.model"],
    ])
    func aModelWithAnyVocabularyIsWhole(_ names: [String]) throws {
        try keep(["config.json": "", "model.safetensors": ""])
        #expect(try refusal().contains("has bert without a tokenizer (tokenizer.json), and"))
        try keep(Dictionary(uniqueKeysWithValues: names.map { ($0, "") }))
        #expect(try find().path == snapshot.path)
        #expect(try find(#require(Revision(FakeHub.commit))).path == snapshot.path)
    }

    @Test func whatIsMissingIsNamedOffline() throws {
        #expect(
            try refusal() == """
                the cache \(folder.url.path) has no bert, and HF_HUB_OFFLINE forbids to fetch it
                """)
        try keep(["vocab.json": ""])
        #expect(
            try refusal().contains(
                """
                has bert without config.json, weights (model.safetensors), a tokenizer \
                (tokenizer.json), and
                """))
        let other = try #require(Revision("v2"))
        let error = try #require(throws: FetchError.self) { try find(other) }
        #expect(error.description.contains("has no bert of revision v2, and"))
    }

    @Test func anIndexWithoutItsShardsIsNotWhole() throws {
        try keep(["config.json": "", "vocab.txt": "", "pytorch_model.bin.index.json": "{}"])
        #expect(try refusal().contains("without an pytorch_model.bin.index.json that names files"))
        try keep(["pytorch_model.bin.index.json": #"{"weight_map": {"a": "x", "b": "y"}}"#])
        #expect(try refusal().contains("without x, y,"))
        try keep(["x": "", "y": ""])
        #expect(try find().path == snapshot.path)
    }

    @Test(arguments: ["../..", "", "main", "C0FFEE"])
    func aReferenceThatIsNoCommitIsNone(_ text: String) throws {
        try keep(["config.json": "", "vocab.txt": "", "model.safetensors": ""])
        let file = folder.url.appending(path: "models--bert/refs/main")
        try Data(text.utf8).write(to: file)
        #expect(try refusal().contains("has no bert,"))
    }

    @Test func aReferenceMayEndWithANewline() throws {
        try keep(["config.json": "", "vocab.txt": "", "model.safetensors": ""])
        let file = folder.url.appending(path: "models--bert/refs/main")
        try Data((FakeHub.commit + "\n").utf8).write(to: file)
        #expect(try find().path == snapshot.path)
    }

    @Test func aTokenizersUnknownCompanionsAreAskedForOnce() throws {
        let fake = try FakeHub()
        try fake.fetch()
        // As a program leaves the cache that wanted tokenizer.json alone.
        try FileManager.default.removeItem(
            at: fake.snapshot.appending(path: "tokenizer_config.json"))
        let count = fake.hub.requests.count
        try fake.fetch()
        #expect(
            try fake.contents("tokenizer_config.json") == FakeHub.plain["tokenizer_config.json"])
        // It is asked for at the commit that the cache has; the contents were there still.
        let later = fake.hub.requests.dropFirst(count)
        #expect(later.map(\.method) == ["GET", "HEAD"])
        #expect(later.first?.path.hasSuffix("/revision/\(FakeHub.commit)") == true)
        try fake.fetch()
        #expect(fake.hub.requests.count == count + 2)
    }

    @Test func whatTheModelDoesNotHaveIsNotAskedForTwice() throws {
        var files = FakeHub.plain
        files["tokenizer_config.json"] = nil
        let fake = try FakeHub(files)
        try fake.fetch()
        let absences = fake.place.appending(path: ".no_exist")
        try FileManager.default.removeItem(at: absences)
        let count = fake.hub.requests.count
        try fake.fetch()
        try fake.fetch()
        #expect(fake.hub.requests.count == count + 1)
    }

    @Test func aWholeModelIsTakenWhereTheServerCannotBeAsked() throws {
        try keep(["config.json": "", "vocab.txt": "", "model.safetensors": ""])
        var settings = settings
        settings.isOffline = false
        var events: [TransferEvent] = []
        let found = try Hub(settings).folder(of: try #require(ModelName("bert"))) {
            events.append($0)
        }
        #expect(found.path == snapshot.path)
        guard case .notice(let text) = try #require(events.first) else {
            Issue.record("no notice")
            return
        }
        #expect(
            text.hasPrefix(
                """
                whether bert has tokenizer_config.json, special_tokens_map.json, added_tokens.json, \
                which the cache lacks, could not be asked: 
                """))
        // All of them are known not to be there: nothing to ask.
        try keep(
            [:], absent: ["tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"])
        events = []
        _ = try Hub(settings).folder(of: try #require(ModelName("bert"))) { events.append($0) }
        #expect(events.isEmpty)
    }

    @Test func aLinkToARemovedBlobIsMadeAnew() throws {
        let fake = try FakeHub()
        try fake.fetch()
        try FileManager.default.removeItem(at: fake.place.appending(path: "blobs"))
        try fake.fetch()
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
    }
}
