import Statistics
import Testing

@Suite struct PhiloxStreamTests {
    /// The known answers that Random123 ships, those of TorchTests' RandomTests.
    @Test func blocksAreThoseOfRandom123() {
        let zero = PhiloxStream(seed: 0, step: 0, site: 0).block(0)
        #expect(zero == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
        let ones = PhiloxStream(seed: .max, step: .max, site: .max).block(.max)
        #expect(ones == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
        let pi = PhiloxStream(seed: 0x299f_31d0_a409_3822, step: 0x0370_7344, site: 0x1319_8a2e)
        #expect(
            pi.block(0x85a3_08d3_243f_6a88)
                == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
    }

    @Test func everyNumberBelowABoundIsAsLikely() {
        var stream = PhiloxStream(seed: 3, name: "test")
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[stream.next(below: 7)] += 1 }
        // Chi-squared of 6 degrees: 22.5 in one of 1,000 streams.
        let chi = counts.reduce(0.0) { $0 + pow2(Double($1) - 10_000) / 10_000 }
        #expect(chi < 22.5, "\(counts)")
        #expect((0..<100).allSatisfy { _ in stream.next(below: 1) == 0 })
    }

    @Test func streamsOfOtherNamesDiffer() {
        func first(_ seed: UInt64, _ name: String, _ index: UInt32) -> UInt64 {
            var stream = PhiloxStream(seed: seed, name: name, index: index)
            return stream.next()
        }
        let numbers = [first(1, "a", 0), first(2, "a", 0), first(1, "b", 0), first(1, "a", 1)]
        #expect(Set(numbers).count == 4)
        #expect(first(1, "a", 0) == first(1, "a", 0))
    }

    private func pow2(_ x: Double) -> Double { x * x }
}
