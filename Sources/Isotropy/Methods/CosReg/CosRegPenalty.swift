import Layers
import Torch

/// Cosine regularization, `lambda (Σ_ij cos(x_i, x_j) - N) / N²` of one layer's tokens (Gao et al.
/// 2019), linear in N: the double sum is `‖Σ x/|x|‖²`.
///
/// Lengths and sums are float64; the gradient is computed in float32 (float64 for float64 states) and has the
/// states' type. A state of length 0 has no direction: it adds nothing to the sum and its gradient is 0.
public struct CosRegPenalty: Penalty {
    public var lambda: Double
    public var layers: LayerSelection

    public init(lambda: Double = 1, layers: LayerSelection = .last) {
        self.lambda = lambda
        self.layers = layers
    }

    /// With several layers, the mean of their terms.
    public func callAsFunction(_ states: HiddenStates) throws(TorchError) -> Tensor? {
        let clouds = try layers.states(of: states)
        var total = 0.0
        var directions: [Directions] = []
        for cloud in clouds {
            let one = try withoutGradients { () throws(TorchError) in try Directions(cloud) }
            total += one.value / Double(clouds.count)
            directions.append(one)
        }
        guard !directions.isEmpty else { return nil }
        // By float64, in which a number too large for float32 becomes infinite: the trainer says so.
        let output = try Tensor.full([], lambda * total, .float64, on: clouds[0].place)
            .converted(to: .float32)
        return try withGradient(of: output, inputs: clouds) { upstream throws(TorchError) in
            let factor = try lambda * upstream.scalar() / Double(clouds.count)
            var gradients: [Tensor?] = []
            for (one, cloud) in zip(directions, clouds) {
                gradients.append(try one.gradient(cloud, factor: factor))
            }
            return gradients
        }
    }
}

/// One layer's term: what its value and gradient need, without a copy of the states.
private struct Directions {
    let value: Double
    /// 1 / |x|, or 0, `[tokens, 1]`.
    private let inverseLengths: Tensor
    /// Σ x/|x|, `[1, hidden]`.
    private let sum: Tensor

    init(_ cloud: Tensor) throws(TorchError) {
        let type: DType = cloud.dtype == .float64 ? .float64 : .float32
        let count = cloud.size(0)
        var inverse: [Double] = []
        let length = try Tensor.zeros([1, cloud.size(1)], .float64, on: cloud.place)
        // Some rows at a time, so that their float64 copy stays small.
        for start in stride(from: 0, to: count, by: 4096) {
            let block = try PointDirections(cloud.slice(start..<min(start + 4096, count)))
            try length.add(block.sum)
            inverse += block.inverseLengths
        }
        let squared = try length.multiplied(by: length).sum().scalar()
        value = (squared - Double(count)) / (Double(count) * Double(count))
        sum = try length.converted(to: type)
        inverseLengths = try Tensor.of(inverse, shape: [count, 1], on: cloud.place)
            .converted(to: type)
    }

    /// `2 factor / N² (s - u (u·s)) / |x|` for each point, u = x/|x|.
    func gradient(_ cloud: Tensor, factor: Double) throws(TorchError) -> Tensor {
        let points = try cloud.detached().converted(to: sum.dtype ?? .float32)
        let units = try points.multiplied(by: inverseLengths)
        let shares = try units.matmul(sum.transposed())
        let across = try sum.subtracting(units.multiplied(by: shares))
        let scaled = try across.multiplied(by: inverseLengths)
        let count = Double(cloud.size(0))
        try scaled.multiply(by: 2 * factor / (count * count))
        return try scaled.converted(to: cloud.dtype ?? .float32)
    }
}
