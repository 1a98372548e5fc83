import TestSupport
import Testing
import Torch

/// What does not fit the fused operations is refused before anything is computed.
struct RefusedInputTests {
    private let key = RandomKey(seed: 1, step: 2, site: 3)
    private let shape = AttentionShape([2, 3], heads: 2, headSize: 4)

    private func expectRefused(
        _ text: String, _ batch: AttentionBatch, _ location: SourceLocation = #_sourceLocation,
        _ change: (inout AttentionBatch) throws -> Void
    ) throws {
        var changed = batch
        try change(&changed)
        expectError(naming: text, location) { try changed.forward() }
        expectError(naming: text, location) {
            try changed.backward(batch.forward(), batch.emptyGradients())
        }
    }

    @Test(arguments: [DType.float32, .bfloat16])
    func attentionRefusesInputsThatDoNotFit(_ dtype: DType) throws {
        let batch = try AttentionBatch(shape, dtype, dropout: 0)
        let other: DType = dtype == .float32 ? .bfloat16 : .float32
        try expectRefused("heads", batch) { $0.attention.headCount = 3 }
        try expectRefused("heads", batch) { $0.attention.headCount = -1 }
        try expectRefused("3 queries for 2 keys", batch) {
            $0.queryOffsets = try Tensor.of([0, 3, 5])
        }
        for bad in [[0, 2, 4], [0, 2, 6], [1, 2, 5], [0, 5], [0, 6, 5]] {
            try expectRefused("query offsets", batch) { $0.queryOffsets = try Tensor.of(bad) }
            try expectRefused("key offsets", batch) { $0.keyOffsets = try Tensor.of(bad) }
        }
        try expectRefused("query offsets", batch) {
            $0.queryOffsets = try Tensor.of([0, 2, 5] as [Float])
        }
        try expectRefused("query offsets", batch) {
            $0.queryOffsets = try Tensor.of([0, 2, 5], shape: [3, 1])
        }
        let columns = try Tensor.zeros([8, 5], dtype).transposed()
        try expectRefused("queries have a stride of 5", batch) { $0.queries = columns }
        try expectRefused("keys have a stride of 5", batch) { $0.keys = columns }
        try expectRefused("values have a stride of 5", batch) { $0.values = columns }
        try expectRefused("queries", batch) { $0.queries = try Tensor.zeros([5, 8], other) }
        try expectRefused("values", batch) { $0.values = try Tensor.zeros([5, 8], other) }
        try expectRefused("values", batch) { $0.values = try Tensor.zeros([4, 8], dtype) }
        try expectRefused("queries", batch) { $0.queries = try Tensor.zeros([5, 9], dtype) }
        try expectRefused("keys", batch) { $0.keys = try Tensor.zeros([5, 8, 1], dtype) }
    }

    @Test(arguments: [DType.float32, .bfloat16])
    func attentionRefusesGradientsThatDoNotFit(_ dtype: DType) throws {
        let batch = try AttentionBatch(shape, dtype, dropout: 0)
        let good = try batch.forward()
        let other: DType = dtype == .float32 ? .bfloat16 : .float32
        try batch.backward(good, batch.emptyGradients())
        let wrong = [
            try Tensor.zeros([4, 8], dtype), try Tensor.zeros([5, 7], dtype),
            try Tensor.zeros([40], dtype), try Tensor.zeros([5, 8], other),
            try Tensor.zeros([8, 5], dtype).transposed(),
        ]
        for tensor in wrong {
            for (index, name) in ["queries", "keys", "values"].enumerated() {
                expectError(naming: "gradients of \(name)") {
                    var gradients = try batch.emptyGradients()
                    gradients[index] = tensor
                    try batch.backward(good, gradients)
                }
            }
            expectError(naming: "gradients") {
                var changed = batch
                changed.gradient = tensor
                try changed.backward(good, batch.emptyGradients())
            }
            expectError(naming: "attended") {
                try batch.backward(good.with(attended: tensor), batch.emptyGradients())
            }
        }
        for sums in [
            try Tensor.zeros([5, 2]), try Tensor.zeros([2, 4]), try Tensor.zeros([10]),
            try Tensor.zeros([2, 5], .bfloat16), try Tensor.zeros([5, 2]).transposed(),
        ] {
            expectError(naming: "log-sum-exp") {
                try batch.backward(good.with(logSumExp: sums), batch.emptyGradients())
            }
        }
    }

    @Test func theNormOfASumRefusesWhatDoesNotFit() throws {
        let norm = AddNorm(epsilon: 1e-5, dropout: 0.1, key: key)
        let (x, ones) = (try normals([4, 6], seed: 1), try Tensor.full([6], 1))
        let good = try norm.forward(x, residual: x, weight: ones, bias: ones)
        let unlike = [
            try normals([6, 4], seed: 1), try normals([3, 6], seed: 1), try Tensor.zeros([24]),
            try normals([4, 6], seed: 1, .bfloat16),
        ]
        for other in unlike {
            expectError { try norm.forward(x, residual: other, weight: ones, bias: ones) }
            expectError {
                try norm.backward(
                    other, sum: good.sum, statistics: good.statistics, weight: ones)
            }
        }
        for bad in [try Tensor.zeros([4, 6, 1]), try Tensor.zeros([4, 6], .float64)] {
            expectError { try norm.forward(bad, residual: bad, weight: ones, bias: ones) }
            expectError {
                try norm.backward(bad, sum: bad, statistics: good.statistics, weight: ones)
            }
        }
        for vector in [
            try Tensor.zeros([5]), try Tensor.zeros([6], .bfloat16), try Tensor.zeros([1, 6]),
            try Tensor.zeros([6, 2]).slice(0..<1, along: 1).reshaped(to: [1, 6]),
        ] {
            expectError(naming: "weight") {
                try norm.forward(x, residual: x, weight: vector, bias: ones)
            }
            expectError(naming: "bias") {
                try norm.forward(x, residual: x, weight: ones, bias: vector)
            }
            expectError(naming: "weight") {
                try norm.backward(x, sum: x, statistics: good.statistics, weight: vector)
            }
            expectError(naming: "bias") {
                try AddNorm.normalized(
                    x, statistics: good.statistics, weight: ones, bias: vector)
            }
        }
        for statistics in [
            try Tensor.zeros([4, 3]), try Tensor.zeros([3, 2]), try Tensor.zeros([8]),
            try Tensor.zeros([4, 2], .bfloat16), try Tensor.zeros([2, 4]).transposed(),
        ] {
            expectError(naming: "statistics") {
                try norm.backward(x, sum: x, statistics: statistics, weight: ones)
            }
            expectError(naming: "statistics") {
                try AddNorm.normalized(x, statistics: statistics, weight: ones, bias: ones)
            }
        }
        for rows in [
            try Tensor.of([0, 1, 2]), try Tensor.zeros([4]),
            try Tensor.of([0, 1, 2, 3], shape: [4, 1]),
        ] {
            expectError(naming: "row numbers") {
                try norm.forward(x, residual: x, weight: ones, bias: ones, rows: rows)
            }
            expectError(naming: "row numbers") {
                try norm.backward(
                    x, sum: x, statistics: good.statistics, weight: ones, rows: rows)
            }
        }
    }
}
