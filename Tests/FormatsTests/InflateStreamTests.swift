import Formats
import TestSupport
import Testing

/// Deflate streams that are read in pieces, against those that are unpacked at once.
struct InflateStreamTests {
    private struct Broken: Error, Equatable {}

    /// More than the room of a stream; it repeats nearly a window back, and has changes in between.
    private static let long: [UInt8] = (0..<700_000).map { place in
        var noise = UInt64(place % 30_011) &* 0x9E37_79B9_7F4A_7C15
        noise = ((noise ^ noise >> 29) &* 0xBF58_476D_1CE4_E5B9) >> 56
        return place % 4093 == 0 ? UInt8(truncatingIfNeeded: place / 4093) : UInt8(noise)
    }
    private static let packed = deflated(long)

    /// - Parameters:
    ///   - input: how many compressed bytes come at once.
    ///   - output: how many bytes are asked for at once.
    /// - Returns: `nil` for what is no stream.
    private func unpack(_ packed: [UInt8], input: Int, output: Int, failingAt failure: Int = .max)
        throws(Broken) -> [UInt8]?
    {
        var next = 0
        let stream = InflateStream { buffer throws(Broken) in
            guard next < failure else { throw Broken() }
            let count = min(input, buffer.count, packed.count - next)
            buffer.copyBytes(from: packed[next..<next + count])
            next += count
            return count
        }
        var result: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: output)
        while true {
            var found = Result<Int?, Broken>.success(nil)
            piece.withUnsafeMutableBytes { target in
                found = Result { () throws(Broken) in try stream.read(into: target) }
            }
            guard let count = try found.get() else { return nil }
            result += piece[..<count]
            if count < output { return result }
        }
    }

    @Test(arguments: [(1 << 20, 1000), (7, 300_000), (1 << 16, 1 << 20), (4097, 259)])
    func piecesMakeTheWhole(_ input: Int, _ output: Int) throws {
        let whole = Self.packed.withUnsafeBytes { inflated($0, byteCount: Self.long.count) }
        #expect(whole == Self.long)
        #expect(try unpack(Self.packed, input: input, output: output) == Self.long)
    }

    @Test(arguments: [1, 3, 100]) func storedBlocksComeInPieces(_ output: Int) throws {
        let block: (Bool, [UInt8]) -> [UInt8] = { isLast, bytes in
            [isLast ? 1 : 0] + little(UInt16(bytes.count)) + little(~UInt16(bytes.count)) + bytes
        }
        let stream = block(false, Array(0..<200)) + block(false, []) + block(true, [7, 8, 9])
        for input in [1, 2, 1000] {
            let found = try unpack(stream, input: input, output: output)
            #expect(found == Array(0..<200) + [7, 8, 9])
        }
    }

    @Test func whatIsCutOffOrDamagedIsNoStream() throws {
        for count in [0, 1, 5, 100, Self.packed.count - 1] {
            #expect(try unpack(Array(Self.packed.prefix(count)), input: 64, output: 5000) == nil)
        }
        for trial in 0..<20 {
            var changed = deflated(Array(Self.long.prefix(3000)))
            changed[trial * 7919 % changed.count] ^= UInt8(1 << (trial % 8))
            let whole = changed.withUnsafeBytes { inflated(prefixOf: $0, limit: 1 << 20)?.bytes }
            #expect(try unpack(changed, input: 64, output: 5000) == whole)
        }
    }

    @Test func aReadThatFailsEndsIt() {
        #expect(throws: Broken()) {
            try unpack(Self.packed, input: 100, output: 1000, failingAt: 5000)
        }
    }

    @Test(arguments: [0, 1, 7, 8, 9, 1000]) func checksumsComeInPieces(_ count: Int) {
        var sum = CRC32()
        let bytes = Array(Self.long.prefix(count))
        for piece in [bytes[..<(count / 3)], bytes[(count / 3)...]] {
            Array(piece).withUnsafeBytes { sum.add($0) }
        }
        #expect(sum.value == crc32(bytes))
    }
}
