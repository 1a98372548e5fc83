import Torch

/// The sums that a covariance is made of, held by libtorch where the points are: what `Moments` keeps as
/// numbers.
///
/// A dimension that does not vary has a variance of exactly 0 in any precision. Blocks of points are
/// pooled by Chan's formula.
struct CloudProducts {
    let count: Int
    /// Float64, `[dimensions]`.
    let mean: Tensor
    /// The sum of the products of the centred points, float64, `[dimensions, dimensions]`.
    let products: Tensor

    /// - Parameters:
    ///   - blocks: `[points, dimensions]` each, none empty, of any floating-point type.
    ///   - precision: of the products inside one block, float32 or float64; float64 points get
    ///     float64 in any case. Sums over blocks are float64.
    init(_ blocks: [Tensor], precision: DType) throws(TorchError) {
        let isSingle = precision == .float32 && !blocks.contains { $0.dtype == .float64 }
        (mean, products) =
            isSingle
            ? try CloudKernels.pooledMoments(blocks)
            : try CloudKernels.referencePooledMoments(blocks, precision: precision)
        count = blocks.reduce(0) { $0 + $1.size(0) }
    }
}
