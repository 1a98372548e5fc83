import Files
import Foundation
import Tasks

/// What is wrong with an archive, as a sentence's end.
package struct ZipProblem: Error, Equatable {
    package let message: String

    init(_ message: String) { self.message = message }
}

/// A zip archive (PKWARE's APPNOTE 6.3) of one part, whose entries are stored or deflated.
///
/// It is refused as a whole where a name leads out of the folder, is there twice or is a link's: what
/// is like that in one place is not taken in another.
package struct ZipArchive {
    package struct Entry {
        package let name: String
        package let byteCount: Int
        fileprivate let compressedByteCount: Int
        fileprivate let method: Int
        fileprivate let isEncrypted: Bool
        fileprivate let checksum: UInt32
        fileprivate let offset: Int

        /// No text becomes so many times smaller.
        private static let densest = 200

        /// Refuses what is larger than it can be, before it is unpacked.
        /// - Parameter largest: the bytes that such a file has at most.
        package func check(largest: Int) throws(ZipProblem) {
            guard byteCount <= largest else {
                throw ZipProblem(
                    "would unpack \(shown(name)) to \(byteCount) bytes, of which the official file has "
                        + "less than \(largest)")
            }
            guard byteCount / Self.densest <= compressedByteCount else {
                throw ZipProblem(
                    "would unpack \(shown(name)) to more than \(Self.densest) times its size, which is "
                        + "no text")
            }
        }
    }

    package let entries: [Entry]
    private let data: Data
    /// Where the list of entries begins, and what they hold ends.
    private let end: Int

    package init(_ data: Data) throws(ZipProblem) {
        self.data = data
        (end, entries) = try reading(data) { bytes throws(ZipProblem) -> (Int, [Entry]) in
            let bytes = LittleEndianBytes(bytes)
            let directory = try Directory(bytes)
            return (directory.start, try directory.entries(bytes))
        }
    }

    package func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }

    /// The bytes of an entry; its size and its checksum are those that the archive tells.
    package func contents(of entry: Entry) throws(ZipProblem) -> [UInt8] {
        let contents = try reading(data) { bytes throws(ZipProblem) -> [UInt8] in
            try unpacked(entry, in: bytes)
        }
        guard crc32(contents) == entry.checksum else { throw damaged(entry) }
        return contents
    }

    private func unpacked(
        _ entry: Entry, in buffer: UnsafeRawBufferPointer
    ) throws(ZipProblem) -> [UInt8] {
        let bytes = LittleEndianBytes(buffer)
        if entry.isEncrypted { throw ZipProblem("holds \(shown(entry.name)) encrypted") }
        guard bytes[4, at: entry.offset] == 0x0403_4B50,
            let nameLength = bytes[2, at: entry.offset + 26],
            let extraLength = bytes[2, at: entry.offset + 28]
        else { throw damaged(entry) }
        let start = entry.offset + 30 + nameLength + extraLength
        guard start <= end, entry.compressedByteCount <= end - start else { throw damaged(entry) }
        let packed = UnsafeRawBufferPointer(
            rebasing: buffer[start..<(start + entry.compressedByteCount)])
        switch entry.method {
        case 0:
            guard packed.count == entry.byteCount else { throw damaged(entry) }
            return [UInt8](packed)
        case 8:
            // A byte of deflate makes at most 1032; no memory is taken for what cannot be true.
            guard entry.byteCount / 1032 <= packed.count,
                let contents = inflated(packed, byteCount: entry.byteCount)
            else { throw damaged(entry) }
            return contents
        default:
            throw ZipProblem(
                "holds \(shown(entry.name)) compressed in a way that is not read (\(entry.method))")
        }
    }

    private func damaged(_ entry: Entry) -> ZipProblem {
        ZipProblem("is damaged at \(shown(entry.name))")
    }
}

/// Lends bytes to a closure, whose error keeps its type.
private func reading<Value>(
    _ data: Data, _ body: (UnsafeRawBufferPointer) throws(ZipProblem) -> Value
) throws(ZipProblem) -> Value {
    let result = data.withUnsafeBytes { bytes -> Result<Value, ZipProblem> in
        do throws(ZipProblem) {
            return .success(try body(bytes))
        } catch {
            return .failure(error)
        }
    }
    return try result.get()
}

