import Foundation
import Hub
import TestSupport
import Testing

@Suite struct SettingsTests {
    private func settings(_ environment: [String: String]) -> HubSettings {
        HubSettings(environment: environment.merging(["HOME": "/home/me"]) { new, _ in new })
    }

    @Test(arguments: [
        ([:], "/home/me/.cache/huggingface/hub"),
        (["XDG_CACHE_HOME": "/x"], "/x/huggingface/hub"),
        (["XDG_CACHE_HOME": "/x", "HF_HOME": "/h"], "/h/hub"),
        (["HF_HOME": "/h", "HUGGINGFACE_HUB_CACHE": "/old"], "/old"),
        (["HUGGINGFACE_HUB_CACHE": "/old", "HF_HUB_CACHE": "/new"], "/new"),
        (["HF_HUB_CACHE": ""], "/home/me/.cache/huggingface/hub"),
        (["HF_HOME": "~/h"], "/home/me/h/hub"),
        (["HF_HUB_CACHE": "~"], "/home/me"),
        (["HF_HUB_CACHE": "$HOME/a/${USER}/$NONE", "USER": "me"], "/home/me/a/me/$NONE"),
    ])
    func theCacheIsWhereHuggingFaceLooksForIt(_ environment: [String: String], _ path: String) {
        #expect(settings(environment).cache.path == path)
    }

    @Test func theEndpointLosesItsLastSlashes() {
        #expect(settings(["HF_ENDPOINT": "http://mirror/hub//"]).endpoint == "http://mirror/hub")
        #expect(settings([:]).endpoint == settings(["HF_ENDPOINT": ""]).endpoint)
        #expect(settings([:]).endpoint.hasPrefix("https://"))
    }

    @Test(arguments: [
        ([:], false), (["HF_HUB_OFFLINE": "1"], true), (["HF_HUB_OFFLINE": "yes"], true),
        (["HF_HUB_OFFLINE": "True"], true), (["HF_HUB_OFFLINE": "0"], false),
        (["TRANSFORMERS_OFFLINE": "ON"], true), (["HF_HUB_OFFLINE": ""], false),
        (["HF_HUB_OFFLINE": "0", "TRANSFORMERS_OFFLINE": "1"], false),
    ])
    func offlineIsSaidAsHuggingFaceTakesIt(_ environment: [String: String], _ expected: Bool) {
        #expect(settings(environment).isOffline == expected)
    }

    @Test(arguments: [
        ("5", 5.0), ("0.5", 0.5), ("", 30), ("nan", 30), ("inf", 30), ("-1", 30), ("1e300", 30),
        ("soon", 30), ("0x10", 30),
    ])
    func aTimeoutThatIsNoTimeCountsAsUnset(_ value: String, _ seconds: Double) {
        #expect(settings(["HF_HUB_DOWNLOAD_TIMEOUT": value]).timeout == seconds)
    }

    @Test func theTokenIsInAVariableOrAFile() {
        #expect(settings(["HF_TOKEN": "a", "HUGGING_FACE_HUB_TOKEN": "b"]).token == "a")
        #expect(settings(["HUGGING_FACE_HUB_TOKEN": "b"]).token == "b")
        #expect(settings([:]).tokenFile?.path == "/home/me/.cache/huggingface/token")
        #expect(settings(["HF_HOME": "/h"]).tokenFile?.path == "/h/token")
        #expect(settings(["HF_TOKEN_PATH": "/t"]).tokenFile?.path == "/t")
        let silent = settings(["HF_TOKEN": "a", "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"])
        #expect(silent.token == nil && silent.tokenFile == nil)
    }

    @Test func theTokenOfAFileIsSent() throws {
        let fake = try FakeHub()
        let folder = try TemporaryFolder()
        var settings = fake.settings
        settings.tokenFile = folder.url.appending(path: "token")
        // Without the file there is no token, which is no error.
        try fake.fetch(settings)
        #expect(fake.hub.requests.allSatisfy { $0["Authorization"] == nil })
        try FileManager.default.removeItem(at: fake.place)
        try Data("hf_file\n".utf8).write(to: folder.url.appending(path: "token"))
        let count = fake.hub.requests.count
        try fake.fetch(settings)
        #expect(
            fake.hub.requests.dropFirst(count).allSatisfy {
                $0["Authorization"] == "Bearer hf_file"
            })
    }

    @Test(arguments: ["a\r\nX-Evil: 1", "a b", "ä"])
    func aTokenThatIsNotOneWordIsRefused(_ token: String) throws {
        let fake = try FakeHub()
        var settings = fake.settings
        settings.token = token
        let error = try fake.refusal(settings)
        #expect(error.kind == .invalid && error.description.contains("HF_TOKEN"))
        #expect(!error.description.contains(token))
        #expect(fake.hub.requests.isEmpty)
    }
}
