extension CovarianceKernels {
    static func referenceShrunkScore(
        _ matrix: Tensor, target: Tensor?, shares: Shares, weight: Double, followsTrace: Bool
    ) throws(TorchError) -> Score {
        let size = matrix.size(0)
        let diagonal = try Tensor.of((0..<size).map { $0 * (size + 1) }, on: matrix.place)
        func trace() throws(TorchError) -> Double {
            try matrix.reshaped(to: [-1]).gathered(diagonal).sum().scalar()
        }
        let added = shares.diagonal + (shares.trace == 0 ? 0 : shares.trace * (try trace()))
        try matrix.multiply(by: shares.own)
        if let target { try matrix.add(target, scale: shares.target) }
        let ones = try Tensor.full([size, 1], added, .float64, on: matrix.place)
        try matrix.reshaped(to: -1, 1).addRows(ones, at: diagonal)
        let t = try trace()
        let norm = try matrix.multiplied(by: matrix).sum().scalar()
        let numbers = Self.numbers(t, norm, Double(size), weight, followsTrace)
        return Score(numbers: try .of(numbers, on: matrix.place))
    }

    /// `A = (2t/F I - 2t²/F² shrunk) / (d - 1)` times the matrix's own share; a target that follows the
    /// matrix's trace gives `weight tr(A) / d I` back.
    private static func numbers(
        _ trace: Double, _ norm: Double, _ size: Double, _ weight: Double, _ followsTrace: Bool
    ) -> [Double] {
        guard norm != 0 else { return [1, 0, 0, trace, norm] }
        let onIdentity = 2 * trace / norm / (size - 1)
        let onShrunk = -2 * trace * trace / norm / norm / (size - 1)
        let traceOfA = onIdentity * size + onShrunk * trace
        return [
            (trace * trace / norm - 1) / (size - 1), onShrunk * (1 - weight),
            onIdentity * (1 - weight) + (followsTrace ? weight * traceOfA / size : 0), trace, norm,
        ]
    }

    static func referenceMoveStatistics(
        covariance: Tensor, deviation: Tensor, toward features: Tensor, weight: Double
    ) throws(TorchError) -> Tensor {
        guard try features.isFinite() else { return try .zeros([1], .uint8, on: features.place) }
        let rows = Double(features.size(0))
        let (mean, products) = try CloudKernels.referencePooledMoments(
            [features.detached()], precision: .float64)
        precondition(mean.count == deviation.count, "\(mean.count) features")
        try products.multiply(by: 1 / rows)
        let size = mean.count
        let diagonal = try Tensor.of((0..<size).map { $0 * (size + 1) }, on: features.place)
        let deviations = try products.reshaped(to: [-1]).gathered(diagonal).raised(to: 0.5)
        try covariance.add(products.subtracting(covariance), scale: weight)
        try deviation.add(deviations.subtracting(deviation), scale: weight)
        return try .full([1], 1, .uint8, on: features.place)
    }
}
