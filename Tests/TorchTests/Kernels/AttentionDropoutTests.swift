import Foundation
import TestSupport
import Testing
import Torch

/// The mask of attention's dropout, seen through values that are rows of the identity: with equal
/// scores the output is the mask divided by the number of keys.
struct AttentionDropoutTests {
    static let length = 96

    /// Per sequence and head, one number for each query and key: 0 or the factor of what is kept.
    static func masks(
        heads: Int, sequences: Int, probability: Double, key: RandomKey, queries: Int = length
    ) throws -> [[Double]] {
        let hidden = heads * length
        var identity = [Float](repeating: 0, count: length * hidden)
        for row in 0..<length {
            for head in 0..<heads { identity[row * hidden + head * length + row] = 1 }
        }
        let one = try Tensor.of(identity, shape: [length, hidden])
        let values = try Tensor.concatenated(Array(repeating: one, count: sequences))
        let attention = PackedAttention(headCount: heads, dropout: probability, key: key)
        let output = try attention.forward(
            queries: Tensor.zeros([sequences * queries, hidden]),
            keys: Tensor.zeros([sequences * length, hidden]), values: values,
            cuts: PackedAttention.Cuts(
                queries: Tensor.of((0...sequences).map { $0 * queries }),
                keys: Tensor.of((0...sequences).map { $0 * length }))
        ).attended.numbers
        return (0..<sequences * heads).map { item in
            let (sequence, head) = (item / heads, item % heads)
            return (0..<queries).flatMap { query in
                let start = (sequence * queries + query) * hidden + head * length
                return output[start..<start + length].map { $0 * Double(length) }
            }
        }
    }

    static func masks(
        _ probability: Double, seed: UInt64 = 3, step: UInt32 = 1, site: UInt32 = 4
    ) throws -> [[Double]] {
        try masks(
            heads: 3, sequences: 2, probability: probability,
            key: RandomKey(seed: seed, step: step, site: site))
    }

    /// Within five standard errors of 55,296 draws.
    @Test(arguments: [0.1, 0.25, 0.5, 0.9])
    func meanAndVarianceAreThoseOfScaledBernoulliDraws(_ probability: Double) throws {
        let all = try Self.masks(probability).flatMap { $0 }
        let count = Double(all.count)
        let kept = 1 / (1 - (probability * 65536).rounded() / 65536)
        #expect(all.allSatisfy { $0 == 0 || ($0 - kept).magnitude < 1e-5 * kept })
        let error = (probability * (1 - probability) / count).squareRoot()
        let mean = all.reduce(0, +) / count
        #expect((mean - 1).magnitude < 5 * error * kept)
        let variance = all.map { ($0 - 1) * ($0 - 1) }.reduce(0, +) / count
        let expected = probability / (1 - probability)
        let spread = (1 - 2 * probability).magnitude / (1 - probability)
        #expect((variance - expected).magnitude < 5 * error * kept * spread + 1e-4)
    }

    /// Correlations within five standard errors of zero.
    @Test func masksOfHeadsSequencesRowsStepsSitesAndSeedsAreIndependent() throws {
        let masks = try Self.masks(0.25)
        for first in 0..<masks.count {
            for second in 0..<first {
                #expect(Self.isUncorrelated(masks[first], masks[second]), "\(first) \(second)")
            }
        }
        for shift in [1, 2, 8, 16, 32, 96, 128, 97] {
            #expect(
                Self.isUncorrelated(
                    Array(masks[0].dropLast(shift)), Array(masks[0].dropFirst(shift))))
        }
        for other in [
            try Self.masks(0.25, seed: 4), try Self.masks(0.25, step: 2),
            try Self.masks(0.25, site: 5),
        ] {
            #expect(Self.isUncorrelated(masks.flatMap { $0 }, other.flatMap { $0 }))
        }
    }

    @Test func aQueryHasTheSameMaskHoweverManyThereAre() throws {
        let key = RandomKey(seed: 3, step: 1, site: 4)
        let full = try Self.masks(heads: 2, sequences: 3, probability: 0.25, key: key)
        for queries in [1, 7] {
            let part = try Self.masks(
                heads: 2, sequences: 3, probability: 0.25, key: key, queries: queries)
            #expect(part == full.map { Array($0.prefix(queries * Self.length)) })
        }
    }

    @Test func theMaskFollowsTheBlocksOfItsKey() throws {
        let key = RandomKey(seed: 3, step: 1, site: 4)
        let groups = Self.length * Self.length / 128
        let found = try Self.masks(heads: 2, sequences: 2, probability: 0.25, key: key)
        for (item, mask) in found.enumerated() {
            let expected = multipliers(
                key, groups: item * groups..<(item + 1) * groups, probability: 0.25)
            #expect(mask.map { $0 == 0 } == expected.map { $0 == 0 })
        }
    }

    private static func isUncorrelated(_ first: [Double], _ second: [Double]) -> Bool {
        let products = zip(first, second).map { ($0 - 1) * ($1 - 1) }
        let variance = first.map { ($0 - 1) * ($0 - 1) }.reduce(0, +) / Double(first.count)
        let correlation = products.reduce(0, +) / Double(products.count) / variance
        return correlation.magnitude < 5 / Double(products.count).squareRoot()
    }
}
