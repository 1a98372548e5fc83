import Options
import Torch

/// Fits the mean and the first directions of each cluster (Rajaee and Pilehvar 2021).
///
/// k-means runs on a sample first, and then on all points. It keeps the sample and, at the end, a matrix of
/// dimensions x dimensions for each cluster.
package struct ClusterFit {
    private let options: TransformOptions
    private let dimensions: Int
    private let sampleElements: Int

    /// - Parameter sampleElements: how many numbers the sample may hold, if that are some tens of points for each
    ///   cluster.
    package init(_ options: TransformOptions, _ dimensions: Int, sampleElements: Int = 1 << 23) {
        (self.options, self.dimensions) = (options, dimensions)
        self.sampleElements = sampleElements
    }

    package func fit(_ pass: @escaping PointPass) throws -> TransformFit {
        let room = max(50 * options.clusters, sampleElements / dimensions)
        var sample = try PointSample(room: room, dimensions: dimensions, seed: options.seed)
        try pass { try sample.add($0) }
        let removed = options.removed ?? TransformFit.usualRemoved(dimensions)
        guard removed <= dimensions else {
            throw TransformError(
                "`removed` must be at most the \(dimensions) dimensions, not \(removed)")
        }
        let points = try sample.taken()
        var means = try KMeans(clusters: options.clusters, seed: options.seed, from: points)
        try means.settle(rounds: options.iterations) { try $0(points) }
        if !sample.isWhole { try means.settle(rounds: options.iterations, pass) }
        var notes: [Message] = []
        if !means.isSettled {
            notes.append(
                "k-means still moved after \(options.iterations) passes: `iterations` allows more")
        }
        let clusters = try moments(means, sample.isWhole ? { try $0(points) } : pass)
        return try fit(clusters, removed, &notes)
    }

    /// Of each cluster that has points.
    private func moments(_ means: KMeans, _ pass: PointPass) throws -> [Moments] {
        let nearest = try NearestCenter(means.centers)
        var clusters = [Moments](
            repeating: Moments(dimensions: dimensions), count: options.clusters)
        try pass { block in
            try KMeans.forEachPiece(of: block, centers: options.clusters) { points in
                let members = try nearest(points)
                let rows = Dictionary(grouping: members.indices) { members[$0] }
                for (cluster, rows) in rows.sorted(by: { $0.key < $1.key }) {
                    try clusters[cluster].add(points.gathered(Tensor.of(rows)))
                }
            }
        }
        return clusters.filter { $0.count > 0 }
    }

    private func fit(
        _ clusters: [Moments], _ removed: Int, _ notes: inout [Message]
    ) throws -> TransformFit {
        var fitted = options
        (fitted.clusters, fitted.removed) = (clusters.count, removed)
        if clusters.count < options.clusters {
            notes.append(
                "\(options.clusters - clusters.count) of \(options.clusters) clusters have no points and are left out"
            )
        }
        var directions: [Tensor] = []
        var flat: [Int] = []
        for (number, moments) in clusters.enumerated() {
            let (own, rank) = try first(removed, of: moments)
            directions.append(try own.reshaped(to: 1, removed, dimensions))
            if rank <= removed { flat.append(number) }
        }
        if let number = flat.first {
            notes.append(
                "\(flat.count) of \(clusters.count) clusters vary along \(removed) directions at most, the first has "
                    + "\(clusters[number].count) points: nothing is left of their points")
        }
        let transform = try Transform(
            fitted, dimensions: dimensions, pointCount: clusters.reduce(0) { $0 + $1.count },
            tensors: [
                "means": Tensor.of(
                    clusters.flatMap(\.mean), shape: [clusters.count, dimensions]),
                "directions": Tensor.concatenated(directions),
            ])
        return TransformFit(transform, notes: notes)
    }

    /// The first directions along which a cluster varies, and rows of zeros after them.
    private func first(
        _ count: Int, of moments: Moments
    ) throws(TorchError) -> (directions: Tensor, rank: Int) {
        guard moments.count > 1 else {
            return (try Tensor.zeros([count, dimensions], .float64), 0)
        }
        let principal = try PrincipalDirections(moments)
        let found = min(count, principal.rank)
        let missing = try Tensor.zeros([count - found, dimensions], .float64)
        let rows = try Tensor.concatenated([principal.first(found), missing])
        return (rows, principal.rank)
    }
}
