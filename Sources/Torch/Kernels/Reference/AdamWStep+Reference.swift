extension AdamWStep {
    /// The step from single operations.
    func referenceApply(to items: [Item]) throws(TorchError) {
        guard try isFinite() else { return }
        try withoutGradients { () throws(TorchError) in
            for item in items {
                try update(
                    item.parameter, item.firstMoment, item.secondMoment,
                    gradient: item.gradient.converted(to: .float32), decays: item.decays)
                try item.copy?.copy(item.parameter)
            }
        }
    }

    /// - Parameter gradient: float32.
    func update(
        _ parameter: Tensor, _ first: Tensor, _ second: Tensor, gradient: Tensor, decays: Bool
    ) throws(TorchError) {
        var gradient = try gradient.multiplied(by: gradientScale)
        if let scale { gradient = try gradient.multiplied(by: scale) }
        try first.add(gradient.subtracting(first), scale: 1 - beta1)
        try second.add(gradient.multiplied(by: gradient).subtracting(second), scale: 1 - beta2)
        if decays { try parameter.add(parameter, scale: -learningRate * weightDecay) }
        let root = try second.raised(to: 0.5).multiplied(by: rootCorrection).adding(epsilon)
        try parameter.add(first.divided(by: root), scale: -stepSize)
    }

    /// Whether gradients are multiplied by finite numbers only.
    func isFinite() throws(TorchError) -> Bool { try scale?.isFinite() ?? true }

    private var stepSize: Double { learningRate / (1 - power(beta1, step)) }
    private var rootCorrection: Double { 1 / (1 - power(beta2, step)).squareRoot() }
}

private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
}

func referenceClipping(
    _ tensors: [Tensor], limit: Double
) throws(TorchError) -> (norm: Tensor, scale: Tensor) {
    let place = tensors.first?.place ?? .cpu
    let sum = try Tensor.zeros([], .float64, on: place)
    for tensor in tensors {
        let numbers = try tensor.converted(to: .float64)
        try sum.add(numbers.multiplied(by: numbers).sum())
    }
    let norm = try sum.scalar().squareRoot()
    let scale = limit > 0 ? min(1, limit / (norm + 1e-6)) : 1
    return (
        try .full([], norm, .float64, on: place),
        try .full([], norm.isFinite ? scale : .nan, on: place)
    )
}
