import Files
import Foundation

/// The 64-bit hash xxHash (XXH64, seed 0), of bytes that come in pieces: at the speed of memory, a guard
/// against mistakes and damage, not against malice.
package struct XXH64: Sendable {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

    private var lanes: (UInt64, UInt64, UInt64, UInt64)
    /// Bytes that do not fill a stripe of 32 yet.
    private var pending: [UInt8] = []
    private var byteCount: UInt64 = 0

    package init() {
        lanes = (Self.prime1 &+ Self.prime2, Self.prime2, 0, 0 &- Self.prime1)
        pending.reserveCapacity(32)
    }

    /// Of a whole file, in sixteen hexadecimal digits.
    package static func hexadecimal(ofFile file: URL) throws(FileFailure) -> String {
        var hash = XXH64()
        try readPieces(of: file) { piece in piece.withUnsafeBytes { hash.update($0) } }
        return hash.hexadecimal
    }

    package mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        byteCount &+= UInt64(bytes.count)
        var position = 0
        if !pending.isEmpty {
            position = min(32 - pending.count, bytes.count)
            pending.append(contentsOf: bytes[..<position])
            guard pending.count == 32 else { return }
            let full = pending
            full.withUnsafeBytes { consume($0) }
            pending.removeAll(keepingCapacity: true)
        }
        let whole = (bytes.count - position) / 32 * 32
        consume(UnsafeRawBufferPointer(rebasing: bytes[position..<(position + whole)]))
        pending.append(contentsOf: bytes[(position + whole)...])
    }

    /// Stripes of 32 bytes, a word of each for each lane.
    private mutating func consume(_ stripes: UnsafeRawBufferPointer) {
        var (a, b, c, d) = lanes
        for start in stride(from: 0, to: stripes.count, by: 32) {
            a = Self.round(a, stripes.word(start))
            b = Self.round(b, stripes.word(start + 8))
            c = Self.round(c, stripes.word(start + 16))
            d = Self.round(d, stripes.word(start + 24))
        }
        lanes = (a, b, c, d)
    }

    /// The hash of what has come so far.
    package var value: UInt64 {
        var hash = Self.prime5
        if byteCount >= 32 {
            hash =
                rotated(lanes.0, 1) &+ rotated(lanes.1, 7) &+ rotated(lanes.2, 12)
                &+ rotated(lanes.3, 18)
            for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
                hash = (hash ^ Self.round(0, lane)) &* Self.prime1 &+ Self.prime4
            }
        }
        hash &+= byteCount
        pending.withUnsafeBytes { rest in
            var position = 0
            while position + 8 <= rest.count {
                hash ^= Self.round(0, rest.word(position))
                hash = rotated(hash, 27) &* Self.prime1 &+ Self.prime4
                position += 8
            }
            if position + 4 <= rest.count {
                let half = UInt32(
                    littleEndian: rest.loadUnaligned(fromByteOffset: position, as: UInt32.self))
                hash ^= UInt64(half) &* Self.prime1
                hash = rotated(hash, 23) &* Self.prime2 &+ Self.prime3
                position += 4
            }
            for byte in rest[position...] {
                hash ^= UInt64(byte) &* Self.prime5
                hash = rotated(hash, 11) &* Self.prime1
            }
        }
        hash = (hash ^ (hash >> 33)) &* Self.prime2
        hash = (hash ^ (hash >> 29)) &* Self.prime3
        return hash ^ (hash >> 32)
    }

    package var hexadecimal: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    @inline(__always)
    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotated(lane &+ word &* prime2, 31) &* prime1
    }
}

@inline(__always)
private func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 {
    (word << count) | (word >> (64 - count))
}

extension UnsafeRawBufferPointer {
    @inline(__always)
    fileprivate func word(_ position: Int) -> UInt64 {
        UInt64(littleEndian: loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
}
