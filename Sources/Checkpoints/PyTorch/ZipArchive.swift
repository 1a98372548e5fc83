/// The table of contents of a zip archive (APPNOTE 6.3.10), also of the 64-bit form.
///
/// Only the records at its end are read; a record's own header is read when its bytes are asked for.
struct ZipArchive {
    /// What the table of contents says of one record.
    struct Record {
        let name: String
        let method: UInt16
        let isEncrypted: Bool
        let checksum: UInt32
        let compressedSize: UInt64
        let size: UInt64
        let headerOffset: UInt64
    }

    private static let endSignature: UInt32 = 0x0605_4B50
    private static let endSize = 22
    private static let wideLocatorSignature: UInt32 = 0x0706_4B50
    private static let wideLocatorSize = 20
    private static let wideEndSignature: UInt32 = 0x0606_4B50
    private static let recordSignature: UInt32 = 0x0201_4B50
    private static let headerSignature: UInt32 = 0x0403_4B50

    private let file: MappedFile
    private(set) var records: [Record] = []

    init(_ file: MappedFile) throws(CheckpointError) {
        self.file = file
        defer { withExtendedLifetime(file) {} }
        do {
            try readRecords()
        } catch let error as CheckpointError {
            throw error
        } catch {
            throw failure("its table of contents is cut off")
        }
    }

    private func failure(_ message: String) -> CheckpointError {
        CheckpointError(file: file.path, message)
    }

    private mutating func readRecords() throws {
        let (count, offset) = try tableExtent()
        var reader = try reader(at: offset)
        var names: Set<[UInt8]> = []
        for _ in 0..<count {
            let start = reader.position
            guard try reader.number(UInt32.self) == Self.recordSignature else {
                throw failure("its table of contents is broken at byte \(start)")
            }
            let record = try Record(&reader)
            guard names.insert(Array(record.name.utf8)).inserted else {
                throw failure("\(record.name): is there twice")
            }
            records.append(record)
        }
    }

    private func reader(at offset: UInt64) throws -> ByteReader {
        guard let start = Int(exactly: offset), start <= file.bytes.count else {
            throw ByteReader.Ended()
        }
        return ByteReader(file.bytes, at: start)
    }

    /// How many records there are, and where their table begins.
    private func tableExtent() throws -> (count: UInt64, offset: UInt64) {
        let bytes = file.bytes
        // A comment of up to 65535 bytes may follow the last record.
        let first = max(0, bytes.count - Self.endSize - 0xFFFF)
        guard bytes.count >= Self.endSize,
            let end = (first...bytes.count - Self.endSize).reversed().first(where: { offset in
                bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian
                    == Self.endSignature
            })
        else { throw failure("is cut off, or no zip archive: it has no table of contents") }
        if let extent = try wideTableExtent(before: end) { return extent }
        var reader = ByteReader(bytes, at: end + 4)
        let disks = (try reader.number(UInt16.self), try reader.number(UInt16.self))
        _ = try reader.number(UInt16.self)
        let count = try reader.number(UInt16.self)
        _ = try reader.number(UInt32.self)
        let offset = try reader.number(UInt32.self)
        guard disks == (0, 0) else { throw failure("is one part of a zip archive in several") }
        return (UInt64(count), UInt64(offset))
    }

    /// The same from the 64-bit form; `nil` where there is none.
    private func wideTableExtent(before end: Int) throws -> (count: UInt64, offset: UInt64)? {
        guard end >= Self.wideLocatorSize else { return nil }
        var locator = ByteReader(file.bytes, at: end - Self.wideLocatorSize)
        guard try locator.number(UInt32.self) == Self.wideLocatorSignature else { return nil }
        _ = try locator.number(UInt32.self)
        var reader = try reader(at: try locator.number(UInt64.self))
        guard try reader.number(UInt32.self) == Self.wideEndSignature else {
            throw failure("its table of contents is broken: the 64-bit form has no end record")
        }
        _ = try reader.take(8 + 2 + 2)
        let disks = (try reader.number(UInt32.self), try reader.number(UInt32.self))
        guard disks == (0, 0) else { throw failure("is one part of a zip archive in several") }
        _ = try reader.number(UInt64.self)
        let count = try reader.number(UInt64.self)
        _ = try reader.number(UInt64.self)
        return (count, try reader.number(UInt64.self))
    }

    /// Where the bytes of a record lie in the file.
    func bytes(of record: Record) throws(CheckpointError) -> Range<Int> {
        guard record.method == 0 else {
            throw failure(
                "\(record.name): is compressed (method \(record.method)); save the file again with "
                    + "torch.save, which stores records as they are")
        }
        guard !record.isEncrypted else { throw failure("\(record.name): is encrypted") }
        defer { withExtendedLifetime(file) {} }
        do {
            var reader = try reader(at: record.headerOffset)
            guard try reader.number(UInt32.self) == Self.headerSignature else {
                throw failure("\(record.name): has no header where the table of contents says")
            }
            _ = try reader.take(22)
            let nameLength = try reader.number(UInt16.self)
            let extraLength = try reader.number(UInt16.self)
            let name = try reader.take(Int(nameLength))
            guard name.elementsEqual(record.name.utf8) else {
                throw failure("\(record.name): has another name in its own header")
            }
            _ = try reader.take(Int(extraLength))
            guard record.size == record.compressedSize, let size = Int(exactly: record.size) else {
                throw failure(
                    "\(record.name): is stored in \(record.compressedSize) bytes, but has "
                        + "\(record.size)")
            }
            let start = reader.position
            _ = try reader.take(size)
            return start..<start + size
        } catch let error as CheckpointError {
            throw error
        } catch {
            throw failure("\(record.name): is cut off")
        }
    }
}
