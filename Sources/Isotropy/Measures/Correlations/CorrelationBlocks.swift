/// The dimensions in blocks of strong correlations, as IsoBN assumes them (Zhou et al. 2021, Sec. 3 and Figs. 2 and 3).
///
/// The paper does not say how it orders its matrices; here it is average linkage on `1 - |rho|`.
public struct CorrelationBlocks: Sendable {
    /// The mean of |rho| between two groups from which on they are one.
    ///
    /// A half is the best choice for the assumption itself: a block of ones instead of the identity's zeros changes the
    /// squared distance from |rho| by `Σ (1 - 2 |rho|)` over the block's new pairs, which is negative where their mean
    /// is more than a half; and average linkage merges by just that mean.
    public static let least = 0.5

    public let linkage: AverageLinkage
    /// Dimensions in the order of the tree, for a picture of the matrix.
    public let order: [Int]
    /// The block of each dimension, from 0 in the order of their first dimensions.
    public let blocks: [Int]
    /// How many dimensions each block has.
    public let sizes: [Int]
    /// How much of |rho| the blocks explain against batch norm, which takes every dimension as its own:
    /// `1 - Σ (|rho_ij| - B_ij)² / Σ rho_ij²` over i ≠ j, B 1 within a block and 0 elsewhere. 0 ... 1, and never less
    /// than 0 with ``least``; `nil` where nothing correlates.
    public let explained: Double?

    /// - Parameters:
    ///   - correlation: of the dimensions; a dimension that does not vary has none, and is a block of its own.
    ///   - least: the mean |rho| that makes two groups one.
    public init(_ correlation: Covariance, least: Double = CorrelationBlocks.least) {
        let size = correlation.dimensions
        let strengths = correlation.elements.map { min(abs($0), 1) }
        let distances = strengths.map { 1 - $0 }
        linkage = AverageLinkage(distances: distances, size: size)
        order = linkage.leafOrder(distances: distances)
        let groups = linkage.groups(height: 1 - least)
        blocks = groups
        var counts = [Int](repeating: 0, count: (groups.max() ?? -1) + 1)
        for group in groups { counts[group] += 1 }
        sizes = counts
        var (whole, left) = (0.0, 0.0)
        for row in 0..<size {
            for column in 0..<size where column != row {
                let strength = strengths[row * size + column]
                let assumed = groups[row] == groups[column] ? 1.0 : 0
                whole += strength * strength
                left += (strength - assumed) * (strength - assumed)
            }
        }
        explained = whole > 0 ? 1 - left / whole : nil
    }
}

extension Moments {
    /// The size of each dimension's soft group, `gamma_i = Σ_j rho_ij²` (Eq. 4 of Zhou et al. 2021), rho_ii = 1:
    /// 1 ... dimensions. A dimension that does not vary correlates with no other, and is a group of its own.
    /// - Returns: `nil` for fewer than two points.
    public var softGroupSizes: [Double]? {
        guard let correlation else { return nil }
        let size = dimensions
        return (0..<size).map { row in
            (0..<size).reduce(1.0) { sum, column in
                column == row ? sum : sum + correlation[row, column] * correlation[row, column]
            }
        }
    }
}
