import Formats
import Foundation
import TestSupport
import Testing

struct XXH64Tests {
    /// Of the bytes (i² + 7 i) mod 251, by xxhash's own Python package.
    static let digests = [
        (0, "ef46db3751d8e999"), (1, "e934a84adb052768"),
        (3, "bb3a592908a981a8"), (4, "798a8b758de10b9c"),
        (7, "c524fe6186d68234"), (8, "628b254fd17d4862"),
        (14, "2f6fcae3cd914f0e"), (31, "7d36fafd7e8f54d5"),
        (32, "8ca809248427ab85"), (33, "701316fef6f836d3"),
        (63, "abdc7bc152c8c7f4"), (64, "134758ba0f580486"),
        (100, "3553324796eea83a"), (1000, "e83f2963bc234754"),
    ]

    private func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(($0 * $0 + 7 * $0) % 251) }
    }

    @Test(arguments: digests) func hashesAreThoseOfXXHash(_ count: Int, _ wanted: String) {
        var hash = XXH64()
        bytes(count).withUnsafeBytes { hash.update($0) }
        #expect(hash.hexadecimal == wanted)
    }

    @Test(arguments: [1, 5, 31, 32, 33, 97]) func piecesChangeNothing(_ size: Int) {
        let bytes = bytes(1000)
        var hash = XXH64()
        for start in stride(from: 0, to: bytes.count, by: size) {
            bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { hash.update($0) }
        }
        #expect(hash.hexadecimal == Self.digests.last?.1)
    }

    @Test func aChangedAMissingAndANewFileAreNamed() throws {
        let folder = try TemporaryFolder()
        let files = ["same", "changed", "gone", "new"].map { folder.url.appending(path: $0) }
        for file in files { try Data("1".utf8).write(to: file) }
        let before = try files.prefix(3).map { try InputFile($0) }
        try Data("2".utf8).write(to: files[1])
        let now = try [files[0], files[1], files[3]].map { try InputFile($0) }
        #expect(
            now.changes(since: before) == [
                "\(files[1].path) has changed", "\(files[3].path) is new",
                "\(files[2].path) is gone",
            ])
        #expect(now.changes(since: now).isEmpty)
    }
}
