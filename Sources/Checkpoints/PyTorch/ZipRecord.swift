extension ZipArchive.Record {
    private static let wideField: UInt16 = 1

    /// Reads an entry of the table of contents after its signature.
    init(_ reader: inout ByteReader) throws(ByteReader.Ended) {
        _ = try reader.take(4)
        let flags = try reader.number(UInt16.self)
        isEncrypted = flags & 1 != 0
        method = try reader.number()
        _ = try reader.take(4)
        checksum = try reader.number()
        let narrowCompressedSize = try reader.number(UInt32.self)
        let narrowSize = try reader.number(UInt32.self)
        let nameLength = try reader.number(UInt16.self)
        let extraLength = try reader.number(UInt16.self)
        let commentLength = try reader.number(UInt16.self)
        _ = try reader.take(8)
        let narrowOffset = try reader.number(UInt32.self)
        name = String(decoding: try reader.take(Int(nameLength)), as: UTF8.self)
        let extra = try reader.take(Int(extraLength))
        _ = try reader.take(Int(commentLength))
        // What does not fit 32 bits stands in an extra field, in this order.
        var wide = try Self.wide(extra)
        func value(_ narrow: UInt32) throws(ByteReader.Ended) -> UInt64 {
            narrow == .max ? try wide.number(UInt64.self) : UInt64(narrow)
        }
        size = try value(narrowSize)
        compressedSize = try value(narrowCompressedSize)
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
}
