import Foundation
import Hub
import IsotropyCommands
import TestSupport
import Testing
import Transfer

/// What `--model` stands for. No test here reaches a network.
@Suite struct ModelPlaceTests {
    private let folder: TemporaryFolder
    private static let commit = String(repeating: "0123456789", count: 4)

    init() throws { folder = try TemporaryFolder() }

    private var environment: [String: String] {
        ["HF_HUB_CACHE": folder.url.path, "HF_HUB_OFFLINE": "1"]
    }

    private func url(_ model: String, _ revision: Revision = .main) throws -> URL {
        try ModelPlace(model, revision: revision, environment: environment).url(.all)
    }

    private func refusal(_ model: String, _ revision: Revision = .main) throws -> String {
        let error = try #require(throws: (any Error).self) { try url(model, revision) }
        return "\(error)"
    }

    /// Puts a model into the cache.
    private func keep(_ name: String, as reference: String = "main") throws -> URL {
        let place = "models--" + name.replacing("/", with: "--")
        let snapshot = "\(place)/snapshots/\(Self.commit)"
        try folder.write(Self.commit, to: "\(place)/refs/\(reference)")
        for name in ["config.json", "model.safetensors", "tokenizer.json"] {
            try folder.write("", to: "\(snapshot)/\(name)")
        }
        return folder.file(snapshot)
    }

    @Test func aFolderWinsOverAName() throws {
        #expect(try url(folder.url.path).path == folder.url.path)
        let text = try refusal(folder.url.path, #require(Revision("v2")))
        #expect(text.contains("which is a folder: it is for models of the hub"))
    }

    @Test func aNameIsLookedForInTheCache() throws {
        let main = try keep("someone/bert")
        #expect(try url("someone/bert").path == main.path)
        #expect(try refusal("someone/bert", #require(Revision("v2"))).contains("of revision v2"))
        _ = try keep("someone/bert", as: "v2")
        #expect(try url("someone/bert", #require(Revision("v2"))).path == main.path)
    }

    @Test func aNameThatIsNowhereIsToldAsFolderAndAsModel() throws {
        #expect(
            try refusal("no-such-model") == """
                there is no folder no-such-model, and as a model's name: the cache \(folder.url.path) \
                has no no-such-model, and HF_HUB_OFFLINE forbids to fetch it
                """)
    }

    @Test(arguments: ["./models/bert", "/no/such/folder", "runs/a/checkpoint", "no such", "a--b"])
    func whatCannotBeANameIsTakenForAFolder(_ model: String) throws {
        let text = try refusal(model)
        #expect(text.hasPrefix("there is no model folder \(model), and it cannot be the name"))
    }

    @Test func theOwnModelHasNoRevisions() throws {
        #expect(
            try refusal("minilm", #require(Revision("v2")))
                == "--revision has no effect on minilm, which is a fixed model: it is for models of the hub"
        )
    }

    @Test func aDownloadIsALineOfBytesRateAndRest() {
        let progress = DownloadProgress(
            file: "model.safetensors", bytes: 60_000_000, total: 120_000_000)
        #expect(
            downloadLine("bert", progress, seconds: 4, arrived: 40_000_000)
                == "bert ━━━━━━━━━━────────── 60.0/120.0 MB  10.0 MB/s  0:06 left  model.safetensors"
        )
        #expect(
            downloadLine("bert", progress, seconds: 0, arrived: 0)
                == "bert ━━━━━━━━━━────────── 60.0/120.0 MB  model.safetensors")
    }
}
