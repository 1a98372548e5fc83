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

    /// Updates `parameter` and both moments (float32) in one pass.
    /// - Parameters:
    ///   - gradient: of the parameter's shape, float32 or bfloat16.
    ///   - copy: takes the rounded parameter (bfloat16).
    public func apply(
        to parameter: Tensor, firstMoment: Tensor, secondMoment: Tensor, gradient: Tensor,
        copy: Tensor? = nil
    ) throws(TorchError) {
        let options = ct_adamw(
            learning_rate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
            weight_decay: weightDecay, gradient_scale: gradientScale, step: Int64(step))
        let status = ct_adamw_step(
            parameter.handle, firstMoment.handle, secondMoment.handle, gradient.handle,
            copy?.handle, options)
        try check(status, "AdamW step")
    }
}
