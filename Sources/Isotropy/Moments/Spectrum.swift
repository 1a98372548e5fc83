import Torch

/// The eigenvalues of a covariance: the squared singular values of the points, up to a factor.
public struct Spectrum: Sendable, Codable, Equatable {
    /// Largest first, none negative.
    public let eigenvalues: [Double]
    /// How many of them can differ from 0: `min(points - 1, dimensions)` when centred.
    public let rankBound: Int

    /// - Parameter rankBound: eigenvalues after so many are rounding and become 0, as those do that are below
    ///   the largest's rounding, `dimensions` times 2^-52 of it.
    public init(_ matrix: Covariance, rankBound: Int) throws(TorchError) {
        let ascending = try symmetricEigenvalues(matrix.tensor()).elements(as: Double.self)
        let bound = min(rankBound, matrix.dimensions)
        let rounding = (ascending.last ?? 0) * Double(matrix.dimensions) * .ulpOfOne
        eigenvalues = ascending.reversed().enumerated().map {
            $0 < bound && $1 > rounding ? $1 : 0
        }
        self.rankBound = bound
    }

    private init(eigenvalues: [Double], rankBound: Int) {
        (self.eigenvalues, self.rankBound) = (eigenvalues, rankBound)
    }

    /// With zeros for further dimensions.
    func padded(to dimensions: Int) -> Spectrum {
        let zeros = Array(repeating: 0.0, count: max(0, dimensions - eigenvalues.count))
        return Spectrum(eigenvalues: eigenvalues + zeros, rankBound: rankBound)
    }

    public var total: Double { eigenvalues.reduce(0, +) }
}

extension Moments {
    /// The spectrum of the covariance, or of the second moment about 0 when not centred.
    ///
    /// Costs one eigendecomposition: ask once and read every measure from it.
    /// - Returns: `nil` for fewer than two points.
    public func spectrum(centred: Bool = true) throws(TorchError) -> Spectrum? {
        guard count > 1, let matrix = centred ? covariance() : secondMoment else { return nil }
        return try Spectrum(matrix, rankBound: centred ? count - 1 : count)
    }
}
