import TestSupport
import Testing
import Torch

struct RandomTests {
    /// The known answers that Random123 publishes for philox4x32-10.
    @Test func blocksEqualThePublishedKnownAnswers() {
        let zero = RandomKey(seed: 0, step: 0, site: 0).block(0)
        #expect(zero == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
        let ones = RandomKey(seed: .max, step: .max, site: .max).block(.max)
        #expect(ones == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
        let pi = RandomKey(seed: 0x299f_31d0_a409_3822, step: 0x0370_7344, site: 0x1319_8a2e)
        #expect(
            pi.block(0x85a3_08d3_243f_6a88) == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
    }

    @Test(arguments: [DType.float32, .bfloat16])
    func dropoutFollowsTheBlocksOfItsKey(_ dtype: DType) throws {
        let key = RandomKey(seed: 9, step: 4, site: 2)
        let ones = try Tensor.full([1000], 1, dtype)
        let found = try dropout(ones, probability: 0.25, key: key).numbers
        #expect(
            found
                == multipliers(key, groups: 0..<8, probability: 0.25).prefix(1000).map { value in
                    dtype == .float32 ? Double(value) : Double(bfloat16: value)
                })
    }
}

/// Dropout's multipliers of 128 elements a group, from the generator's published blocks: element r
/// of a group uses half (r % 32) / 16 of word r / 32 of block group * 16 + r % 16.
func multipliers(_ key: RandomKey, groups: Range<Int>, probability: Double) -> [Float] {
    let dropped = UInt32(probability * 65536)
    let kept = Float(65536 / (65536 - Double(dropped)))
    return groups.flatMap { group in
        let blocks = (0..<16).map { lane in
            let block = key.block(UInt64(group * 16 + lane))
            return [block.0, block.1, block.2, block.3]
        }
        return (0..<128).map { element in
            let word = blocks[element % 16][element / 32]
            let half = element % 32 < 16 ? word & 0xffff : word >> 16
            return half >= dropped ? kept : 0
        }
    }
}

extension Double {
    /// Rounded to bfloat16.
    init(bfloat16 value: Float) {
        let bits = value.bitPattern
        self = Double(Float(bitPattern: (bits + 0x7fff + (bits >> 16 & 1)) & 0xffff_0000))
    }
}
