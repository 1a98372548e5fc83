import Torch

/// Takes from each point the mean and the first directions of the cluster whose mean is nearest.
struct ClusterRemoval {
    /// `[clusters, dimensions]`.
    let means: Tensor
    /// `[clusters, removed, dimensions]`; rows of zeros remove nothing.
    let directions: Tensor
    private let nearest: NearestCenter

    init(means: Tensor, directions: Tensor) throws(TorchError) {
        (self.means, self.directions) = (means, directions)
        nearest = try NearestCenter(means)
    }

    /// - Parameter points: float64, `[points, dimensions]`.
    func callAsFunction(_ points: Tensor) throws(TorchError) -> Tensor {
        let clusters = try nearest(points)
        let result = try Tensor.uninitialized(points.shape, .float64)
        for (cluster, rows) in Dictionary(grouping: clusters.indices, by: { clusters[$0] }) {
            let places = try Tensor.of(rows)
            let centred = try points.gathered(places)
                .subtracting(means.slice(cluster..<cluster + 1))
            let own = try directions.slice(cluster..<cluster + 1)
                .reshaped(to: directions.size(1), directions.size(2))
            try result.copyRows(centred.removing(own), at: places)
        }
        return result
    }
}

/// Finds the nearest of some centers.
struct NearestCenter {
    /// What points and centers are counted from, so that squares lose nothing to a mean that is far from 0.
    private let origin: Tensor
    private let transposed: Tensor
    private let halfSquares: Tensor

    /// - Parameter centers: float64, `[centers, dimensions]`.
    init(_ centers: Tensor) throws(TorchError) {
        origin = try centers.mean(along: 0, keepingRank: true)
        let centred = try centers.subtracting(origin)
        transposed = try centred.transposed()
        halfSquares = try centred.multiplied(by: centred).sum(along: 1).multiplied(by: 0.5)
            .reshaped(to: 1, -1)
    }

    /// The center of each point, by its number.
    ///
    /// `|x - c|²` is least where `x·c - |c|² / 2` is largest.
    func callAsFunction(_ points: Tensor) throws(TorchError) -> [Int] {
        try points.subtracting(origin).matmul(transposed).subtracting(halfSquares)
            .argmax(along: 1).elements()
    }
}
