import Torch

/// The sines of the principal angles between two clouds' leading components, from a second pass over both.
///
/// With `U = X V / s`, the sines are the singular values of what U₁ does not reach of U₂, `R = U₂ - U₁ U₁ᵀU₂` (Björck and
/// Golub 1973). Of sums of products `RᵀR` is a difference of numbers near 1; of the points R itself is small where
/// the angles are, and keeps its digits. It comes in rows, of which the triangular factor is kept.
public struct ComponentSines {
    private let first, second: (mean: Tensor, map: Tensor)
    private var factor: TriangularFactor

    /// - Returns: `nil` where a cloud has no leading subspace of k dimensions.
    /// - Parameter pair: of all points.
    init?(_ pair: CloudPair, _ k: Int) throws(TorchError) {
        guard let (one, two, between) = try pair.leadingComponents(k) else { return nil }
        let size = pair.firstDimensions
        func centre(_ range: Range<Int>) throws(TorchError) -> Tensor {
            // The origin is a point itself: what is left of it is small.
            try Tensor.of(
                range.map { pair.origin[$0] } + range.map { pair.mean[$0] },
                shape: [2, range.count])
        }
        first = (try centre(0..<size), try one.matmul(between))
        second = (try centre(size..<pair.dimensions), two)
        factor = TriangularFactor(size: k)
    }

    /// Adds rows of both clouds, `[rows, dimensions]`.
    mutating func add(_ one: Tensor, _ two: Tensor) throws(TorchError) {
        func components(_ rows: Tensor, _ side: (mean: Tensor, map: Tensor)) throws(TorchError)
            -> Tensor
        {
            try rows.detached().moved(to: .cpu).converted(to: .float64)
                .subtracting(side.mean.slice(0..<1)).subtracting(side.mean.slice(1..<2))
                .matmul(side.map)
        }
        for rows in CentredCloud.blocks(one.size(0), max(1, Moments.blockElements / one.size(1))) {
            let rest = try components(two.slice(rows), second)
                .subtracting(components(one.slice(rows), first))
            factor.add(try rest.elements())
        }
    }

    /// Ascending, 0 ... 1.
    func values() throws(TorchError) -> [Double] {
        try factor.singularValues().reversed().map { min($0, 1) }
    }
}
