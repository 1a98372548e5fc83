import Isotropy
import Torch

/// The sums of the tokens of one layer over several batches, in float64 beside the model.
///
/// They are merged as `Moments` are, but as tensors: on a GPU the products of every layer would else be copied at every
/// measured step, and on the processor added by one thread. Single precision leaves nothing of a mean's rounding to keep.
struct LayerCloud {
    /// `[dimensions]`, and the sum of the products of the centred points, `[dimensions, dimensions]`.
    private(set) var mean, products: Tensor
    private(set) var directions: DirectionMoments
    private(set) var count: Int

    /// - Parameter states: `[tokens, hidden]`, not empty.
    init(_ states: Tensor) throws(TorchError) {
        (mean, products) = try withoutGradients { () throws(TorchError) in
            try CloudKernels.pooledMoments([states.detached()])
        }
        directions = DirectionMoments(dimensions: states.size(1))
        try directions.add(states)
        count = states.size(0)
    }

    /// What was saved of it.
    init(mean: Tensor, products: Tensor, directions: DirectionMoments, count: Int) {
        (self.mean, self.products) = (mean, products)
        (self.directions, self.count) = (directions, count)
    }

    /// Adds further points (Chan, Golub and LeVeque 1979).
    mutating func merge(_ other: LayerCloud) throws(TorchError) {
        let share = Double(other.count) / Double(count + other.count)
        let difference = try other.mean.subtracting(mean).reshaped(to: 1, -1)
        let (mean, products) = (self.mean, self.products)
        try products.add(other.products)
        try products.add(
            difference.transposed().matmul(difference), scale: Double(count) * share)
        try mean.add(difference.reshaped(to: -1), scale: share)
        directions.merge(other.directions)
        count += other.count
    }

    func measures() throws(TorchError) -> LayerMeasures {
        let moments = Moments(
            count: count, mean: try mean.elements(), products: try products.elements())
        return LayerMeasures(
            isoScore: moments.isoScore,
            explainedVariance: try moments.spectrum()?.explainedVariance(3),
            meanCosine: directions.meanCosine, points: count)
    }
}
