import Formats
import Testing

/// The checksum of iSCSI beside the vectors of RFC 3720, B.4.
struct CRC32CTests {
    private func sum(_ bytes: [UInt8]) -> UInt32 {
        var sum = CRC32(.castagnoli)
        bytes.withUnsafeBytes { sum.add($0) }
        return sum.value
    }

    @Test(
        arguments: [
            ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
            ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
            (Array(0..<32), 0x46DD_794E),
            (Array((0..<32).reversed()), 0x113F_DB5C),
            (Array("123456789".utf8), 0xE306_9283),
            ([], 0),
        ] as [([UInt8], UInt32)])
    func checksumsAreThePublishedOnes(_ bytes: [UInt8], _ wanted: UInt32) {
        #expect(sum(bytes) == wanted)
    }

    @Test func bytesInPiecesHaveTheSameChecksum() {
        let bytes = (0..<100).map { UInt8(truncatingIfNeeded: $0 * 37) }
        for cut in 0...bytes.count {
            var pieces = CRC32(.castagnoli)
            for piece in [bytes[..<cut], bytes[cut...]] { piece.withUnsafeBytes { pieces.add($0) } }
            #expect(pieces.value == sum(bytes), "cut at \(cut)")
        }
    }
}
