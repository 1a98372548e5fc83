import Files
import Foundation

/// SHA-1 (FIPS 180-4), of bytes that come in pieces: how git names what it holds.
package struct SHA1: BlockDigest {
    package private(set) var state: [UInt32] = [
        0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0,
    ]
    package var blocks = BlockBuffer()
    private var schedule = [UInt32](repeating: 0, count: 80)

    package init() {}

    /// What git calls a file of these contents: the digest of `blob`, the size and the bytes.
    package static func gitBlob(ofFile file: URL) throws(FileFailure) -> String {
        var hash = SHA1()
        hash.update("blob \(Files.byteCount(file) ?? 0)\0".utf8)
        try readPieces(of: file) { hash.update($0) }
        return hash.hexadecimal()
    }

    package mutating func compress(_ block: UnsafeRawBufferPointer) {
        schedule.withUnsafeMutableBufferPointer { words in
            for index in 0..<16 {
                words[index] = UInt32(
                    bigEndian: block.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
            }
            for index in 16..<80 {
                words[index] = rotated(
                    words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], 1)
            }
            var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
            for index in 0..<80 {
                let mixed: UInt32
                let constant: UInt32
                switch index / 20 {
                case 0: (mixed, constant) = ((b & c) | (~b & d), 0x5A82_7999)
                case 1: (mixed, constant) = (b ^ c ^ d, 0x6ED9_EBA1)
                case 2: (mixed, constant) = ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
                default: (mixed, constant) = (b ^ c ^ d, 0xCA62_C1D6)
                }
                let next = rotated(a, 5) &+ mixed &+ e &+ constant &+ words[index]
                (e, d, c, b, a) = (d, c, rotated(b, 30), a, next)
            }
            for (index, word) in [a, b, c, d, e].enumerated() { state[index] &+= word }
        }
    }
}

@inline(__always)
private func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    (word << count) | (word >> (32 - count))
}
