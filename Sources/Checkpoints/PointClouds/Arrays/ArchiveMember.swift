import Formats
import Options

/// An array that an archive holds as it is, or packed, and the checksum that it tells.
class ArchiveMember {
    let path: String
    let byteCount: Int
    fileprivate let file: OpenFile
    let member: String?
    /// Where its bytes lie in the file, packed or not.
    fileprivate let place: Range<Int>
    fileprivate let checksum: UInt32

    /// - Parameter place: where the archive has its bytes, in the file.
    init(_ file: OpenFile, _ entry: ZipEntry, at place: Range<Int>) {
        path = file.path
        byteCount = Int(clamping: entry.byteCount)
        (self.file, member, self.place) = (file, printable(entry.name), place)
        checksum = entry.checksum
    }

    /// A file that somebody writes to is damaged as well, and that is said instead.
    fileprivate func damage(_ what: Message) -> CheckpointError {
        do throws(CheckpointError) {
            try file.checkUnchanged()
            let error = CheckpointError(file: path, what)
            return member.map { error.naming($0) } ?? error
        } catch {
            return error
        }
    }
}

/// One that is there as it is.
final class StoredMember: ArchiveMember, ArrayStore {
    private var sum = CRC32()
    /// How many bytes from the first on it is of.
    private var summed = 0

    func read(
        _ range: Range<Int>, into target: UnsafeMutableRawBufferPointer
    ) throws(CheckpointError) {
        try file.read(
            place.lowerBound + range.lowerBound..<place.lowerBound + range.upperBound, into: target)
        if range.lowerBound == summed {
            sum.add(UnsafeRawBufferPointer(target))
            summed = range.upperBound
        }
    }

    func checkWhole() throws(CheckpointError) {
        // Columns were read in pieces, which are not in the order of bytes.
        while summed < byteCount {
            _ = try bytes(summed..<min(byteCount, summed + 1 << 20))
        }
        guard sum.value == checksum else { throw damage("is damaged: it has another checksum") }
        try file.checkUnchanged()
    }
}

/// One that is packed by deflate: it is unpacked as it is read, and where it is not read from front to back, into
/// a file without a name that is gone with it.
final class PackedMember: ArchiveMember, ArrayStore {
    private var stream: InflateStream<CheckpointError>?
    private var sum = CRC32()
    /// How many bytes the stream has given.
    private var position = 0
    private var unpacked: OpenFile?
    private var isWhole = false

    func read(
        _ range: Range<Int>, into target: UnsafeMutableRawBufferPointer
    ) throws(CheckpointError) {
        if let unpacked { return try unpacked.read(range, into: target) }
        if stream == nil {
            start()
            try pass(range.lowerBound)
        }
        guard position == range.lowerBound else {
            let unpacked = try unpack()
            self.unpacked = unpacked
            stream = nil
            return try unpacked.read(range, into: target)
        }
        try give(target)
    }

    func checkWhole() throws(CheckpointError) {
        if !isWhole, unpacked == nil { try checkEnd() }
        (stream, unpacked, isWhole) = (nil, nil, true)
        try file.checkUnchanged()
    }

    /// Gives the stream's memory back; the next read begins it once more.
    func rest() { stream = nil }

    private func start() {
        var next = place.lowerBound
        let (file, end) = (file, place.upperBound)
        (sum, position) = (CRC32(), 0)
        stream = InflateStream { buffer throws(CheckpointError) in
            let range = next..<min(end, next + buffer.count)
            next = range.upperBound
            try file.read(
                range, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<range.count]))
            return range.count
        }
    }

    /// The stream's next bytes.
    private func give(_ target: UnsafeMutableRawBufferPointer) throws(CheckpointError) {
        guard try stream?.read(into: target) == target.count else {
            throw damage("is damaged, or cut off")
        }
        sum.add(UnsafeRawBufferPointer(target))
        position += target.count
    }

    private func pass(_ count: Int) throws(CheckpointError) {
        var left = count
        while left > 0 {
            var piece = [UInt8](repeating: 0, count: min(left, 1 << 20))
            let result = piece.withUnsafeMutableBytes { target in
                Result { () throws(CheckpointError) in try give(target) }
            }
            try result.get()
            left -= piece.count
        }
    }

    /// Makes sure that the stream ends where the archive says, with the checksum that it says.
    private func checkEnd() throws(CheckpointError) {
        if stream == nil { start() }
        try pass(byteCount - position)
        var byte: UInt8 = 0
        let rest = try withUnsafeMutableBytes(of: &byte) { target throws(CheckpointError) in
            try stream?.read(into: target)
        }
        guard rest == 0 else { throw damage("is damaged: it has more than \(byteCount) bytes") }
        guard sum.value == checksum else { throw damage("is damaged: it has another checksum") }
    }

    private func unpack() throws(CheckpointError) -> OpenFile {
        start()
        let unpacked = try OpenFile(unnamedFor: path) { write throws(CheckpointError) in
            let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
            defer { piece.deallocate() }
            while position < byteCount {
                let size = min(piece.count, byteCount - position)
                let part = UnsafeMutableRawBufferPointer(rebasing: piece[..<size])
                try give(part)
                try write(UnsafeRawBufferPointer(part))
            }
        }
        try checkEnd()
        return unpacked
    }
}
