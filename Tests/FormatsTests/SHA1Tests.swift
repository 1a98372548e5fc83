import Formats
import Foundation
import TestSupport
import Testing

@Suite struct SHA1Tests {
    private func digest(_ bytes: some Sequence<UInt8>) -> String {
        var hash = SHA1()
        hash.update(bytes)
        return hash.hexadecimal()
    }

    /// The examples of FIPS 180-4; the others made with Python's hashlib.
    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
        ),
    ])
    func publishedVectorsHold(_ text: String, _ expected: String) {
        #expect(digest(text.utf8) == expected)
    }

    @Test(arguments: [
        (55, "8ae2d46729cfe68ff927af5eec9c7d1b66d65ac2"),
        (56, "636e2ec698dac903498e648bd2f3af641d3c88cb"),
        (63, "6d942da0c4392b123528f2905c713a3ce28364bd"),
        (64, "c6138d514ffa2135bfce0ed0b8fac65669917ec7"),
        (65, "69bd728ad6e13cd76ff19751fde427b00e395746"),
        (119, "41c89d06001bab4ab78736b44efe7ce18ce6ae08"),
        (120, "d3dbd653bd8597b7475321b60a36891278e6a04a"),
    ])
    func paddingIsRightAtEveryBorder(_ count: Int, _ expected: String) {
        #expect(digest((0..<count).map { UInt8($0) }) == expected)
    }

    @Test func aFileIsNamedAsGitNamesIt() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("file")
        try Data().write(to: file)
        #expect(try SHA1.gitBlob(ofFile: file) == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
        // What `git hash-object` says of three million times "a".
        try Data(repeating: 97, count: 3_000_000).write(to: file)
        #expect(try SHA1.gitBlob(ofFile: file) == "ae9ea2ccdaed325e1d5cdc54eb010d6908b9ffe6")
    }
}
