/// Little-endian numbers from bytes, one after the other; nothing is read past the end.
struct ByteReader {
    /// There are fewer bytes than what was asked for.
    struct Ended: Error {}

    private let bytes: UnsafeRawBufferPointer
    private(set) var position: Int

    /// - Parameter start: where reading begins, from 0 to the end.
    init(_ bytes: UnsafeRawBufferPointer, at start: Int = 0) {
        self.bytes = bytes
        position = start
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func number<Number: FixedWidthInteger>(
        _ type: Number.Type = Number.self
    ) throws(Ended) -> Number {
        let part = try take(Number.bitWidth / 8)
        return Number(littleEndian: part.loadUnaligned(as: Number.self))
    }

    mutating func take(_ count: Int) throws(Ended) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= bytes.count - position else { throw Ended() }
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
    }

    /// Everything up to the next newline, which is passed over.
    mutating func line() throws(Ended) -> UnsafeRawBufferPointer {
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else { throw Ended() }
        defer { position = end + 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<end])
    }
}
