import Files
import Formats
import Foundation
import TaskArchives
import Tasks
import Testing

@Suite struct ZipTests {
    @Test(arguments: [
        "../evil", "WNLI/../../evil", "/etc/evil", "C:/evil", "WNLI\\..\\evil", "",
    ])
    func aNameThatLeadsOutOfTheFolderRefusesTheArchive(_ name: String) throws {
        let place = try Place(storedArchive(SmallTask.files() + [(name, [1])]))
        let error = try #require(throws: FetchError.self) { try place.fetch() }
        #expect(error.kind == .damaged && error.description.contains("leads out of its folder"))
        #expect(try place.names() == [])
    }

    /// Sizes of the second entry, `WNLI/train.tsv`, as both its headers tell them.
    private func archive(telling size: UInt32, method: UInt8 = 0) throws -> Data {
        var archive = storedArchive(SmallTask.files())
        let place = try #require(
            archive.range(of: Data("WNLI/train.tsv".utf8), options: .backwards))
        let entry = place.lowerBound - 46
        archive[entry + 10] = method
        archive.replaceSubrange(
            (entry + 24)..<(entry + 28), with: withUnsafeBytes(of: size.littleEndian) { Data($0) })
        return archive
    }

    /// Nothing is unpacked: the bytes that the first entry would have are not even there.
    @Test func aFileThatIsLargerThanTheOfficialOneIsNotUnpacked() throws {
        let place = try Place(try archive(telling: 4_000_001, method: 8))
        let error = try #require(throws: FetchError.self) { try place.fetch() }
        #expect(error.kind == .damaged)
        #expect(
            error.description.contains(
                "WNLI/train.tsv: would unpack to 4000001 bytes, of at most 4000000"))
        #expect(try place.names() == [])
    }

    @Test func aChangedByteIsFoundByItsChecksum() throws {
        var archive = SmallTask.archive
        archive[2000] ^= 1
        let place = try Place(archive)
        let error = try #require(throws: FetchError.self) { try place.fetch() }
        #expect(error.description.contains("WNLI.zip of wnli: WNLI/"))
        #expect(try place.names() == [])
    }

    @Test func aCutArchiveIsRefused() throws {
        let place = try Place(SmallTask.archive.dropLast(10))
        let error = try #require(throws: FetchError.self) { try place.fetch() }
        #expect(
            error.description.contains("is cut off, or no zip archive: it has no table of contents")
        )
    }

    @Test func anArchiveOfAnotherTaskIsRefused() throws {
        let place = try Place(storedArchive([("RTE/train.tsv", [1])]))
        let error = try #require(throws: FetchError.self) { try place.fetch() }
        #expect(error.description.contains("has no WNLI/train.tsv"))
    }
}
