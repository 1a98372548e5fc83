import Foundation

/// A zip archive written by hand, which may be one that no program writes; its records are stored as they
/// are, whatever their method says.
package struct ArchiveBytes: Sendable {
    package var records: [(name: String, content: [UInt8])]
    /// Whether sizes and places stand in the 64-bit form.
    package var isWide = false
    package var method: UInt16 = 0
    package var flags: UInt16 = 0
    /// The name in each record's own header, where it is another.
    package var headerName: String?
    package var checksum: UInt32 = 0
    package var comment: [UInt8] = []

    package init(_ records: [(name: String, content: [UInt8])]) { self.records = records }

    package var bytes: [UInt8] {
        var result: [UInt8] = []
        var table: [UInt8] = []
        for (name, content) in records {
            let offset = result.count
            let header = headerName ?? name
            result += little(0x0403_4B50 as UInt32) + little(45 as UInt16) + little(flags)
            result += little(method) + little(0 as UInt32) + little(checksum)
            result += sizes(content.count) + little(UInt16(header.utf8.count)) + little(0 as UInt16)
            result += Array(header.utf8) + content
            table += little(0x0201_4B50 as UInt32) + little(45 as UInt16) + little(45 as UInt16)
            table += little(flags) + little(method) + little(0 as UInt32) + little(checksum)
            table += sizes(content.count) + little(UInt16(name.utf8.count))
            table += little(UInt16(isWide ? 34 : 0)) + [UInt8](repeating: 0, count: 10)
            table += little(isWide ? UInt32.max : UInt32(offset)) + Array(name.utf8)
            if isWide {
                // Another field comes first.
                table += little(0x5455 as UInt16) + little(2 as UInt16) + [1, 2]
                table += little(1 as UInt16) + little(24 as UInt16)
                table += little(UInt64(content.count)) + little(UInt64(content.count))
                table += little(UInt64(offset))
            }
        }
        let start = result.count
        return result + table + end(start, table.count)
    }

    private func sizes(_ count: Int) -> [UInt8] {
        let size = little(isWide ? UInt32.max : UInt32(count))
        return size + size
    }

    private func end(_ start: Int, _ size: Int) -> [UInt8] {
        var result: [UInt8] = []
        if isWide {
            let place = start + size
            result += little(0x0606_4B50 as UInt32) + little(44 as UInt64)
            result += little(45 as UInt16) + little(45 as UInt16) + little(0 as UInt64)
            result += little(UInt64(records.count)) + little(UInt64(records.count))
            result += little(UInt64(size)) + little(UInt64(start))
            result += little(0x0706_4B50 as UInt32) + little(0 as UInt32)
            result += little(UInt64(place)) + little(1 as UInt32)
        }
        let count = little(isWide ? UInt16.max : UInt16(records.count))
        result += little(0x0605_4B50 as UInt32) + little(0 as UInt32) + count + count
        result += little(isWide ? UInt32.max : UInt32(size))
        result += little(isWide ? UInt32.max : UInt32(start))
        return result + little(UInt16(comment.count)) + comment
    }
}

/// The bytes of a number, the lowest first.
package func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian, Array.init)
}
