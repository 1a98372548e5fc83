import Formats
import TestSupport

/// A zip archive of members that are packed by deflate, or as they are, with true checksums.
struct PackedArchive {
    struct Member {
        let name: String
        /// Unpacked.
        let bytes: [UInt8]
        var isPacked = true
        /// What the archive says; `nil` for the truth.
        var checksum: UInt32?
        var byteCount: Int?
        /// Where the archive says that it is, which has none of its own then.
        var offset: Int?
        /// In the place of what the bytes are packed to.
        var packed: [UInt8]?
    }

    var members: [Member]

    var bytes: [UInt8] {
        var result: [UInt8] = []
        var table: [UInt8] = []
        for member in members {
            let content =
                member.packed ?? (member.isPacked ? deflated(member.bytes) : member.bytes)
            let offset = member.offset ?? result.count
            var common = little(20 as UInt16) + little(0x0800 as UInt16)
            common += little((member.isPacked ? 8 : 0) as UInt16) + little(0x21_0000 as UInt32)
            common += little(member.checksum ?? crc32(member.bytes))
            common += little(UInt32(content.count))
            common += little(UInt32(member.byteCount ?? member.bytes.count))
            common += little(UInt16(member.name.utf8.count)) + little(0 as UInt16)
            if member.offset == nil {
                result += little(0x0403_4B50 as UInt32) + common + Array(member.name.utf8)
                result += content
            }
            table += little(0x0201_4B50 as UInt32) + little(20 as UInt16) + common
            table += [UInt8](repeating: 0, count: 10) + little(UInt32(offset))
            table += Array(member.name.utf8)
        }
        let start = result.count
        let count = little(UInt16(members.count))
        return result + table + little(0x0605_4B50 as UInt32) + little(0 as UInt32) + count + count
            + little(UInt32(table.count)) + little(UInt32(start)) + little(0 as UInt16)
    }
}
