import CTorch

/// The search for nearest neighbours in blocks of products of points, in main memory.
package enum NeighborKernels {
    /// A cloud, and how exact products of its points are.
    ///
    /// Products are those of y, points that were shifted, multiplied by `scale` and rounded. For every
    /// pair of points i and j at the distance D the key `weights[j] - 2 product` must be at most
    /// `(growth D + slacks[i])² - weights[i] + floor`.
    package struct Search {
        /// Float32 or float64, `[points, dimensions]`, not shifted.
        package let points: Tensor
        /// A power of two by which differences are multiplied before they are squared.
        package let scale: Double
        /// A lower bound of `|y|²` less what rounding may take away, `[points]`, of the products' type.
        package let weights: Tensor
        /// Float64, `[points]`.
        package let slacks: Tensor
        package let growth: Double
        package let floor: Double

        package init(
            points: Tensor, scale: Double, weights: Tensor, slacks: Tensor, growth: Double,
            floor: Double
        ) {
            (self.points, self.scale, self.weights) = (points, scale, weights)
            (self.slacks, self.growth, self.floor) = (slacks, growth, floor)
        }
    }

    /// The nearest neighbours found so far, ascending; of equal distances the lower place first.
    package struct Found {
        /// Float64, `[points, k]`, times the search's scale; infinite where none was found.
        package let distances: Tensor
        /// Int32, `[points, k]`.
        package let places: Tensor

        package init(points: Int, count: Int) throws(TorchError) {
            distances = try .full([points, count], .infinity, .float64)
            places = try .full([points, count], Double(Int32.max), .int32)
        }
    }

    /// Looks for nearer neighbours in the products of the points from `row` with those from `column`,
    /// `[rows, columns]`, float32 or float64.
    ///
    /// A block beside the diagonal serves the points of its rows and of its columns; one on it begins
    /// with the same point both ways. Distances are computed in float64 from differences wherever a
    /// key is low enough: what is found does not depend on the products' rounding.
    /// - Returns: how many distances were computed.
    package static func add(
        _ products: Tensor, row: Int, column: Int, _ search: Search, to found: Found
    ) throws(TorchError) -> Int {
        guard case .fused = KernelForm.of(products) else {
            return try referenceAdd(products, row: row, column: column, search, to: found)
        }
        let code = ct_neighbor_search(
            points: search.points.handle, scale: search.scale, weights: search.weights.handle,
            slacks: search.slacks.handle, growth: search.growth, floor: search.floor)
        var computed: Int64 = 0
        let status = withExtendedLifetime(search) {
            ct_add_neighbors(
                products.handle, Int64(row), Int64(column), code, found.distances.handle,
                found.places.handle, &computed)
        }
        try check(status, "neighbours in products \(products.shape)")
        return Int(computed)
    }
}
