import Torch

/// How the variance of a cloud with labels is divided, and where its class means lie.
public struct ClassScatter: Sendable {
    /// The classes that have points, by their labels.
    public let classes: [Int]
    /// The covariance around the class means, divided by `points - classes`; `nil` where no class has two points.
    public let withinCovariance: Covariance?
    /// The share of the variance that is between classes, `tr B / (tr B + tr W)`: 0 ... 1, eta squared of all
    /// dimensions together. `nil` where nothing varies.
    public let betweenShare: Double?
    /// The class means without the mean of all points, row-major `[classes, dimensions]`.
    private let centredMeans: [Double]
    private let moments: ClassMoments

    /// - Precondition: there is a point.
    public init(_ moments: ClassMoments) {
        precondition(moments.count > 0, "the scatter of no points")
        self.moments = moments
        let size = moments.dimensions
        let classes = moments.counts.indices.filter { moments.counts[$0] > 0 }
        let total = Double(moments.count)
        // From the first mean, so that equal means stay equal.
        let start = classes[0] * size
        var offset = [Double](repeating: 0, count: size)
        for label in classes {
            let weight = Double(moments.counts[label]) / total
            for index in 0..<size {
                offset[index] +=
                    weight * (moments.means[label * size + index] - moments.means[start + index])
            }
        }
        centredMeans = classes.flatMap { label in
            (0..<size).map {
                moments.means[label * size + $0] - moments.means[start + $0] - offset[$0]
            }
        }
        self.classes = classes
        let freedom = moments.count - classes.count
        withinCovariance =
            freedom > 0
            ? Covariance(
                dimensions: size, elements: moments.within.map { $0 / Double(freedom) }) : nil
        let means = centredMeans
        let between = classes.enumerated().reduce(0.0) { sum, place in
            let (index, label) = place
            let squares = means[index * size..<(index + 1) * size].reduce(0) { $0 + $1 * $1 }
            return sum + Double(moments.counts[label]) * squares
        }
        let within = (0..<size).reduce(0) { $0 + moments.within[$1 * (size + 1)] }
        betweenShare = between + within > 0 ? between / (between + within) : nil
    }

    /// The spectrum within classes, for EV_k; `nil` where no class has two points.
    public func withinSpectrum() throws(TorchError) -> Spectrum? {
        guard let withinCovariance else { return nil }
        return try Spectrum(withinCovariance, rankBound: moments.count - classes.count)
    }

    /// The lengths of the class means once the mean of all points is subtracted.
    public var meanLengths: [Double] {
        (0..<classes.count).map { dot($0, $0).squareRoot() }
    }

    /// The cosines between class means once the mean of all points is subtracted, row-major `[classes, classes]`:
    /// `-1 / (classes - 1)` beside the diagonal where classes have collapsed (Papyan, Han and Donoho 2020). NaN never:
    /// `nil` where a mean has no direction.
    public var meanCosines: [Double]? {
        let lengths = meanLengths
        guard classes.count > 1, lengths.allSatisfy({ $0 > 0 }) else { return nil }
        return (0..<classes.count).flatMap { one in
            (0..<classes.count).map { other in
                one == other ? 1 : min(max(dot(one, other) / lengths[one] / lengths[other], -1), 1)
            }
        }
    }

    private func dot(_ one: Int, _ other: Int) -> Double {
        let size = moments.dimensions
        return (0..<size).reduce(0) {
            $0 + centredMeans[one * size + $1] * centredMeans[other * size + $1]
        }
    }
}

extension ClassScatter {
    /// How far classes are from neural collapse (Papyan, Han and Donoho 2020), where all of these are 0.
    public struct Collapse: Sendable, Codable, Equatable {
        /// NC1: `tr(Σ_W Σ_B⁺) / C`, with `Σ_W = W / N` and `Σ_B` the mean over classes of the products of their
        /// centred means.
        public let variability: Double
        /// NC2: the deviation of the lengths of the class means over their mean (Fig. 2 of the paper).
        public let lengthDeviation: Double
        /// NC2: the deviation of the cosines of all pairs of class means (Fig. 3).
        public let cosineDeviation: Double
        /// NC2: the mean of `|cos + 1 / (C - 1)|` of all pairs (Fig. 4).
        public let angleDistance: Double
    }

    /// The measures of neural collapse, around the mean of all points; deviations are divided by their count.
    /// - Returns: `nil` for fewer than two classes, and where the mean of one is that of all points.
    public func collapse() throws(TorchError) -> Collapse? {
        guard let cosines = meanCosines else { return nil }
        let count = classes.count
        let pairs = (0..<count).flatMap { one in (0..<one).map { cosines[one * count + $0] } }
        let lengths = meanLengths
        let target = 1 / Double(count - 1)
        return Collapse(
            variability: try variability(),
            lengthDeviation: Self.deviation(lengths)
                / (lengths.reduce(0, +) / Double(lengths.count)),
            cosineDeviation: Self.deviation(pairs),
            angleDistance: pairs.reduce(0) { $0 + abs($1 + target) } / Double(pairs.count))
    }

    /// With the centred means `M = [classes, d]`, `Σ_B = MᵀM / C` and the eigensystem `M Mᵀ = Q L Qᵀ` it is
    /// `Σ_i (Qᵀ M Σ_W Mᵀ Q)_ii / L_i²`: no matrix of d by d is inverted.
    private func variability() throws(TorchError) -> Double {
        let (count, size) = (classes.count, moments.dimensions)
        let means = try Tensor.of(centredMeans, shape: [count, size])
        let scatter = try Tensor.of(moments.within, shape: [size, size])
        let (values, vectors) = try symmetricEigensystem(means.matmul(means.transposed()))
        let turned = try vectors.transposed().matmul(means)
        let seen = try turned.matmul(scatter).multiplied(by: turned).sum(along: 1)
            .elements(as: Double.self)
        let lengths = try values.elements(as: Double.self)
        // The means' sum is 0: at least one eigenvalue is rounding.
        let rounding = (lengths.last ?? 0) * Double(max(count, size)) * .ulpOfOne
        return zip(seen, lengths).reduce(0.0) { sum, pair in
            pair.1 > rounding ? sum + pair.0 / (pair.1 * pair.1) : sum
        } / Double(moments.count)
    }

    private static func deviation(_ numbers: [Double]) -> Double {
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(numbers.count)).squareRoot()
    }
}
