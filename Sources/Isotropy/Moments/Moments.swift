import Torch

/// The count, mean and covariance of a cloud of points, in float64.
///
/// Every covariance-based measure is a function of it. Points can be added in parts, measured
/// anywhere, and merged: nothing needs all points in memory.
public struct Moments: Sendable, Codable, Equatable {
    public let dimensions: Int
    public private(set) var count = 0
    public private(set) var mean: [Double]
    /// What rounding leaves of the mean: differences of means are good to a part of the deviations, however many of them
    /// the means are away from 0.
    private(set) var meanRest: [Double]
    /// The sum over the points of the products of centred coordinates, row-major.
    public private(set) var products: [Double]

    /// Moments of no points.
    /// - Precondition: there is a dimension.
    public init(dimensions: Int) {
        precondition(dimensions > 0, "moments of \(dimensions) dimensions")
        self.dimensions = dimensions
        mean = Array(repeating: 0, count: dimensions)
        meanRest = mean
        products = Array(repeating: 0, count: dimensions * dimensions)
    }

    /// - Parameters:
    ///   - rest: what rounding left of the mean.
    ///   - products: the sum of the products of the centred coordinates, row-major.
    package init(count: Int, mean: [Double], rest: [Double]? = nil, products: [Double]) {
        precondition(
            products.count == mean.count * mean.count,
            "\(products.count) products of \(mean.count) dimensions")
        dimensions = mean.count
        (self.count, self.mean, self.products) = (count, mean, products)
        meanRest = rest ?? Array(repeating: 0, count: mean.count)
    }

    /// The moments of all rows of `points`, `[points, dimensions]`.
    public init(of points: Tensor) throws(TorchError) {
        guard points.rank == 2, points.size(1) > 0 else {
            throw TorchError(
                .invalidOperation, operation: "moments",
                message: "points must be [points, dimensions], not \(points.shape)")
        }
        self.init(dimensions: points.size(1))
        try add(points)
    }

    /// Adds the rows of `points`, block by block.
    /// - Parameters:
    ///   - points: `[points, dimensions]`, of any floating-point type.
    ///   - precision: of the products inside a block of some thousand points: `float64`, or `float32`
    ///     for about twice the speed and a relative error near 1e-6.
    /// - Throws: for another shape or type, and for points that are not finite; then nothing is added.
    public mutating func add(
        _ points: Tensor, precision: DType = .float64
    ) throws(TorchError) {
        try add([points], precision: precision)
    }

    /// Adds the rows of several tensors, as from the layers of an encoder, in one update.
    mutating func add(_ clouds: [Tensor], precision: DType) throws(TorchError) {
        var blocks: [Tensor] = []
        for points in clouds {
            try check(points, precision)
            let size = max(1, Moments.blockElements / dimensions)
            for start in stride(from: 0, to: points.size(0), by: size) {
                blocks.append(try points.slice(start..<min(start + size, points.size(0))))
            }
        }
        guard !blocks.isEmpty else { return }
        let cloud = try CloudProducts(blocks, precision: precision)
        var added = Moments(dimensions: dimensions)
        added.count = cloud.count
        added.mean = try cloud.mean.elements()
        if let rest = cloud.rest { added.meanRest = try rest.elements() }
        added.products = try cloud.products.elements()
        let variances = (0..<dimensions).map { added.products[$0 * (dimensions + 1)] }
        guard (added.mean + variances).allSatisfy(\.isFinite) else {
            throw TorchError(
                .notFinite, operation: "moments",
                message: "the points hold a number that is not finite, or too large")
        }
        merge(added)
    }

    /// Adds the points of `other` (Chan, Golub and LeVeque 1979).
    ///
    /// The result is that of all points together. Another order of merging changes it by rounding
    /// only, about 1e-16 of the variances: for equal bits, merge in a fixed order.
    /// - Precondition: both have the same dimensions.
    public mutating func merge(_ other: Moments) {
        precondition(
            other.dimensions == dimensions,
            "moments of \(dimensions) and \(other.dimensions) dimensions")
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        let total = Double(count + other.count)
        let share = Double(other.count) / total
        let weight = Double(count) * share
        let size = dimensions
        let difference = difference(to: other)
        for row in 0..<size {
            let scaled = difference[row] * weight
            for column in 0..<size {
                let index = row * size + column
                products[index] += other.products[index] + scaled * difference[column]
            }
            moveMean(row, by: difference[row] * share)
        }
        count += other.count
    }