/// The list of entries at an archive's end.
private struct Directory {
    let start: Int
    private let byteCount: Int
    private let count: Int

    /// Finds it from the end, where a comment of up to 65,535 bytes may follow it.
    init(_ bytes: LittleEndianBytes) throws(ZipProblem) {
        let last = bytes.count - 22
        let places = stride(from: last, through: max(0, last - 0xFFFF), by: -1)
        guard last >= 0,
            let place = places.first(where: { place in
                bytes[4, at: place] == 0x0605_4B50 && bytes[2, at: place + 20] == last - place
            })
        else { throw ZipProblem("is no zip archive, or its end is missing") }
        guard let disk = bytes[2, at: place + 4], let count = bytes[2, at: place + 10],
            let byteCount = bytes[4, at: place + 12], let start = bytes[4, at: place + 16],
            disk == 0, bytes[2, at: place + 8] == count, count < 0xFFFF, start < 0xFFFF_FFFF,
            start + byteCount <= place
        else { throw ZipProblem("is a zip archive of several parts, or of more than 4 GB") }
        self.start = start
        self.byteCount = byteCount
        self.count = count
    }

    func entries(_ bytes: LittleEndianBytes) throws(ZipProblem) -> [ZipArchive.Entry] {
        var entries: [ZipArchive.Entry] = []
        var names: Set<String> = []
        var place = start
        for _ in 0..<count {
            guard bytes[4, at: place] == 0x0201_4B50, let flags = bytes[2, at: place + 8],
                let method = bytes[2, at: place + 10], let checksum = bytes[4, at: place + 16],
                let packed = bytes[4, at: place + 20], let unpacked = bytes[4, at: place + 24],
                let nameLength = bytes[2, at: place + 28], let extra = bytes[2, at: place + 30],
                let comment = bytes[2, at: place + 32], let attributes = bytes[4, at: place + 38],
                let offset = bytes[4, at: place + 42],
                let name = bytes.text(at: place + 46, byteCount: nameLength)
            else { throw ZipProblem("has a damaged list of entries") }
            try check(name, attributes)
            guard names.insert(name).inserted else {
                throw ZipProblem("holds \(shown(name)) twice")
            }
            entries.append(
                ZipArchive.Entry(
                    name: name, byteCount: unpacked, compressedByteCount: packed, method: method,
                    isEncrypted: flags & 1 != 0, checksum: UInt32(checksum), offset: offset))
            place += 46 + nameLength + extra + comment
        }
        guard place <= start + byteCount else {
            throw ZipProblem("has a damaged list of entries")
        }
        return entries
    }

    private func check(_ name: String, _ attributes: Int) throws(ZipProblem) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let leadsOut =
            name.isEmpty || name.hasPrefix("/") || parts.contains("..")
            || name.unicodeScalars.contains { $0 == "\\" || $0 == "\0" }
            || name.dropFirst().first == ":"
        if leadsOut {
            throw ZipProblem("holds \(shown(name)), a name that leads out of its folder")
        }
        // The file's kind as Unix writes it, where a Unix wrote the archive.
        if attributes >> 16 & 0o170000 == 0o120000 {
            throw ZipProblem("holds \(shown(name)), which is a link")
        }
    }
}

/// Whole numbers of a buffer; `nil` past its ends.
private struct LittleEndianBytes {
    private let buffer: UnsafeRawBufferPointer

    init(_ buffer: UnsafeRawBufferPointer) { self.buffer = buffer }

    var count: Int { buffer.count }

    subscript(width: Int, at offset: Int) -> Int? {
        guard offset >= 0, offset <= buffer.count - width else { return nil }
        return (0..<width).reduce(0) { $0 | Int(buffer[offset + $1]) << (8 * $1) }
    }

    func text(at offset: Int, byteCount: Int) -> String? {
        guard offset >= 0, byteCount <= buffer.count - offset else { return nil }
        return String(decoding: buffer[offset..<(offset + byteCount)], as: UTF8.self)
    }
}

/// A name as a message may show it: short, and without control characters.
private func shown(_ name: String) -> String {
    let clean = name.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }
    let line = String(String.UnicodeScalarView(clean))
    return "'" + (line.count > 80 ? line.prefix(80) + "…" : line) + "'"
}
