import CTorch

/// The numbers of one AdamW step (Loshchilov and Hutter 2019).
public struct AdamWStep {
    public var learningRate: Double
    public var beta1 = 0.9
    public var beta2 = 0.999
    public var epsilon: Double
    public var weightDecay: Double
    /// Every gradient is multiplied by this first: the factor of gradient clipping.
    public var gradientScale = 1.0
    /// A float32 scalar beside the weights that multiplies every gradient as well, such as what
    /// `clipping` gives. Where it is not finite nothing changes.
    public var scale: Tensor?
    /// Counts from 1.
    public var step: Int

    public init(learningRate: Double, epsilon: Double, weightDecay: Double, step: Int) {
        self.learningRate = learningRate
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        self.step = step
    }

    /// A weight that a step changes, its moments (float32) and its gradient.
    public struct Item {
        let parameter, firstMoment, secondMoment, gradient: Tensor
        let copy: Tensor?
        let decays: Bool

        /// - Parameters:
        ///   - gradient: of the parameter's shape, float32 or bfloat16.
        ///   - copy: takes the rounded parameter (bfloat16).
        ///   - decays: whether weight decay applies.
        public init(
            parameter: Tensor, firstMoment: Tensor, secondMoment: Tensor, gradient: Tensor,
            copy: Tensor? = nil, decays: Bool = true
        ) {
            self.parameter = parameter
            self.firstMoment = firstMoment
            self.secondMoment = secondMoment
            self.gradient = gradient
            self.copy = copy
            self.decays = decays
        }
    }

    /// Updates all `items`, which are on one device, in one pass over memory.
    public func apply(to items: [Item]) throws(TorchError) {
        guard let first = items.first else { return }
        guard case .fused = KernelForm.of(first.parameter) else {
            return try referenceApply(to: items)
        }
        let described = items.map { item in
            ct_adamw_item(
                parameter: item.parameter.handle, first_moment: item.firstMoment.handle,
                second_moment: item.secondMoment.handle, gradient: item.gradient.handle,
                copy: item.copy?.handle, decays: item.decays)
        }
        let status = withExtendedLifetime(items) {
            ct_adamw_step(described, Int32(described.count), code)
        }
        try check(status, "AdamW step")
    }

    var code: ct_adamw {
        ct_adamw(
            learning_rate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
            weight_decay: weightDecay, gradient_scale: gradientScale, step: Int64(step),
            scale: scale?.handle)
    }
}

/// The norm of all tensors together, and the factor that brings it to at most `limit`.
/// - Parameter limit: 0 is none.
/// - Returns: scalars beside the tensors: the norm in float64, the factor in float32,
///   `min(1, limit / (norm + 1e-6))`, which is not a number where the norm is not finite.
public func clipping(
    _ tensors: [Tensor], limit: Double
) throws(TorchError) -> (norm: Tensor, scale: Tensor) {
    if let first = tensors.first, case .reference = KernelForm.of(first) {
        return try referenceClipping(tensors, limit: limit)
    }
    let handles: [OpaquePointer?] = tensors.map(\.handle)
    var scale: OpaquePointer?
    let norm = try withExtendedLifetime(tensors) { () throws(TorchError) in
        try Tensor.make("clipping of \(tensors.count) gradients") {
            ct_clip(handles, Int32(handles.count), limit, $0, &scale)
        }
    }
    guard let scale else {
        throw TorchError(.other, operation: "clipping", message: "gave no factor")
    }
    return (norm, Tensor(owning: scale))
}
