import Assets
import Files
import Foundation
import Testing

@Suite struct AssetTests {
    @Test(arguments: Asset.all.map(\.name))
    func everyFileHasAChecksumAndASize(_ name: String) throws {
        let asset = try Asset.named(name)
        #expect(!asset.files.isEmpty)
        for file in asset.files {
            #expect(file.sha256.count == 64)
            #expect(file.sha256.allSatisfy { $0.isHexDigit && !$0.isUppercase })
            #expect(file.byteCount > 0)
        }
        #expect(Set(asset.files.map(\.sha256)).count == asset.files.count)
    }

    @Test func unknownNameIsAnsweredWithTheKnownOnes() {
        #expect(
            throws: FetchError(
                .notFound, "no asset is named 'mini'; known are minilm, reviews")
        ) { try Asset.named("mini") }
    }

    @Test(arguments: [
        (["ISOTROPY_CACHE": "/a", "XDG_CACHE_HOME": "/b", "HOME": "/c"], "/a"),
        (["ISOTROPY_CACHE": "", "XDG_CACHE_HOME": "/b", "HOME": "/c"], "/b/isotropy"),
        (["XDG_CACHE_HOME": "b", "HOME": "/c"], "/c/.cache/isotropy"),
        (["XDG_CACHE_HOME": "", "HOME": "/c"], "/c/.cache/isotropy"),
        (["HOME": "/c"], "/c/.cache/isotropy"),
    ])
    func cacheIsWhereTheEnvironmentSays(_ environment: [String: String], _ path: String) {
        #expect(AssetCache.root(environment).path == path)
    }
}
