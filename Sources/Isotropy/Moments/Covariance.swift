import Torch

/// A symmetric matrix of covariances in float64.
public struct Covariance: Sendable, Codable, Equatable {
    public let dimensions: Int
    /// Row-major, `dimensions * dimensions`.
    public let elements: [Double]

    /// - Precondition: there are `dimensions * dimensions` elements.
    public init(dimensions: Int, elements: [Double]) {
        precondition(
            elements.count == dimensions * dimensions,
            "\(elements.count) elements for a \(dimensions) by \(dimensions) covariance")
        self.dimensions = dimensions
        self.elements = elements
    }

    /// The covariance of independent dimensions.
    public init(variances: [Double]) {
        let size = variances.count
        var elements = [Double](repeating: 0, count: size * size)
        for (index, variance) in variances.enumerated() {
            elements[index * size + index] = variance
        }
        self.init(dimensions: size, elements: elements)
    }

    public subscript(row: Int, column: Int) -> Double { elements[row * dimensions + column] }

    public var variances: [Double] { (0..<dimensions).map { self[$0, $0] } }

    public var trace: Double { variances.reduce(0, +) }

    /// The sum of the squared elements.
    public var squaredNorm: Double { elements.reduce(0) { $0 + $1 * $1 } }

    public var standardDeviations: [Double] { variances.map { $0.squareRoot() } }

    /// Pearson's correlations; 0 for every pair with a dimension that does not vary, also with itself.
    public var correlation: Covariance {
        let inverse = standardDeviations.map { $0 > 0 ? 1 / $0 : 0 }
        var result = elements
        for row in 0..<dimensions {
            for column in 0..<dimensions {
                result[row * dimensions + column] *= inverse[row] * inverse[column]
            }
        }
        return Covariance(dimensions: dimensions, elements: result)
    }

    /// `(1 - weight) self + weight other`.
    func mixed(with other: Covariance, weight: Double) -> Covariance {
        precondition(
            other.dimensions == dimensions,
            "covariances of \(dimensions) and \(other.dimensions) dimensions")
        let mixed = zip(elements, other.elements).map { (1 - weight) * $0 + weight * $1 }
        return Covariance(dimensions: dimensions, elements: mixed)
    }

    /// `[dimensions, dimensions]`, float64.
    public func tensor(on device: Device = .cpu) throws(TorchError) -> Tensor {
        try Tensor.of(elements, shape: [dimensions, dimensions], on: device)
    }
}