    /// Takes the points of `other` out again, which are among these: Chan's update backwards, good to about 1e-16 of
    /// the variances before.
    mutating func remove(_ other: Moments) {
        precondition(
            other.dimensions == dimensions && other.count <= count,
            "moments of \(count) points without \(other.count)")
        guard other.count > 0 else { return }
        guard other.count < count else {
            self = Moments(dimensions: dimensions)
            return
        }
        let rest = Double(count - other.count)
        let share = Double(other.count) / rest
        let weight = Double(count) * share
        let size = dimensions
        let difference = difference(to: other)
        for row in 0..<size {
            let scaled = difference[row] * weight
            for column in 0..<size {
                let index = row * size + column
                products[index] -= other.products[index] + scaled * difference[column]
            }
            // What varied only among the points that are gone leaves rounding behind.
            products[row * (size + 1)] = max(products[row * (size + 1)], 0)
            moveMean(row, by: -difference[row] * share)
        }
        count -= other.count
    }

    /// From this mean to another. Means that lie far from 0 and near to each other differ exactly.
    private func difference(to other: Moments) -> [Double] {
        mean.indices.map { (other.mean[$0] - mean[$0]) + (other.meanRest[$0] - meanRest[$0]) }
    }

    private mutating func moveMean(_ place: Int, by step: Double) {
        let (old, added) = (mean[place], meanRest[place] + step)
        let sum = old + added
        let second = sum - old
        mean[place] = sum
        meanRest[place] = (old - (sum - second)) + (added - second)
    }

    /// Replaces the points by their products with a power of two: exact, but for what underflows.
    mutating func scale(by factor: Double) {
        for index in mean.indices {
            mean[index] *= factor
            meanRest[index] *= factor
        }
        for index in products.indices { products[index] = products[index] * factor * factor }
    }

    private func check(_ points: Tensor, _ precision: DType) throws(TorchError) {
        precondition(
            precision == .float32 || precision == .float64, "moments computed in \(precision)")
        guard points.rank == 2, points.size(1) == dimensions else {
            throw TorchError(
                .invalidOperation, operation: "moments",
                message: "points must be [points, \(dimensions)], not \(points.shape)")
        }
        guard points.dtype?.isFloatingPoint == true else {
            throw TorchError(
                .invalidOperation, operation: "moments",
                message: "points must be floating-point numbers, not \(points)")
        }
    }

    /// The elements of a block: 16 MiB in float64.
    static let blockElements = 1 << 21
}

extension Moments {
    private enum CodingKeys: String, CodingKey { case dimensions, count, mean, meanRest, products }

    /// Moments of earlier versions have no rest of the mean.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        dimensions = try container.decode(Int.self, forKey: .dimensions)
        count = try container.decode(Int.self, forKey: .count)
        mean = try container.decode([Double].self, forKey: .mean)
        products = try container.decode([Double].self, forKey: .products)
        meanRest =
            try container.decodeIfPresent([Double].self, forKey: .meanRest)
            ?? mean.map { _ in 0 }
    }
}

extension Moments {
    /// The covariance of the points: divided by `count - 1`, or by `count` when biased.
    /// - Returns: `nil` for fewer than two points.
    public func covariance(biased: Bool = false) -> Covariance? {
        guard count > 1 else { return nil }
        let factor = 1 / Double(biased ? count : count - 1)
        return Covariance(dimensions: dimensions, elements: products.map { $0 * factor })
    }

    /// Each dimension's deviation, with `count - 1`; `nil` for fewer than two points.
    public var standardDeviations: [Double]? { covariance()?.standardDeviations }

    /// Pearson's correlations; `nil` for fewer than two points.
    public var correlation: Covariance? { covariance()?.correlation }

    /// The mean of the products of the coordinates, without centring; `nil` for no points.
    public var secondMoment: Covariance? {
        guard count > 0 else { return nil }
        let size = dimensions
        var elements = products
        for row in 0..<size {
            for column in 0..<size {
                let index = row * size + column
                elements[index] = elements[index] / Double(count) + mean[row] * mean[column]
            }
        }
        return Covariance(dimensions: size, elements: elements)
    }
}
