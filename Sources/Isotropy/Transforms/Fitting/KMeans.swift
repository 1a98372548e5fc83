import Layers
import Options
import Torch

/// Centers of clusters by k-means (Lloyd 1982), from centers that k-means++ chooses (Arthur and Vassilvitskii 2007),
/// in float64.
struct KMeans {
    /// `[clusters, dimensions]`.
    private(set) var centers: Tensor
    /// Whether a round changed nothing any more.
    private(set) var isSettled = false

    /// - Parameters:
    ///   - sample: float64, `[points, dimensions]`.
    /// - Throws: where the sample has fewer different points.
    init(clusters: Int, seed: Int, from sample: Tensor) throws {
        var stream = RandomStream(seed: UInt64(seed), name: "cluster centers")
        let count = sample.size(0)
        var chosen = [min(Int(stream.nextUniform() * Double(count)), count - 1)]
        var distances = [Double](repeating: .infinity, count: count)
        while chosen.count < clusters {
            let last = chosen[chosen.count - 1]
            let differences = try sample.subtracting(sample.slice(last..<last + 1))
            let squares: [Double] = try differences.multiplied(by: differences).sum(along: 1)
                .elements()
            for index in distances.indices {
                distances[index] = min(distances[index], squares[index])
            }
            let total = distances.reduce(0, +)
            guard total > 0 else {
                throw TransformError(
                    "`clusters` is \(clusters), and the points have only \(chosen.count) different places"
                )
            }
            chosen.append(Self.drawn(distances, at: stream.nextUniform() * total))
        }
        centers = try sample.gathered(Tensor.of(chosen))
    }

    /// The point at which the distances add up to more than a number: one of distance 0 never.
    private static func drawn(_ distances: [Double], at target: Double) -> Int {
        var sum = 0.0
        for (index, distance) in distances.enumerated() {
            sum += distance
            if sum > target, distance > 0 { return index }
        }
        return distances.lastIndex { $0 > 0 } ?? 0
    }

    /// Moves the centers until a round changes none, at most so many rounds.
    mutating func settle(rounds: Int, _ pass: PointPass) throws {
        isSettled = false
        for _ in 0..<rounds where !isSettled { try move(pass) }
    }

    /// Each center becomes the mean of the points that are nearest to it; one without points stays.
    private mutating func move(_ pass: PointPass) throws {
        let nearest = try NearestCenter(centers)
        let (count, size) = (centers.size(0), centers.size(1))
        // Sums of differences from the centers, which lose nothing to a mean that is far from 0.
        let sums = try Tensor.zeros([count, size], .float64)
        var counts = [Double](repeating: 0, count: count)
        try pass { block in
            try Self.forEachPiece(of: block, centers: count) { points in
                let clusters = try nearest(points)
                var member = [Double](repeating: 0, count: count * clusters.count)
                for (row, cluster) in clusters.enumerated() {
                    member[cluster * clusters.count + row] = 1
                    counts[cluster] += 1
                }
                let differences = try points.subtracting(centers.gathered(Tensor.of(clusters)))
                try sums.add(
                    Tensor.of(member, shape: [count, clusters.count]).matmul(differences))
            }
        }
        let inverse = counts.map { $0 > 0 ? 1 / $0 : 0 }
        let steps = try sums.multiplied(by: Tensor.of(inverse, shape: [count, 1]))
        let moved = try centers.adding(steps)
        let before: [Double] = try centers.elements()
        let after: [Double] = try moved.elements()
        // Rounding moves centers for ever; less than it is no move.
        let unit = after.reduce(0) { max($0, $1.magnitude) } * 1e-12
        isSettled = zip(before, after).allSatisfy { ($0 - $1).magnitude <= unit }
        centers = moved
    }

    /// Parts of a block, float64, whose distances to all centers are a few million numbers.
    static func forEachPiece(
        of block: Tensor, centers: Int, _ body: (Tensor) throws -> Void
    ) throws {
        let rows = max(1, Moments.blockElements / max(centers, block.size(1)))
        for start in stride(from: 0, to: block.size(0), by: rows) {
            let piece = try block.slice(start..<min(start + rows, block.size(0)))
            try body(piece.converted(to: .float64))
        }
    }
}
