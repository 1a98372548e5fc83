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
    /// What rounding leaves of the mean, float64, `[dimensions]`; `nil` in single precision, where it is below what
    /// products have.
    let rest: Tensor?
    /// The sum of the products of the centred points, float64, `[dimensions, dimensions]`.
    let products: Tensor

    /// - Parameters:
    ///   - blocks: `[points, dimensions]` each, none empty, of any floating-point type.
    ///   - precision: of the products inside one block, float32 or float64; float64 points get
    ///     float64 in any case. Sums over blocks are float64.
    init(_ blocks: [Tensor], precision: DType) throws(TorchError) {
        let isSingle = precision == .float32 && !blocks.contains { $0.dtype == .float64 }
        if isSingle {
            (mean, products) = try CloudKernels.pooledMoments(blocks)
            rest = nil
        } else {
            let exact = try CloudKernels.exactPooledMoments(blocks, precision: precision)
            (mean, rest, products) = (exact.mean, exact.rest, exact.products)
        }
        count = blocks.reduce(0) { $0 + $1.size(0) }
    }
}
