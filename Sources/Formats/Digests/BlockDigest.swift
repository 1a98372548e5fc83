/// A digest of FIPS 180-4 that takes blocks of 64 bytes into a state of 32-bit words.
package protocol BlockDigest {
    var state: [UInt32] { get }
    var blocks: BlockBuffer { get set }
    mutating func compress(_ block: UnsafeRawBufferPointer)
}

/// Bytes on their way into a digest.
package struct BlockBuffer {
    /// Those that do not fill a block yet.
    fileprivate var pending: [UInt8] = []
    fileprivate var byteCount: UInt64 = 0
}

extension BlockDigest {
    package mutating func update(_ bytes: some Sequence<UInt8>) {
        blocks.pending.append(contentsOf: bytes)
        let pending = blocks.pending
        let whole = pending.count / 64 * 64
        blocks.byteCount += UInt64(whole)
        pending.withUnsafeBytes { pending in
            for start in stride(from: 0, to: whole, by: 64) {
                compress(UnsafeRawBufferPointer(rebasing: pending[start..<(start + 64)]))
            }
        }
        blocks.pending = Array(pending[whole...])
    }

    /// The digest in small hexadecimal digits; ends the use of this value.
    package consuming func hexadecimal() -> String {
        let bits = (blocks.byteCount + UInt64(blocks.pending.count)) * 8
        let zeros = (119 - blocks.pending.count) % 64
        update([0x80] + [UInt8](repeating: 0, count: zeros))
        update((0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) })
        return state.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }
}
