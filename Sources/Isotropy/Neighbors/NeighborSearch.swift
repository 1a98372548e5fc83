import Foundation
import Torch

/// The search of ``NearestNeighbors``: products of blocks of centred points, and what may be left out because of
/// them.
///
/// With y the centred points, rounded to the products' precision, and n = |y|², a product g of y_i and y_j is off by at
/// most `γ |y_i| |y_j| ≤ γ (n_i + n_j) / 2`, γ = d u / (1 - d u), whatever the order of its sum (Higham 2002,
/// section 3.1). So `weights[j] - 2g` with `weights = (1 - γ') n`, γ' a little above γ, is at most
/// `|y_i - y_j|² - weights[i]`: a lower bound of the squared distance, up to what point i alone brings. A pair
/// whose bound is above the k-th distance so far can be left out; of every other the distance is computed.
struct NeighborSearch {
    private let cloud: CentredCloud
    private let rowsOfABlock: Int
    let found: NeighborKernels.Found

    var scale: Double { cloud.scale }

    init(_ points: Tensor, count: Int, rowsOfABlock: Int) throws(TorchError) {
        cloud = try CentredCloud(points)
        self.rowsOfABlock = rowsOfABlock
        found = try NeighborKernels.Found(points: points.size(0), count: count)
    }

    mutating func run(precision: DType) throws(TorchError) {
        var products = try BlockProducts(cloud, precision)
        let blocks = CentredCloud.blocks(cloud.count, rowsOfABlock)
        for (index, rows) in blocks.enumerated() {
            var left = try products.block(rows)
            for columns in blocks[index...] {
                let block = try product(left.plain, products.block(columns).transpose)
                let computed = try NeighborKernels.add(
                    block, row: rows.lowerBound, column: columns.lowerBound, products.search,
                    to: found)
                let points = rows.count + (rows == columns ? 0 : columns.count)
                if products.precision == .float32, computed > distancesOfAPoint * points {
                    products = try BlockProducts(cloud, .float64)
                    left = try products.block(rows)
                }
            }
        }
    }

    /// So many distances in one block take as long as its products: float64, at half the rate, is then worth its
    /// bounds, which are 2^29 times as close.
    private var distancesOfAPoint: Int { 16 * (found.places.size(1) + 4) }
}

/// Centred points in one precision, and the bounds that hold for their products.
private struct BlockProducts {
    let precision: DType
    let search: NeighborKernels.Search
    private let cloud: CentredCloud
    /// All centred points in float32; float64 ones are made block by block.
    private let single: Tensor?

    init(_ cloud: CentredCloud, _ precision: DType) throws(TorchError) {
        self.cloud = cloud
        self.precision = precision
        let isSingle = precision == .float32
        single = isSingle ? try Self.rounded(cloud) : nil
        let (dimensions, unit) = (Double(cloud.dimensions), isSingle ? 0x1p-24 : 0x1p-53)
        // Beside the sum: the rounding of y in |y|², of the weights and of the key.
        let terms = (dimensions + 16) * unit
        let squares = cloud.squaredLengths.map { $0 * (1 - terms / (1 - terms)) }
        let radius = (cloud.squaredLengths.max() ?? 0).squareRoot()
        // The rounding of both points to y, where it is normal and where it is not.
        let least = dimensions * (isSingle ? 0x1p-100 : 0x1p-500)
        let slacks = cloud.squaredLengths.map {
            1.01 * 2 * unit * ($0.squareRoot() + radius) + least
        }
        let weights =
            isSingle
            ? try Tensor.of(squares.map { Self.roundedDown($0) }) : try Tensor.of(squares)
        search = NeighborKernels.Search(
            points: cloud.points, scale: cloud.scale, weights: weights,
            slacks: try Tensor.of(slacks), growth: 1 + (dimensions + 16) * 0x1p-52,
            floor: dimensions * (isSingle ? 0x1p-120 : 0x1p-1000))
    }

    func block(_ rows: Range<Int>) throws(TorchError) -> Tensor {
        if let single { try single.slice(rows) } else { try cloud.block(rows) }
    }

    private static func rounded(_ cloud: CentredCloud) throws(TorchError) -> Tensor {
        let all = try Tensor.uninitialized(cloud.points.shape)
        let size = max(1, Moments.blockElements / cloud.dimensions)
        for rows in CentredCloud.blocks(cloud.count, size) {
            try all.slice(rows).copy(cloud.block(rows))
        }
        return all
    }

    private static func roundedDown(_ number: Double) -> Float {
        let nearest = Float(number)
        return Double(nearest) > number ? nearest.nextDown : nearest
    }
}
