import Foundation
import TestSupport
import Testing
import Torch

/// The attention kernel against its composition of libtorch's operations and autograd.
struct PackedAttentionTests {
    static let shapes = [
        AttentionShape([1], heads: 1, headSize: 5),
        AttentionShape([2, 1, 31], heads: 3, headSize: 5),
        AttentionShape([95, 96, 97], heads: 2, headSize: 20),
        AttentionShape([0, 5, 0, 0, 17, 64, 0], heads: 4, headSize: 1),
        AttentionShape([15, 120, 33], heads: 2, headSize: 64),
        AttentionShape([48, 200], heads: 3, headSize: 32),
        AttentionShape([512], heads: 1, headSize: 64),
    ]

    /// Float32: every number within 1e-5 of the largest, or absolutely where that is below 1.
    @Test(arguments: shapes, [0, 0.25])
    func valuesAndGradientsMatchTheTwin(_ shape: AttentionShape, _ dropout: Double) throws {
        let batch = try AttentionBatch(shape, dropout: dropout)
        try compare(batch.computed(), batch.twin(), "\(shape) dropout \(dropout)") {
            $0.isWithin(relative: 1e-5) || $0.isWithin(1e-5)
        }
    }

    /// bfloat16, against the twin in float32 of the same inputs: probabilities and their gradients
    /// are rounded once (2⁻⁹ each) before products over a sequence, results once after, and the
    /// gradients see the rounded output: within 1.5 % of the largest number.
    @Test(arguments: shapes, [0, 0.25])
    func bfloat16DiffersByRoundingOnly(_ shape: AttentionShape, _ dropout: Double) throws {
        let batch = try AttentionBatch(shape, .bfloat16, dropout: dropout)
        try compare(batch.computed(), batch.twin(), "bf16 \(shape) dropout \(dropout)") {
            $0.isWithin(relative: 0.015) || $0.isWithin(0.01)
        }
    }

    /// The first query of each sequence, then as many as fit an odd share of it.
    @Test(arguments: [DType.float32, .bfloat16], [0, 0.25])
    func fewerQueriesGiveRowsOfTheFullResult(_ dtype: DType, _ dropout: Double) throws {
        for shape in Self.shapes {
            let full = try AttentionBatch(shape, dtype, dropout: dropout)
            let expected = try full.forward()
            for counts in [
                shape.lengths.map { min($0, 1) }, shape.lengths.map { ($0 * 2 + 2) / 3 },
            ] {
                let part = try full.keepingQueries(counts)
                let found = try part.forward()
                let rows = try Tensor.of(shape.queryRows(counts))
                #expect(
                    try found.attended.bits == expected.attended.gathered(rows).bits, "\(shape)")
                #expect(
                    try found.logSumExp.bits
                        == expected.logSumExp.gathered(rows, along: 1).bits, "\(shape)")
            }
        }
    }

    @Test(arguments: [0, 0.25])
    func gradientsOfFewerQueriesMatchTheTwin(_ dropout: Double) throws {
        for shape in Self.shapes {
            for counts in [shape.lengths.map { min($0, 1) }, shape.lengths.map { $0 / 2 }] {
                let batch = try AttentionBatch(shape, dropout: dropout).keepingQueries(counts)
                try compare(batch.computed(), batch.twin(), "\(counts) of \(shape)") {
                    $0.isWithin(relative: 1e-5) || $0.isWithin(1e-5)
                }
            }
        }
    }

    @Test(arguments: [DType.float32, .bfloat16])
    func theStrideOfTheRowsDoesNotMatter(_ dtype: DType) throws {
        for shape in Self.shapes {
            let strided = try AttentionBatch(shape, dtype, dropout: 0.1)
            let found = try strided.computed()
            let expected = try strided.contiguous().computed()
            for index in 0..<4 {
                #expect(try found[index].bits == expected[index].bits, "\(shape) \(index)")
            }
        }
    }

    @Test(arguments: [DType.float32, .bfloat16])
    func threadCountsAndRepetitionGiveTheSameBits(_ dtype: DType) throws {
        for shape in Self.shapes {
            let batch = try AttentionBatch(shape, dtype, dropout: 0.1)
            let runs = try [1, 2, 3, 2].map { threads in
                try withThreads(threads) { try batch.computed().map { try $0.bits } }
            }
            #expect(runs.dropFirst().allSatisfy { $0 == runs[0] }, "\(shape)")
        }
    }

    /// Every form that this processor runs; the tests above cover the best one.
    @Test(arguments: PackedAttention.Form.allCases.filter(\.runs), [DType.float32, .bfloat16])
    func everyFormComputesTheSame(_ form: PackedAttention.Form, _ dtype: DType) throws {
        for shape in Self.shapes {
            for dropout in [0, 0.25] {
                var batch = try AttentionBatch(shape, dtype, dropout: dropout)
                batch.attention.form = form
                let bound = dtype == .float32 ? 1e-5 : 0.015
                try compare(batch.computed(), batch.twin(), "\(form) \(dtype) \(shape)") {
                    $0.isWithin(relative: bound)
                        || $0.isWithin(dtype == .float32 ? 1e-5 : 0.01)
                }
            }
        }
    }

    /// Gradients go where they are asked for, and nowhere else.
    @Test func gradientsStayInTheirColumns() throws {
        let shape = AttentionShape([3, 6], heads: 2, headSize: 5)
        let batch = try AttentionBatch(shape, dropout: 0)
        let buffer = try Tensor.full([11, 3 * shape.hidden + 4], 7)
        try batch.writeGradients(into: buffer.slice(1..<10).slice(2..<32, along: 1))
        let numbers = try buffer.numbers
        for row in 0..<11 {
            for column in 0..<34 {
                let inside = (1..<10).contains(row) && (2..<32).contains(column)
                #expect((numbers[row * 34 + column] == 7) != inside)
            }
        }
    }

    private func compare(
        _ found: [Tensor], _ expected: [Tensor], _ name: String, within: (Closeness) -> Bool
    ) throws {
        for (index, part) in ["output", "queries", "keys", "values"].enumerated() {
            let closeness = Closeness(try found[index].numbers, to: try expected[index].numbers)
            note("packed attention \(name) \(part)", closeness)
            #expect(within(closeness), "\(part) of \(name): \(closeness)")
        }
    }
}
