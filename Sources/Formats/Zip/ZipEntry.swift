/// What the table of contents of an archive says of one entry.
package struct ZipEntry: Sendable {
    package let name: String
    /// 0 for bytes as they are, 8 for deflate.
    package let method: UInt16
    package let isEncrypted: Bool
    /// The CRC-32 of the unpacked bytes.
    package let checksum: UInt32
    package let compressedByteCount: UInt64
    package let byteCount: UInt64
    let headerOffset: UInt64
    /// The file's kind and permissions, where a Unix wrote the archive.
    private let attributes: UInt32

    private static let wideField: UInt16 = 1

    /// Reads an entry of the table of contents after its signature.
    init(_ reader: inout ByteReader) throws(ByteReader.Ended) {
        _ = try reader.take(4)
        let flags = try reader.number(UInt16.self)
        isEncrypted = flags & 1 != 0
        method = try reader.number()
        _ = try reader.take(4)
        checksum = try reader.number()
        let narrowCompressedCount = try reader.number(UInt32.self)
        let narrowCount = try reader.number(UInt32.self)
        let nameLength = try reader.number(UInt16.self)
        let extraLength = try reader.number(UInt16.self)
        let commentLength = try reader.number(UInt16.self)
        _ = try reader.take(4)
        attributes = try reader.number()
        let narrowOffset = try reader.number(UInt32.self)
        name = String(decoding: try reader.take(Int(nameLength)), as: UTF8.self)
        let extra = try reader.take(Int(extraLength))
        _ = try reader.take(Int(commentLength))
        // What does not fit 32 bits stands in an extra field, in this order.
        var wide = try Self.wide(extra)
        func value(_ narrow: UInt32) throws(ByteReader.Ended) -> UInt64 {
            narrow == .max ? try wide.number(UInt64.self) : UInt64(narrow)
        }
        byteCount = try value(narrowCount)
        compressedByteCount = try value(narrowCompressedCount)
        headerOffset = try value(narrowOffset)
    }

    /// The content of the field for numbers of 64 bits; empty where there is none.
    private static func wide(
        _ extra: UnsafeRawBufferPointer
    ) throws(ByteReader.Ended) -> ByteReader {
        var fields = ByteReader(extra)
        while !fields.isAtEnd {
            let kind = try fields.number(UInt16.self)
            let content = try fields.take(Int(try fields.number(UInt16.self)))
            if kind == wideField { return ByteReader(content) }
        }
        return ByteReader(UnsafeRawBufferPointer(start: nil, count: 0))
    }

    /// Refuses a name that leads out of the folder that the archive is unpacked to, and a link.
    func checkStaysInFolder() throws(ZipProblem) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let leadsOut =
            name.isEmpty || name.hasPrefix("/") || parts.contains("..")
            || name.unicodeScalars.contains { $0 == "\\" || $0 == "\0" }
            || name.dropFirst().first == ":"
        if leadsOut { throw ZipProblem("leads out of its folder", in: name) }
        if attributes >> 16 & 0o170000 == 0o120000 { throw ZipProblem("is a link", in: name) }
    }
}
