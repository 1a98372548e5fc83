import TestSupport
import Testing
import Torch

/// What does not fit the embeddings' norm and gradients by row is refused.
struct RefusedEmbeddingTests {
    private let norm = EmbeddingNorm(
        epsilon: 1e-12, dropout: 0.1, key: RandomKey(seed: 1, step: 2, site: 3))

    private func lookups() throws -> EmbeddingNorm.Lookups {
        try EmbeddingNorm.Lookups(
            words: normals([9, 5], seed: 1), positions: normals([4, 5], seed: 2),
            types: normals([2, 5], seed: 3), ids: Tensor.of([8, 0, 3]),
            positionIDs: Tensor.of([0, 1, 3]), typeIDs: Tensor.of([0, 1, 1]))
    }

    private func expectRefused(
        _ text: String, _ location: SourceLocation = #_sourceLocation,
        _ change: (inout EmbeddingNorm.Lookups) throws -> Void
    ) throws {
        var changed = try lookups()
        try change(&changed)
        let vector = try Tensor.zeros([5])
        expectError(naming: text, location) {
            try norm.forward(changed, weight: vector, bias: vector, dtype: .float32)
        }
    }

    @Test func idsOutsideTheirTablesAreRefused() throws {
        for bad in [9, -1, .max, .min] {
            try expectRefused("word index \(bad)") { $0.ids = try Tensor.of([1, bad, 2]) }
        }
        for bad in [4, -1, .max, .min] {
            try expectRefused("position index \(bad)") {
                $0.positionIDs = try Tensor.of([1, 2, bad])
            }
        }
        for bad in [2, -1, .max, .min] {
            try expectRefused("type index \(bad)") { $0.typeIDs = try Tensor.of([bad, 0, 0]) }
        }
    }

    @Test func tablesAndIdsThatDoNotFitAreRefused() throws {
        let tables = [
            try Tensor.zeros([9, 6]), try Tensor.zeros([9, 5], .bfloat16), try Tensor.zeros([45]),
            try Tensor.zeros([5, 9]).transposed(),
        ]
        for table in tables {
            try expectRefused("table") { $0.words = table }
            try expectRefused("position table") { $0.positions = table }
            try expectRefused("type table") { $0.types = table }
        }
        try expectRefused("") { $0.words = try Tensor.full([], 1) }
        for ids in [
            try Tensor.of([0, 1]), try Tensor.zeros([3]), try Tensor.of([0, 1, 1], shape: [3, 1]),
        ] {
            try expectRefused("indices") { $0.ids = ids }
            try expectRefused("position indices") { $0.positionIDs = ids }
            try expectRefused("type indices") { $0.typeIDs = ids }
        }
    }

    @Test func weightsTypesAndGradientsThatDoNotFitAreRefused() throws {
        let (tables, ones) = (try lookups(), try Tensor.full([5], 1))
        let good = try norm.forward(tables, weight: ones, bias: ones, dtype: .bfloat16)
        let upstream = try normals([3, 5], seed: 4, .bfloat16)
        func forward(_ weight: Tensor, _ bias: Tensor, _ dtype: DType) throws {
            _ = try norm.forward(tables, weight: weight, bias: bias, dtype: dtype)
        }
        func backward(
            _ above: Tensor, sum: Tensor? = nil, statistics: Tensor? = nil, weight: Tensor? = nil
        ) throws {
            _ = try norm.backward(
                above, sum: sum ?? good.sum, statistics: statistics ?? good.statistics,
                weight: weight ?? ones)
        }
        try backward(upstream)
        for dtype in [DType.float64, .int64] { expectError { try forward(ones, ones, dtype) } }
        for vector in [try Tensor.zeros([4]), try Tensor.zeros([5], .bfloat16)] {
            expectError(naming: "weight") { try forward(vector, ones, .float32) }
            expectError(naming: "bias") { try forward(ones, vector, .float32) }
            expectError(naming: "weight") { try backward(upstream, weight: vector) }
        }
        for bad in [try Tensor.zeros([5, 3]), try Tensor.zeros([15])] {
            expectError { try backward(bad) }
            expectError(naming: "sum") { try backward(upstream, sum: bad) }
            expectError(naming: "statistics") { try backward(upstream, statistics: bad) }
        }
        expectError(naming: "gradient") { try backward(Tensor.zeros([3, 5], .float64)) }
        expectError(naming: "sum") { try backward(upstream, sum: upstream) }
    }

    @Test func gradientsByRowRefuseWhatDoesNotFit() throws {
        let gradient = try normals([3, 5], seed: 1)
        for ids in [
            try Tensor.of([0, 1]), try Tensor.zeros([3]), try Tensor.of([0, 1, 1], shape: [3, 1]),
        ] {
            expectError(naming: "ids") { try RowGradient.summing(gradient, by: ids) }
        }
        for rows in [
            try Tensor.zeros([3]), try Tensor.zeros([3, 5], .bfloat16),
            try Tensor.zeros([3, 5, 1]),
        ] {
            expectError(naming: "matrix") {
                try RowGradient.summing(rows, by: Tensor.of([0, 1, 2]))
            }
        }
    }

    @Test func aDenseGradientRefusesRowsOutsideItsTable() throws {
        let values = try normals([3, 5], seed: 1)
        for bad in [9, -1, .max, .min] {
            let gradient = RowGradient(rows: try Tensor.of([0, 1, bad]), values: values)
            expectError { try gradient.dense(count: 9) }
        }
        let fits = RowGradient(rows: try Tensor.of([0, 1, 8]), values: values)
        #expect(try fits.dense(count: 9).shape == [9, 5])
        expectError { try fits.dense(count: 0) }
        expectError { try fits.dense(count: -1) }
        for rows in [try Tensor.of([0, 1]), try Tensor.zeros([3])] {
            expectError { try RowGradient(rows: rows, values: values).dense(count: 9) }
        }
        expectError {
            try RowGradient(rows: fits.rows, values: Tensor.zeros([3])).dense(count: 9)
        }
    }
}
