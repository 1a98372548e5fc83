extension CloudKernels {
    /// The mean `[dimensions]` and the products of the centred points of all clouds, float64.
    ///
    /// Each cloud is shifted by its first point before it is centred, so that none is centred by a
    /// mean that is far from its own; they are pooled by Chan's formula.
    /// - Parameter precision: of the products inside a cloud, float32 or float64; float64 points get
    ///   float64 in any case.
    package static func referencePooledMoments(
        _ clouds: [Tensor], precision: DType
    ) throws(TorchError) -> (mean: Tensor, products: Tensor) {
        let exact = try exactPooledMoments(clouds, precision: precision)
        return (exact.mean, exact.products)
    }

    /// The same, and what rounding leaves of the mean, `[dimensions]`: `mean + rest` is good to a part of the deviations,
    /// however many of them the mean is away from 0.
    package static func exactPooledMoments(
        _ clouds: [Tensor], precision: DType
    ) throws(TorchError) -> (mean: Tensor, rest: Tensor, products: Tensor) {
        try withoutGradients { () throws(TorchError) in
            let counts = clouds.map { $0.size(0) }
            var (means, rests) = ([Tensor](), [Tensor]())
            var products: Tensor?
            for cloud in clouds {
                let (mean, rest, product) = try centred(cloud, precision)
                means.append(mean)
                rests.append(rest)
                if let sum = products { try sum.add(product) } else { products = product }
            }
            guard let products else {
                throw TorchError(.other, operation: "moments", message: "there are no points")
            }
            guard means.count > 1 else {
                return (
                    try means[0].reshaped(to: -1), try rests[0].reshaped(to: -1), products
                )
            }
            // Differences from the first mean, so that equal means stay equal.
            let differences = try Tensor.concatenated(means).subtracting(means[0])
            try differences.add(Tensor.concatenated(rests).subtracting(rests[0]))
            let weights = try Tensor.of(
                counts.map(Double.init), shape: [counts.count, 1], on: means[0].place)
            let offset = try differences.multiplied(by: weights).sum(along: 0, keepingRank: true)
            try offset.multiply(by: 1 / Double(counts.reduce(0, +)))
            try differences.add(offset, scale: -1)
            let weighted = try differences.multiplied(by: weights)
            try products.add(differences.transposed().matmul(weighted))
            let (mean, rest) = try exactSum(means[0], rests[0].adding(offset))
            return (try mean.reshaped(to: -1), try rest.reshaped(to: -1), products)
        }
    }

    /// The mean of one cloud, `[1, dimensions]`, what rounding leaves of it, and the products of its centred points, in
    /// float64.
    private static func centred(
        _ cloud: Tensor, _ precision: DType
    ) throws(TorchError) -> (Tensor, Tensor, Tensor) {
        let type = cloud.dtype == .float64 ? .float64 : precision
        let first = try cloud.slice(0..<1).converted(to: type)
        let shifted = try cloud.subtracting(first)
        let offset = try shifted.mean(along: 0, keepingRank: true)
        try shifted.add(offset, scale: -1)
        let product = try shifted.transposed().matmul(shifted).converted(to: .float64)
        let (mean, rest) = try exactSum(
            first.converted(to: .float64), offset.converted(to: .float64))
        return (mean, rest, product)
    }

    /// The rounded sum, and what rounding leaves (Knuth's two-sum).
    private static func exactSum(
        _ one: Tensor, _ two: Tensor
    ) throws(TorchError) -> (sum: Tensor, rest: Tensor) {
        let sum = try one.adding(two)
        let second = try sum.subtracting(one)
        let rest = try one.subtracting(sum.subtracting(second))
        return (sum, try rest.adding(two.subtracting(second)))
    }

    static func referenceCentredProducts(
        _ clouds: [Tensor], mean: Tensor, matrix: Tensor, factor: Factor
    ) throws(TorchError) -> [Tensor] {
        let identity = try Tensor.of(
            (0..<mean.count * mean.count).map { $0 % (mean.count + 1) == 0 ? 1.0 : 0 },
            shape: matrix.shape, on: matrix.place)
        let factors = try factor.factors?.elements(as: Double.self) ?? [1, 1]
        let upstream = try factor.upstream?.scalar() ?? 1
        let right = try matrix.multiplied(by: factor.scale * factors[0] * upstream)
        try right.add(identity, scale: factor.diagonal * factors[1] * upstream)
        return try clouds.map { cloud throws(TorchError) in
            try centredProduct(cloud, mean: mean.reshaped(to: 1, -1), right)
        }
    }

    /// `(cloud - mean) matrix` in the cloud's type.
    private static func centredProduct(
        _ cloud: Tensor, mean: Tensor, _ matrix: Tensor
    ) throws(TorchError) -> Tensor {
        let type = cloud.dtype ?? .float32
        if type == .bfloat16 || type == .float16 {
            let centred = try cloud.subtracting(mean.converted(to: .float32)).converted(to: type)
            return try centred.matmul(matrix.converted(to: type))
        }
        // The matrix is symmetric, so x matrix - mean matrix is one linear layer.
        let bias = try mean.matmul(matrix).reshaped(to: [-1]).multiplied(by: -1)
        return try linear(
            cloud, weight: matrix.converted(to: type), bias: bias.converted(to: type))
    }
}
