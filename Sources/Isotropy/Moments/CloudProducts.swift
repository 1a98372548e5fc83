import Torch

/// The sums that a covariance is made of, held by libtorch: what `Moments` keeps as numbers.
///
/// A dimension that does not vary has a variance of exactly 0 in any precision. Products in float32
/// are one fused operation where the processor has it; elsewhere, and in float64, each block of points
/// is shifted by its first point before it is centred, so that none is centred by a mean that is far
/// from its own. Either way the blocks are pooled by Chan's formula.
struct CloudProducts {
    let count: Int
    /// Float64, `[1, dimensions]`.
    let mean: Tensor
    /// The sum of the products of the centred points, float64, `[dimensions, dimensions]`.
    let products: Tensor

    /// - Parameters:
    ///   - blocks: `[points, dimensions]` each, none empty, of any floating-point type.
    ///   - precision: of the products inside one block, float32 or float64; float64 points get
    ///     float64 in any case. Sums over blocks are float64.
    init(_ blocks: [Tensor], precision: DType) throws(TorchError) {
        let isSingle = precision == .float32 && !blocks.contains { $0.dtype == .float64 }
        if isSingle && !blocks.isEmpty && CloudKernels.areAvailable {
            let (mean, sums) = try CloudKernels.pooledMoments(blocks)
            self.mean = try mean.reshaped(to: 1, mean.count)
            (count, products) = (blocks.reduce(0) { $0 + $1.size(0) }, sums)
            return
        }
        let pooled = try withoutGradients { () throws(TorchError) in
            try CloudProducts.pooled(blocks, precision)
        }
        (count, mean, products) = pooled
    }

    private static func pooled(
        _ blocks: [Tensor], _ precision: DType
    ) throws(TorchError) -> (Int, Tensor, Tensor) {
        let counts = blocks.map { $0.size(0) }
        let count = counts.reduce(0, +)
        var means: [Tensor] = []
        var products: Tensor?
        for block in blocks {
            let (mean, product) = try centred(block, precision)
            means.append(mean)
            if let sum = products { try sum.add(product) } else { products = product }
        }
        guard let products else {
            throw TorchError(.other, operation: "moments", message: "there are no points")
        }
        guard means.count > 1 else { return (count, means[0], products) }
        // Differences from the first mean, so that equal means stay equal.
        let differences = try Tensor.concatenated(means).subtracting(means[0])
        let weights = try Tensor.of(counts.map(Double.init), shape: [counts.count, 1])
        let offset = try differences.multiplied(by: weights).sum(along: 0, keepingRank: true)
        try offset.multiply(by: 1 / Double(count))
        try differences.add(offset, scale: -1)
        let weighted = try differences.multiplied(by: weights)
        try products.add(differences.transposed().matmul(weighted))
        return (count, try means[0].adding(offset), products)
    }

    /// The mean of one block and the products of its centred points, in float64.
    private static func centred(
        _ block: Tensor, _ precision: DType
    ) throws(TorchError) -> (Tensor, Tensor) {
        let type = block.dtype == .float64 ? .float64 : precision
        let first = try block.slice(0..<1).converted(to: type)
        let shifted = try block.subtracting(first)
        let offset = try shifted.mean(along: 0, keepingRank: true)
        try shifted.add(offset, scale: -1)
        let product = try shifted.transposed().matmul(shifted).converted(to: .float64)
        let mean = try first.converted(to: .float64).adding(offset.converted(to: .float64))
        return (mean, product)
    }
}
