import Isotropy
import Layers
import Testing
import Torch

/// The cloud of the golden vectors: five points in three dimensions.
enum GoldenCloud {
    static let rows: [[Double]] = [[1, 2, 0], [2, 1, 1], [0, -1, 3], [4, 0, -2], [-1, 3, 1]]
    static let target = Covariance(variances: [2, 1, 0.5])

    static func tensor(_ dtype: DType = .float64) throws -> Tensor {
        try matrix(rows, dtype)
    }
}

func matrix(_ rows: [[Double]], _ dtype: DType = .float64) throws -> Tensor {
    try Tensor.of(rows.flatMap { $0 }, shape: [rows.count, rows[0].count]).converted(to: dtype)
}

/// Hidden states whose first layer, the embeddings, is all zeros.
func hiddenStates(_ layers: [Tensor]) throws -> HiddenStates {
    let tokens = layers[0].size(0)
    let sequence = (
        ids: [Int32](repeating: 0, count: tokens), typeIDs: [Int32](repeating: 0, count: tokens)
    )
    let embeddings = try Tensor.zeros(layers[0].shape, layers[0].dtype ?? .float32)
    return HiddenStates(layers: [embeddings] + layers, batch: try PackedBatch([sequence]))
}

/// Reproducible numbers, with unequal deviations, correlated neighbours and a mean that is not 0.
func cloud(_ points: Int, _ dimensions: Int, seed: UInt64) -> [[Double]] {
    var stream = RandomStream(seed: seed, name: "cloud")
    return (0..<points).map { _ in
        var last = 0.0
        return (0..<dimensions).map { index in
            last = 0.5 * last + stream.nextNormal() * (1 + Double(index))
            return last + Double(index) - 1
        }
    }
}
