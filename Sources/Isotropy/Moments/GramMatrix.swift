import Torch

/// The products of few points with each other, without their mean: of fewer points than dimensions it has the eigenvalues
/// of the covariance but for zeros, and is smaller.
struct GramMatrix {
    private let count: Int
    private let dimensions: Int
    /// Row-major, `[points, points]`.
    private let elements: [Double]

    /// - Parameter points: `[points, dimensions]`, not empty.
    init(of points: Tensor) throws(TorchError) {
        (count, dimensions) = (points.size(0), points.size(1))
        let wide = try points.detached().moved(to: .cpu).converted(to: .float64)
        // From the first row, so that equal rows stay equal.
        let shifted = try wide.subtracting(wide.slice(0..<1))
        let centred = try shifted.subtracting(shifted.mean(along: 0, keepingRank: true))
        elements = try centred.matmul(centred.transposed()).elements()
    }

    private init(count: Int, dimensions: Int, elements: [Double]) {
        (self.count, self.dimensions, self.elements) = (count, dimensions, elements)
    }

    /// Without some of the points, around the mean of the others.
    func removing(_ rows: Range<Int>) -> GramMatrix {
        let kept = (0..<count).filter { !rows.contains($0) }
        let size = kept.count
        var products = kept.flatMap { row in kept.map { elements[row * count + $0] } }
        let means = (0..<size).map { row in
            products[row * size..<(row + 1) * size].reduce(0, +) / Double(max(size, 1))
        }
        let mean = means.reduce(0, +) / Double(max(size, 1))
        for row in 0..<size {
            for column in 0..<size {
                products[row * size + column] += mean - means[row] - means[column]
            }
        }
        return GramMatrix(count: size, dimensions: dimensions, elements: products)
    }

    /// Of the covariance, with as many eigenvalues as it has dimensions; `nil` for fewer than two points.
    func spectrum() throws(TorchError) -> Spectrum? {
        guard count > 1 else { return nil }
        let factor = 1 / Double(count - 1)
        let few = try Spectrum(
            Covariance(dimensions: count, elements: elements.map { $0 * factor }),
            rankBound: count - 1)
        return few.padded(to: dimensions)
    }
}

extension Spectrum {
    /// The spectrum of the covariance of points, from the smaller of the two matrices that have it: that of their
    /// products with each other where they are fewer than their dimensions.
    ///
    /// Both give the same eigenvalues within some 1e-15 of the largest.
    /// - Parameter points: `[points, dimensions]`, of any floating-point type.
    /// - Returns: `nil` for fewer than two points.
    public init?(of points: Tensor) throws(TorchError) {
        guard points.rank == 2, points.size(1) > 0 else {
            throw TorchError(
                .invalidOperation, operation: "spectrum",
                message: "points must be [points, dimensions], not \(points.shape)")
        }
        let isFew = points.size(0) > 0 && points.size(0) < points.size(1)
        let spectrum =
            isFew ? try GramMatrix(of: points).spectrum() : try Moments(of: points).spectrum()
        guard let spectrum else { return nil }
        self = spectrum
    }
}
