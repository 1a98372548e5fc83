/// Little-endian numbers from bytes, one after the other; nothing is read past the end.
package struct ByteReader {
    /// There are fewer bytes than what was asked for.
    package struct Ended: Error {
        package init() {}
    }

    private let bytes: UnsafeRawBufferPointer
    package private(set) var position: Int

    /// - Parameter start: where reading begins, from 0 to the end.
    package init(_ bytes: UnsafeRawBufferPointer, at start: Int = 0) {
        self.bytes = bytes
        position = start
    }

    package var isAtEnd: Bool { position == bytes.count }

    package mutating func number<Number: FixedWidthInteger>(
        _ type: Number.Type = Number.self
    ) throws(Ended) -> Number {
        let part = try take(Number.bitWidth / 8)
        return Number(littleEndian: part.loadUnaligned(as: Number.self))
    }

    package mutating func take(_ count: Int) throws(Ended) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= bytes.count - position else { throw Ended() }
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
    }

    /// Everything up to the next newline, which is passed over.
    package mutating func line() throws(Ended) -> UnsafeRawBufferPointer {
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else { throw Ended() }
        defer { position = end + 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<end])
    }
}
