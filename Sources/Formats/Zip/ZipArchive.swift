/// The table of contents of a zip archive (APPNOTE 6.3.10), also of the 64-bit form.
///
/// Only the entries at its end are read; an entry's own header is read when its bytes are asked for. The
/// archive's bytes, always the same, are given at each call: they may be a file in memory.
package struct ZipArchive: Sendable {
    private static let endSignature: UInt32 = 0x0605_4B50
    private static let endSize = 22
    private static let wideLocatorSignature: UInt32 = 0x0706_4B50
    private static let wideLocatorSize = 20
    private static let wideEndSignature: UInt32 = 0x0606_4B50
    private static let entrySignature: UInt32 = 0x0201_4B50
    private static let headerSignature: UInt32 = 0x0403_4B50

    package private(set) var entries: [ZipEntry] = []

    /// - Parameter isUnpacked: whether its entries become files of a folder: an archive is refused as a
    ///   whole where a name leads out of the folder or is a link's, for what is like that in one place is
    ///   not taken in another.
    package init(
        _ bytes: UnsafeRawBufferPointer, isUnpacked: Bool
    ) throws(ZipProblem) {
        do {
            try readEntries(bytes)
        } catch let problem as ZipProblem {
            throw problem
        } catch {
            throw ZipProblem("its table of contents is cut off")
        }
        if isUnpacked {
            for entry in entries { try entry.checkStaysInFolder() }
        }
    }

    /// The entry of that name.
    /// - Throws: where there is none.
    package func entry(_ name: String) throws(ZipProblem) -> ZipEntry {
        guard let entry = entries.first(where: { $0.name == name }) else {
            throw ZipProblem("has no \(name)")
        }
        return entry
    }

    private mutating func readEntries(_ bytes: UnsafeRawBufferPointer) throws {
        let (count, offset) = try tableExtent(bytes)
        var reader = try reader(of: bytes, at: offset)
        var names: Set<[UInt8]> = []
        for _ in 0..<count {
            let start = reader.position
            guard try reader.number(UInt32.self) == Self.entrySignature else {
                throw ZipProblem("its table of contents is broken at byte \(start)")
            }
            let entry = try ZipEntry(&reader)
            guard names.insert(Array(entry.name.utf8)).inserted else {
                throw ZipProblem("is there twice", in: entry.name)
            }
            entries.append(entry)
        }
    }

    private func reader(
        of bytes: UnsafeRawBufferPointer, at offset: UInt64
    ) throws(ByteReader.Ended) -> ByteReader {
        guard let start = Int(exactly: offset), start <= bytes.count else {
            throw ByteReader.Ended()
        }
        return ByteReader(bytes, at: start)
    }

    /// How many entries there are, and where their table begins.
    private func tableExtent(
        _ bytes: UnsafeRawBufferPointer
    ) throws -> (count: UInt64, offset: UInt64) {
        // A comment of up to 65535 bytes may follow the last entry.
        let first = max(0, bytes.count - Self.endSize - 0xFFFF)
        guard bytes.count >= Self.endSize,
            let end = (first...bytes.count - Self.endSize).reversed().first(where: { offset in
                bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian
                    == Self.endSignature
            })
        else { throw ZipProblem("is cut off, or no zip archive: it has no table of contents") }
        if let extent = try wideTableExtent(bytes, before: end) { return extent }
        var reader = ByteReader(bytes, at: end + 4)
        let disks = (try reader.number(UInt16.self), try reader.number(UInt16.self))
        _ = try reader.number(UInt16.self)
        let count = try reader.number(UInt16.self)
        _ = try reader.number(UInt32.self)
        let offset = try reader.number(UInt32.self)
        guard disks == (0, 0) else { throw ZipProblem("is one part of a zip archive in several") }
        return (UInt64(count), UInt64(offset))
    }

    /// The same from the 64-bit form; `nil` where there is none.
    private func wideTableExtent(
        _ bytes: UnsafeRawBufferPointer, before end: Int
    ) throws -> (count: UInt64, offset: UInt64)? {
        guard end >= Self.wideLocatorSize else { return nil }
        var locator = ByteReader(bytes, at: end - Self.wideLocatorSize)
        guard try locator.number(UInt32.self) == Self.wideLocatorSignature else { return nil }
        _ = try locator.number(UInt32.self)
        var reader = try reader(of: bytes, at: try locator.number(UInt64.self))
        guard try reader.number(UInt32.self) == Self.wideEndSignature else {
            throw ZipProblem("its table of contents is broken: the 64-bit form has no end record")
        }
        _ = try reader.take(8 + 2 + 2)
        let disks = (try reader.number(UInt32.self), try reader.number(UInt32.self))
        guard disks == (0, 0) else { throw ZipProblem("is one part of a zip archive in several") }
        _ = try reader.number(UInt64.self)
        let count = try reader.number(UInt64.self)
        _ = try reader.number(UInt64.self)
        return (count, try reader.number(UInt64.self))
    }

    /// Where the packed bytes of an entry lie in the archive.
    package func place(
        of entry: ZipEntry, in bytes: UnsafeRawBufferPointer
    ) throws(ZipProblem) -> Range<Int> {
        guard !entry.isEncrypted else { throw ZipProblem("is encrypted", in: entry.name) }
        do {
            var reader = try reader(of: bytes, at: entry.headerOffset)
            guard try reader.number(UInt32.self) == Self.headerSignature else {
                throw ZipProblem(
                    "has no header where the table of contents says", in: entry.name)
            }
            _ = try reader.take(22)
            let nameLength = try reader.number(UInt16.self)
            let extraLength = try reader.number(UInt16.self)
            let name = try reader.take(Int(nameLength))
            guard name.elementsEqual(entry.name.utf8) else {
                throw ZipProblem("has another name in its own header", in: entry.name)
            }
            _ = try reader.take(Int(extraLength))
            guard entry.method != 0 || entry.byteCount == entry.compressedByteCount,
                let count = Int(exactly: entry.compressedByteCount)
            else {
                throw ZipProblem(
                    "is stored in \(entry.compressedByteCount) bytes, but has \(entry.byteCount)",
                    in: entry.name)
            }
            let start = reader.position
            _ = try reader.take(count)
            return start..<start + count
        } catch let problem as ZipProblem {
            throw problem
        } catch {
            throw ZipProblem("is cut off", in: entry.name)
        }
    }
}
