import Foundation
import Torch

extension CloudPair {
    /// Where the subspaces are that principal angles are between.
    public enum Subspace: String, Sendable, CaseIterable {
        /// Of the space of coordinates: the leading eigenvectors of both covariances. Both clouds need the same
        /// dimensions, and those mean the same, as of one layer before and after training.
        case coordinates
        /// Of the space of points: the leading left singular vectors of both matrices. The dimensions may differ; cosines
        /// are the canonical correlations of the leading principal components (SVCCA, Raghu et al. 2017).
        case points
    }

    /// The principal angles between the top-k subspaces of both clouds, ascending, in radians, 0 ... π/2.
    ///
    /// Small angles follow from sines and large ones from cosines, so that neither lose digits (Björck and Golub
    /// 1973). In the space of points sines take the points again (``principalAngles(_:ofPoints:_:)``): without them
    /// all follow from sums of products, and angles below some 1e-7 are rounding. All are off by about 1e-16 times the
    /// largest eigenvalue over the k-th.
    /// - Parameter sines: of both clouds' components, from the points; read in the space of points alone.
    /// - Returns: `nil` where a cloud has no leading subspace of k dimensions: where its k-th eigenvalue is 0 or, but
    ///   for rounding, equal to the next.
    /// - Precondition: k is at least 1 and no more than both clouds' dimensions; the dimensions are equal in the
    ///   space of coordinates.
    public func principalAngles(
        _ k: Int, in space: Subspace, sines: ComponentSines? = nil
    ) throws(TorchError) -> [Double]? {
        precondition(
            k > 0 && k <= min(firstDimensions, secondDimensions),
            "subspaces of \(k) of \(firstDimensions) and \(secondDimensions) dimensions")
        precondition(
            space == .points || firstDimensions == secondDimensions,
            "coordinates of \(firstDimensions) and \(secondDimensions) dimensions")
        switch space {
        case .coordinates:
            let products = Products(self)
            guard let first = try LeadingSubspace(products.first, firstDimensions, k),
                let second = try LeadingSubspace(products.second, secondDimensions, k)
            else { return nil }
            return Self.angles(try Self.ofCoordinates(first, second))
        case .points:
            guard let (_, _, between) = try leadingComponents(k) else { return nil }
            let cosines = try singularValues(between)
            let known =
                try sines?.values() ?? cosines.map { max(0, (1 - $0) * (1 + $0)).squareRoot() }
            return Self.angles((cosines, known))
        }
    }

    /// The angles in the space of points, small ones as exact as large ones.
    /// - Parameters:
    ///   - first: `[rows, dimensions]`, all that were added, in their order; and of the second cloud.
    /// - Returns: as ``principalAngles(_:in:sines:)``.
    public func principalAngles(
        _ k: Int, ofPoints first: Tensor, _ second: Tensor
    ) throws(TorchError) -> [Double]? {
        guard var sines = try ComponentSines(self, k) else { return nil }
        try sines.add(first, second)
        return try principalAngles(k, in: .points, sines: sines)
    }

    /// Largest cosine first, smallest sine first.
    private static func angles(_ both: (cosines: [Double], sines: [Double])) -> [Double] {
        zip(both.cosines, both.sines).map { cosine, sine in
            cosine * cosine < 0.5 ? acos(min(cosine, 1)) : asin(min(sine, 1))
        }
    }

    /// The maps from centred points to their leading components, `V / s` of both with `U = X V / s`, and
    /// `U₁ᵀU₂ = V₁ᵀ XᵀY V₂ / (s₁ s₂)`; `nil` where a cloud has no leading subspace of k dimensions.
    func leadingComponents(_ k: Int) throws(TorchError) -> (Tensor, Tensor, between: Tensor)? {
        let products = Products(self)
        guard let first = try LeadingSubspace(products.first, firstDimensions, k)?.scaledVectors(),
            let second = try LeadingSubspace(products.second, secondDimensions, k)?
                .scaledVectors()
        else { return nil }
        let mixed = try Tensor.of(products.mixed, shape: [firstDimensions, secondDimensions])
        return (first, second, try first.transposed().matmul(mixed).matmul(second))
    }

    /// Cosines are the singular values of `V₁ᵀV₂`, sines those of what V₁ does not reach of V₂.
    private static func ofCoordinates(
        _ first: LeadingSubspace, _ second: LeadingSubspace
    ) throws(TorchError) -> ([Double], [Double]) {
        let between = try first.vectors.transposed().matmul(second.vectors)
        let rest = try second.vectors.subtracting(first.vectors.matmul(between))
        return (try singularValues(between), try singularValues(rest).reversed())
    }
}

/// The leading eigenvectors of products of centred points.
private struct LeadingSubspace {
    /// Float64, `[dimensions, k]`, orthonormal columns, the largest eigenvalue first.
    let vectors: Tensor
    private let values: [Double]

    /// - Returns: `nil` where the k-th eigenvalue is 0 or equal to the next, but for rounding.
    init?(_ products: [Double], _ size: Int, _ k: Int) throws(TorchError) {
        let matrix = try Tensor.of(products, shape: [size, size])
        let (ascending, columns) = try symmetricEigensystem(matrix)
        let all = Array(try ascending.elements(as: Double.self).reversed())
        let rounding = all[0] * Double(size) * .ulpOfOne
        guard all[k - 1] > rounding, k == size || all[k - 1] - all[k] > rounding else { return nil }
        values = Array(all[..<k])
        let leading = (0..<k).map { size - 1 - $0 }
        vectors = try columns.gathered(Tensor.of(leading), along: 1)
    }

    /// The vectors over the singular values of the points.
    func scaledVectors() throws(TorchError) -> Tensor {
        let inverse = values.map { 1 / $0.squareRoot() }
        return try vectors.multiplied(by: Tensor.of(inverse, shape: [1, inverse.count]))
    }
}
