import Encoders
import Layers
import Torch

/// A pooler that passes the first token on, so that a classifier of the first token itself fits an
/// architecture whose classifier reads a pooler.
///
/// Under tanh the pooler is 2⁻¹⁴ times the identity and the classifier's weight 2¹⁴ times its own: the
/// tanh of so small a number is that number within float32's rounding. Under GELU and ReLU it is the
/// identity and a shift that makes every element so large that the activation returns it; the
/// classifier's bias takes the shift back.
struct PassingPooler: Equatable {
    /// Powers of two, so that scaling loses no bit.
    let scale, shift: Double

    private static let tanhScale = 0x1p-14
    /// From here on float32's GELU is its argument.
    private static let linearFrom = 8.0

    /// The one for a model's states.
    init(_ model: SentenceModel) throws(TorchError) {
        let family = model.encoder.configuration.family
        guard family.sentenceHead.activation != .tanh else {
            self.init(scale: Self.tanhScale, shift: 0)
            return
        }
        let needed = try model.encoder.largestState() + Self.linearFrom
        var shift = Self.linearFrom
        while shift < needed { shift *= 2 }
        self.init(scale: 1, shift: shift)
    }

    private init(scale: Double, shift: Double) {
        (self.scale, self.shift) = (scale, shift)
    }

    /// The one that a checkpoint's pooler is; `nil` for every other pooler.
    init?(weight: Tensor, bias: Tensor, activation: Activation) throws(TorchError) {
        let size = weight.size(0)
        let biases = try bias.elements(as: Float.self)
        let scale = activation == .tanh ? Self.tanhScale : 1
        guard weight.shape == [size, size], biases.count == size, let shift = biases.first,
            biases.allSatisfy({ $0 == shift }), shift == 0 || activation != .tanh
        else { return nil }
        self.init(scale: scale, shift: Double(shift))
        let identity = try self.weight(size).elements(as: Float.self)
        guard try weight.elements(as: Float.self) == identity else { return nil }
    }

    /// `[size, size]`.
    func weight(_ size: Int) throws(TorchError) -> Tensor {
        var elements = [Float](repeating: 0, count: size * size)
        for index in 0..<size { elements[index * size + index] = Float(scale) }
        return try Tensor.of(elements, shape: [size, size])
    }

    /// `[size]`.
    func bias(_ size: Int) throws(TorchError) -> Tensor {
        try Tensor.full([size], shift)
    }

    /// The classifier behind this pooler that gives the logits of one that reads the first token.
    func wrapped(
        weight: Tensor, bias: Tensor
    ) throws(TorchError) -> (weight: Tensor, bias: Tensor) {
        guard shift != 0 else { return (try weight.multiplied(by: 1 / scale), bias) }
        return (weight, try bias.adding(shifts(weight), scale: -shift))
    }

    /// Makes a loaded classifier read the first token itself again.
    func unwrap(_ classifier: Linear) throws(TorchError) {
        try classifier.weight.update { value throws(TorchError) in
            try value.multiply(by: scale)
        }
        guard shift != 0 else { return }
        let shifts = try shifts(classifier.weight.value)
        try classifier.bias.update { value throws(TorchError) in
            try value.add(shifts, scale: shift)
        }
    }

    /// The sum of each output's weights, added in float64.
    private func shifts(_ weight: Tensor) throws(TorchError) -> Tensor {
        try weight.detached().converted(to: .float64).sum(along: 1).converted(to: .float32)
    }
}
