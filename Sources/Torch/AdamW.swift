import CTorch

/// The numbers of one AdamW step (Loshchilov and Hutter 2019).
public struct AdamWStep: Sendable {
    public var learningRate: Double
    public var beta1 = 0.9
    public var beta2 = 0.999
    public var epsilon: Double
    public var weightDecay: Double
    /// Every gradient is multiplied by this first: the factor of gradient clipping.
    public var gradientScale = 1.0
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

    /// Updates all `items` in one pass over memory.
    public func apply(to items: [Item]) throws(TorchError) {
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
            weight_decay: weightDecay, gradient_scale: gradientScale, step: Int64(step))
    }
}
