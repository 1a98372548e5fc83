import TestSupport
import Testing
import Torch

struct EmbeddingNormTests {
    private let key = RandomKey(seed: 31, step: 1, site: 0)
    static let shapes = [[1, 5], [3, 33], [65, 200], [512, 48], [0, 24]]

    private func lookups(_ tokens: Int, _ width: Int) throws -> EmbeddingNorm.Lookups {
        try EmbeddingNorm.Lookups(
            words: normals([50, width], seed: 1), positions: normals([600, width], seed: 2),
            types: normals([2, width], seed: 3),
            ids: Tensor.of((0..<tokens).map { $0 * $0 % 47 }),
            positionIDs: Tensor.of(
                Array(0..<tokens)),
            typeIDs: Tensor.of((0..<tokens).map { $0 % 3 == 0 ? 0 : 1 }))
    }

    /// Float32: 1e-5 of the largest element. bfloat16: only the output is rounded, and what comes
    /// from above is exact in both.
    @Test(arguments: [DType.float32, .bfloat16], [0, 0.1])
    func valuesAndGradientsMatchTheComposition(_ dtype: DType, _ dropout: Double) throws {
        let norm = EmbeddingNorm(epsilon: 1e-12, dropout: dropout, key: key)
        for shape in Self.shapes {
            let tables = try lookups(shape[0], shape[1])
            let (weight, bias) = (
                try normals([shape[1]], seed: 4).adding(1), try normals([shape[1]], seed: 5)
            )
            let upstream = try normals(shape, seed: 6, dtype)
            var leaves = tables
            leaves.words = try exactLeaf(tables.words)
            leaves.positions = try exactLeaf(tables.positions)
            leaves.types = try exactLeaf(tables.types)
            let (weightLeaf, biasLeaf) = (try exactLeaf(weight), try exactLeaf(bias))
            let output = try norm.composed(leaves, weight: weightLeaf, bias: biasLeaf)
            let expected = try gradients(
                output, upstream,
                [leaves.words, leaves.positions, leaves.types, weightLeaf, biasLeaf])
            let found = try norm.forward(tables, weight: weight, bias: bias, dtype: dtype)
            let name = "embeddings \(dtype) \(dropout) \(shape)"
            try expectClose(
                found.output, output, dtype, relative: dtype == .float32 ? 1e-5 : 0x1.02p-8, name)
            let back = try norm.backward(
                upstream, sum: found.sum, statistics: found.statistics, weight: weight)
            let words = try RowGradient.summing(back.sum, by: tables.ids)
            let results = [
                try words.dense(count: 50),
                try RowGradient.summing(back.sum, by: tables.positionIDs).dense(count: 600),
                try RowGradient.summing(back.sum, by: tables.typeIDs).dense(count: 2),
                back.weight, back.bias,
            ]
            for (index, (result, twin)) in zip(results, expected).enumerated() {
                try expectClose(result, twin, .float32, relative: 1e-5, "\(name) \(index)")
            }
            let ids = try tables.ids.elements(as: Int.self)
            #expect(try words.rows.elements(as: Int.self) == Set(ids).sorted())
        }
    }

    @Test func anyThreadCountGivesTheSameBits() throws {
        let norm = EmbeddingNorm(epsilon: 1e-12, dropout: 0.1, key: key)
        let tables = try lookups(512, 200)
        let (weight, bias) = (try normals([200], seed: 4), try normals([200], seed: 5))
        let upstream = try normals([512, 200], seed: 6, .bfloat16)
        let runs = try [1, 2, 3].map { threads in
            try withThreads(threads) {
                let found = try norm.forward(tables, weight: weight, bias: bias, dtype: .bfloat16)
                let back = try norm.backward(
                    upstream, sum: found.sum, statistics: found.statistics, weight: weight)
                let types = try RowGradient.summing(back.sum, by: tables.typeIDs)
                return try [found.output, back.sum, back.weight, back.bias, types.values]
                    .map { try $0.bits }
            }
        }
        #expect(runs[0] == runs[1])
        #expect(runs[0] == runs[2])
    }

    @Test func anIndexOutsideItsTableIsRefused() throws {
        let norm = EmbeddingNorm(epsilon: 1e-12, dropout: 0, key: key)
        let vector = try Tensor.zeros([5])
        for bad in [-1, 50] {
            var tables = try lookups(3, 5)
            tables.ids = try Tensor.of([1, bad, 2])
            #expect(throws: TorchError.self) {
                try norm.forward(tables, weight: vector, bias: vector, dtype: .float32)
            }
        }
    }
}
