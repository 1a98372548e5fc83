import Formats
import Testing

@Suite struct InflateTests {
    /// `b"a" * 300 + bytes(range(256)) + b"the quick brown fox " * 40`, by zlib at level 9, raw.
    private static let text =
        [UInt8](repeating: 0x61, count: 300) + (0...255).map { UInt8($0) }
        + (0..<40).flatMap { _ in Array("the quick brown fox ".utf8) }
    private static let deflated =
        "4b4c1c05c40206462666165636760e4e2e6e1e5e3e7e014121611151317109492969195939790545"
        + "2565155535750d4d2d6d1d5d3d7d03432363135333730b4b2b6b1b5b3b7b07472767175737770f4f"
        + "2f6f1f5f3fff80c0a0e090d0b0f088c8a8e898d8b8f884c4a4e494d4b4f48cccacec9cdcbcfc82c2"
        + "a2e292d2b2f28acaaaea9adabafa86c6a6e696d6b6f68eceaeee9edebefe0913274d9e3275daf419"
        + "3367cd9e3377defc050b172d5eb274d9f2152b57ad5eb376ddfa0d1b376ddeb275dbf61d3b77edde"
        + "b377dffe03070f1d3e72f4d8f113274f9d3e73f6dcf90b172f5dbe72f5daf51b376fddbe73f7defd"
        + "070f1f3d7ef2f4d9f3172f5fbd7ef3f6ddfb0f1f3f7dfef2f5dbf71f3f7ffdfef3f7dfff928c5485"
        + "c2d2cce46c85a4a2fcf23c85b4fc0a8551b151b15131881800"

    private func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = Array(hexadecimal)
        return stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0..<($0 + 2)]), radix: 16)
        }
    }

    private func inflate(_ input: [UInt8], _ byteCount: Int) -> [UInt8]? {
        input.withUnsafeBytes { inflated($0, byteCount: byteCount) }
    }

    @Test func deflatedBytesAreThoseThatZlibPacked() {
        #expect(inflate(bytes(Self.deflated), Self.text.count) == Self.text)
    }

    @Test(arguments: ["4b4c4a0600", "010300fcff616263"])
    func fixedCodesAndStoredBlocksAreRead(_ packed: String) {
        #expect(inflate(bytes(packed), 3) == Array("abc".utf8))
    }

    @Test func anotherSizeThanTheTrueOneIsRefused() {
        let packed = bytes(Self.deflated)
        #expect(inflate(packed, Self.text.count - 1) == nil)
        #expect(inflate(packed, Self.text.count + 1) == nil)
    }

    @Test func everyCutAndEveryChangedByteEndsInAnAnswer() {
        let packed = bytes(Self.deflated)
        for count in 0..<packed.count {
            #expect(inflate(Array(packed.prefix(count)), Self.text.count) == nil)
            var changed = packed
            changed[count] ^= 0x55
            let found = inflate(changed, Self.text.count)
            #expect(found == nil || found?.count == Self.text.count)
        }
    }
}
