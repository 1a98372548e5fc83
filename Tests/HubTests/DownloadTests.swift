import Foundation
import Hub
import Testing
import Transfer

/// What a download leaves, and what it asks for.
@Suite struct DownloadTests {
    @Test func filesLieAsHuggingFaceKeepsThem() throws {
        let fake = try FakeHub()
        #expect(try fake.fetch().path == fake.snapshot.path)
        #expect(
            try String(contentsOf: fake.place.appending(path: "refs/main"), encoding: .utf8)
                == FakeHub.commit)
        for name in ["config.json", "tokenizer.json", "vocab.txt", "model.safetensors"] {
            #expect(try fake.contents(name) == FakeHub.plain[name])
            let link = fake.snapshot.appending(path: name).path
            let target = try FileManager.default.destinationOfSymbolicLink(atPath: link)
            #expect(target.hasPrefix("../../blobs/"))
        }
        let blobs = try FileManager.default.contentsOfDirectory(
            atPath: fake.place.appending(path: "blobs").path)
        // What `sha256sum` says of the weights and `git hash-object` of the configuration.
        #expect(
            blobs.contains("6b21ebaf148e7b61f726134d949e7f1ce75d3da932710dc5b8f169b6bd931a86"))
        #expect(blobs.contains("9e26dfeeb6e641a33dae4961196235bdb965b21b"))
        #expect(blobs.count == 5 && blobs.allSatisfy { !$0.contains("incomplete") })
        #expect(
            try FileManager.default.contentsOfDirectory(
                atPath: fake.place.appending(path: ".no_exist/\(FakeHub.commit)").path
            ).contains("special_tokens_map.json"))
    }

    @Test func aModelInTheCacheIsNotAskedForAgain() throws {
        let fake = try FakeHub()
        let folder = try fake.fetch()
        let count = fake.hub.requests.count
        #expect(try fake.fetch() == folder)
        #expect(fake.hub.requests.count == count)
        fake.hub.close()
        #expect(try fake.fetch() == folder)
    }

    @Test func onlyWhatIsReadIsFetchedAndTheConfigurationLast() throws {
        var files = FakeHub.plain
        files["pytorch_model.bin"] = FakeHub.weights + Data([1])
        files["tf_model.h5"] = Data([2])
        files["model.safetensors.index.json"] = Data("{}".utf8)
        let fake = try FakeHub(files)
        try fake.fetch()
        let names = fake.hub.requests.filter { $0.method == "GET" && $0.path.contains("resolve") }
            .compactMap { $0.path.split(separator: "/").last.map(String.init) }
        #expect(
            names == [
                "tokenizer.json", "vocab.txt", "tokenizer_config.json", "model.safetensors",
                "config.json",
            ])
    }

    @Test func aTokenizerComesWithoutTheWeightsWhichMayFollow() throws {
        let fake = try FakeHub()
        try fake.fetch(parts: .tokenizer)
        #expect(try fake.contents("tokenizer.json") == FakeHub.plain["tokenizer.json"])
        #expect(fake.requests("HEAD", "model.safetensors").isEmpty)
        let count = fake.hub.requests.count
        try fake.fetch(parts: .tokenizer)
        #expect(fake.hub.requests.count == count)
        try fake.fetch()
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
    }

    @Test(arguments: ["model.safetensors.index.json", "pytorch_model.bin.index.json"])
    func anIndexBringsItsShardsAndNoOthers(_ index: String) throws {
        var files = FakeHub.plain
        files["model.safetensors"] = nil
        files[index] = Data(#"{"weight_map": {"a": "part-2", "b": "part-1", "c": "part-2"}}"#.utf8)
        files["part-1"] = FakeHub.weights
        files["part-2"] = FakeHub.weights.reversed().reduce(into: Data()) { $0.append($1) }
        files["part-3"] = Data([3])
        let fake = try FakeHub(files)
        try fake.fetch()
        for name in [index, "part-1", "part-2"] {
            #expect(try fake.contents(name) == files[name])
        }
        #expect(fake.requests("HEAD", "part-3").isEmpty)
        // Without one of them the cache does not have the model.
        try FileManager.default.removeItem(at: fake.snapshot.appending(path: "part-1"))
        var settings = fake.settings
        settings.isOffline = true
        #expect(try fake.refusal(settings).description.contains("without part-1,"))
        try fake.fetch()
        #expect(try fake.contents("part-1") == FakeHub.weights)
    }

    @Test func weightsOfTorchAreTakenWhereThereAreNoOthers() throws {
        var files = FakeHub.plain
        files["pytorch_model.bin"] = files.removeValue(forKey: "model.safetensors")
        let fake = try FakeHub(files)
        try fake.fetch()
        #expect(try fake.contents("pytorch_model.bin") == FakeHub.weights)
    }

    @Test func theTokenGoesToTheHubAlone() throws {
        let fake = try FakeHub()
        var settings = fake.settings
        settings.token = " hf_secret\n"
        try fake.fetch(settings)
        #expect(fake.hub.requests.allSatisfy { $0["Authorization"] == "Bearer hf_secret" })
        #expect(fake.store.requests.count == 1)
        #expect(fake.store.requests.allSatisfy { $0["Authorization"] == nil })
    }

    @Test func theTokenDoesNotComeBackFromAnotherHost() throws {
        // A redirect away and one back: whoever wrote the second could have read the token.
        let addresses = Addresses()
        let fake = try FakeHub(
            rule: { request in
                request.path == "/back" ? FakeHub.content(FakeHub.weights, request) : nil
            },
            storeRule: { _ in .status(302, ["Location": "\(addresses.hub)/back"]) })
        addresses.hub = fake.hub.url
        var settings = fake.settings
        settings.token = "hf_secret"
        try fake.fetch(settings)
        let back = fake.requests("GET", "/back")
        #expect(back.count == 1 && back.allSatisfy { $0["Authorization"] == nil })
    }

    @Test func aRenamedModelIsFoundThroughRedirectsOnTheSameHost() throws {
        let fake = try FakeHub { request in
            request.path.contains("old/name")
                ? .status(
                    307,
                    [
                        "Location": request.path.replacing("old/name", with: FakeHub.model),
                        "ETag": "\"of-the-redirect\"",
                    ])
                : nil
        }
        var settings = fake.settings
        settings.token = "hf_secret"
        let folder = try Hub(settings, window: 1 << 28) { _ in }
            .folder(of: try #require(ModelName("old/name")))
        #expect(folder.path.hasSuffix("models--old--name/snapshots/\(FakeHub.commit)"))
        #expect(
            try Data(contentsOf: folder.appending(path: "model.safetensors")) == FakeHub.weights)
        #expect(fake.hub.requests.allSatisfy { $0["Authorization"] == "Bearer hf_secret" })
    }

    @Test func aRevisionIsAskedForAndKeptByItsName() throws {
        let fake = try FakeHub { request in
            request.path == "/api/models/someone/small-bert/revision/refs%2Fpr%2F1"
                ? FakeHub.listing(FakeHub.plain.keys.sorted()) : nil
        }
        try fake.fetch(revision: "refs/pr/1")
        #expect(
            try String(
                contentsOf: fake.place.appending(path: "refs/refs/pr/1"), encoding: .utf8)
                == FakeHub.commit)
        // The commit itself is now known without a question.
        let count = fake.hub.requests.count
        #expect(try fake.fetch(revision: FakeHub.commit).path == fake.snapshot.path)
        #expect(fake.hub.requests.count == count)
    }

    @Test func progressCountsWhatWasMissing() throws {
        let fake = try FakeHub()
        try fake.fetch()
        let steps = fake.events.compactMap { event -> DownloadProgress? in
            if case .progress(let step) = event { step } else { nil }
        }
        let names = [
            "tokenizer.json", "vocab.txt", "tokenizer_config.json", "model.safetensors",
            "config.json",
        ]
        let total = names.reduce(0) { $0 + (FakeHub.plain[$1]?.count ?? 0) }
        #expect(steps.allSatisfy { $0.total == total })
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.bytes <= $1.bytes })
        #expect(steps.last?.bytes == total && steps.last?.file == "config.json")
        #expect(steps.contains { $0.file == "model.safetensors" })
    }
}

/// An address that is known only after the closure that needs it was made.
final class Addresses: @unchecked Sendable {
    private let lock = NSLock()
    private var address = ""
    var hub: String {
        get { lock.withLock { address } }
        set { lock.withLock { address = newValue } }
    }
}
