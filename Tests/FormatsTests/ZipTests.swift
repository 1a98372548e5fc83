import Formats
import Foundation
import TestSupport
import Testing

@Suite struct ZipTests {
    private static let limits = ZipLimits(byteCount: 1 << 30)

    private func open(_ archive: [UInt8]) throws -> ZipArchive {
        try archive.withUnsafeBytes { try ZipArchive($0, isUnpacked: true) }
    }

    private func problem(_ archive: [UInt8]) -> ZipProblem? {
        #expect(throws: ZipProblem.self) { try open(archive) }
    }

    private func contents(
        _ name: String, of archive: [UInt8], _ limits: ZipLimits = limits
    ) throws -> [UInt8] {
        try archive.withUnsafeBytes { bytes in
            let zip = try ZipArchive(bytes, isUnpacked: true)
            return try zip.contents(of: zip.entry(name), in: bytes, limits: limits)
        }
    }

    @Test func whatTheWriterStoresIsReadBack() throws {
        let files: [(String, [UInt8])] = [("a/", []), ("a/é.txt", Array("two\n".utf8))]
        let archive = [UInt8](storedArchive(files))
        #expect(try open(archive).entries.map(\.name) == ["a/", "a/é.txt"])
        for (name, bytes) in files { #expect(try contents(name, of: archive) == bytes) }
        let error = #expect(throws: ZipProblem.self) { try contents("b", of: archive) }
        #expect(error?.description == "has no b")
    }

    @Test(arguments: [false, true]) func bothFormsAreRead(_ isWide: Bool) throws {
        var archive = ArchiveBytes([("a", [1, 2, 3]), ("b", [4])])
        archive.isWide = isWide
        archive.comment = Array("a comment".utf8)
        let bytes = archive.bytes
        let places = try bytes.withUnsafeBytes { bytes in
            let zip = try ZipArchive(bytes, isUnpacked: false)
            return try zip.entries.map { Array(bytes[try zip.place(of: $0, in: bytes)]) }
        }
        #expect(places == [[1, 2, 3], [4]])
    }

    @Test(arguments: [
        "../evil", "a/../../evil", "/etc/evil", "C:/evil", "a\\..\\evil", "a\0b", "",
    ])
    func aNameThatLeadsOutOfTheFolderRefusesTheArchive(_ name: String) {
        let archive = [UInt8](storedArchive([("good", [1]), (name, [1])]))
        #expect(problem(archive)?.reason == "leads out of its folder")
    }

    @Test func aNameThatIsThereTwiceRefusesTheArchive() {
        let archive = [UInt8](storedArchive([("a/dev.tsv", [1]), ("a/dev.tsv", [2])]))
        #expect(problem(archive)?.description == "a/dev.tsv: is there twice")
    }

    @Test func aLinkRefusesTheArchive() throws {
        var archive = storedArchive([("a/dev.tsv", Array("/etc/passwd".utf8))])
        let entry = try #require(archive.range(of: Data([0x50, 0x4B, 1, 2])))
        archive.replaceSubrange(
            (entry.lowerBound + 38)..<(entry.lowerBound + 42), with: [0, 0, 0xFF, 0xA1])
        #expect(problem([UInt8](archive))?.description == "a/dev.tsv: is a link")
    }

    @Test func whatIsEncryptedOrPackedOtherwiseIsRefused() {
        var archive = ArchiveBytes([("a", [1, 2, 3])])
        archive.flags = 1
        var error = #expect(throws: ZipProblem.self) { try contents("a", of: archive.bytes) }
        #expect(error?.description == "a: is encrypted")
        archive.flags = 0
        archive.method = 12
        error = #expect(throws: ZipProblem.self) { try contents("a", of: archive.bytes) }
        #expect(error?.description == "a: is compressed in a way that is not read (method 12)")
    }

    /// The size of the only entry, as the table of contents tells it, of a deflated file.
    private func archive(telling size: UInt32) throws -> [UInt8] {
        var archive = storedArchive([("a", [1, 2, 3])])
        let entry = try #require(archive.range(of: Data([0x50, 0x4B, 1, 2]))).lowerBound
        archive[entry + 10] = 8
        archive.replaceSubrange((entry + 24)..<(entry + 28), with: little(size))
        return [UInt8](archive)
    }

    @Test func theCallersLimitsAreKept() throws {
        let archive = [UInt8](storedArchive([("a", [1, 2, 3])]))
        #expect(try contents("a", of: archive, ZipLimits(byteCount: 3)) == [1, 2, 3])
        var error = #expect(throws: ZipProblem.self) {
            try contents("a", of: archive, ZipLimits(byteCount: 2))
        }
        #expect(error?.description == "a: would unpack to 3 bytes, of at most 2")
        error = #expect(throws: ZipProblem.self) {
            try contents("a", of: self.archive(telling: 900))
        }
        #expect(error?.description == "a: would unpack to more than 200 times its size")
    }

    @Test func aSizeThatDeflateCannotMakeIsRefused() throws {
        let error = #expect(throws: ZipProblem.self) {
            try contents(
                "a", of: archive(telling: 900_000_000),
                ZipLimits(byteCount: 1 << 30, growth: 1 << 30))
        }
        #expect(error?.description == "a: is damaged")
    }

    @Test func aChangedByteIsFoundByItsChecksum() throws {
        var archive = [UInt8](storedArchive([("a", [1, 2, 3])]))
        archive[31] ^= 1
        let error = #expect(throws: ZipProblem.self) { try contents("a", of: archive) }
        #expect(error?.description == "a: is damaged: it has another checksum")
    }

    @Test func everyCutIsRefused() {
        let archive = ArchiveBytes([("a", [1, 2, 3]), ("b", [4])]).bytes
        for count in 0..<archive.count { _ = problem(Array(archive.prefix(count))) }
    }

    @Test func checksumIsTheStandardsCheckValue() {
        #expect(crc32(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(crc32([]) == 0)
    }
}
