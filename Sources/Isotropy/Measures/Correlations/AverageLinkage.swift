/// Hierarchical clustering by average linkage (UPGMA), by chains of nearest neighbours (Müllner 2011): `size²` steps and
/// one matrix.
///
/// The same tree as `scipy.cluster.hierarchy.linkage(method="average")` where no two distances tie.
public struct AverageLinkage: Sendable, Equatable {
    /// Two clusters that become one. Below `size` a cluster is a leaf, `size + i` is the one that merge i made.
    public struct Merge: Sendable, Equatable {
        public let first, second: Int
        /// The mean distance between their leaves.
        public let height: Double
        /// The leaves of both.
        public let count: Int
    }

    public let size: Int
    /// `size - 1` of them, in the order of their heights.
    public let merges: [Merge]

    /// - Parameter distances: row-major, `size * size`, symmetric; the diagonal is not read.
    public init(distances: [Double], size: Int) {
        precondition(
            distances.count == size * size && size > 0, "\(distances.count) distances of \(size)")
        self.size = size
        merges = Self.labelled(Self.chain(distances, size), size)
    }

    private typealias Step = (first: Int, second: Int, height: Double)

    /// Merges of places; a cluster has the place of its last leaf.
    private static func chain(_ distances: [Double], _ size: Int) -> [Step] {
        var distance = distances
        var counts = [Double](repeating: 1, count: size)
        var alive = Array(0..<size)
        var (steps, chain) = ([Step](), [Int]())
        while alive.count > 1 {
            if chain.isEmpty { chain.append(alive[0]) }
            while true {
                let top = chain[chain.count - 1]
                let below = chain.count > 1 ? chain[chain.count - 2] : -1
                // Of equal distances the one below, so that chains end.
                var nearest = below
                var least = below < 0 ? Double.infinity : distance[top * size + below]
                for other in alive where other != top && distance[top * size + other] < least {
                    (nearest, least) = (other, distance[top * size + other])
                }
                // Distances that are no numbers are nearer than none.
                if nearest < 0 { nearest = alive.first { $0 != top } ?? top }
                guard nearest == below else {
                    chain.append(nearest)
                    continue
                }
                chain.removeLast(2)
                let (gone, kept) = (min(top, below), max(top, below))
                steps.append((gone, kept, least))
                let whole = counts[gone] + counts[kept]
                alive.removeAll { $0 == gone }
                for other in alive where other != kept {
                    let mean =
                        (counts[gone] * distance[gone * size + other]
                            + counts[kept] * distance[kept * size + other]) / whole
                    distance[kept * size + other] = mean
                    distance[other * size + kept] = mean
                }
                counts[kept] = whole
                break
            }
        }
        return steps
    }

    /// The merges by height, with the names of clusters.
    private static func labelled(_ steps: [Step], _ size: Int) -> [Merge] {
        let order = steps.indices.sorted {
            (steps[$0].height, $0) < (steps[$1].height, $1)
        }
        var parents = Array(0..<(2 * size - 1))
        var counts = [Int](repeating: 1, count: 2 * size - 1)
        func root(_ place: Int) -> Int {
            var place = place
            while parents[place] != place {
                parents[place] = parents[parents[place]]
                place = parents[place]
            }
            return place
        }
        return order.enumerated().map { number, index in
            let step = steps[index]
            let (one, two) = (root(step.first), root(step.second))
            let (name, count) = (size + number, counts[one] + counts[two])
            (parents[one], parents[two], counts[name]) = (name, name, count)
            return Merge(
                first: min(one, two), second: max(one, two), height: step.height, count: count)
        }
    }

    /// The groups that are left where merges above `height` are undone: a number for each leaf, from 0 in the order of
    /// the groups' first leaves.
    public func groups(height: Double) -> [Int] {
        var parents = Array(0..<(2 * size - 1))
        for (number, merge) in merges.enumerated() where merge.height <= height {
            (parents[merge.first], parents[merge.second]) = (size + number, size + number)
        }
        var names: [Int: Int] = [:]
        return (0..<size).map { leaf in
            var place = leaf
            while parents[place] != place { place = parents[place] }
            if let known = names[place] { return known }
            names[place] = names.count
            return names.count - 1
        }
    }

    /// The leaves in an order that puts those of a cluster beside each other: each merge turns its two clusters so that
    /// the two leaves that meet are as near as they can be (Gruvaeus and Wainer 1972), four choices a merge. The optimal
    /// order of Bar-Joseph et al. (2001) takes `size³` steps or more.
    /// - Parameter distances: those that were clustered.
    public func leafOrder(distances: [Double]) -> [Int] {
        var runs = (0..<size).map { [$0] }
        for merge in merges {
            let (one, two) = (runs[merge.first], runs[merge.second])
            let (head, tail) = (one[0], one[one.count - 1])
            let (start, end) = (two[0], two[two.count - 1])
            func apart(_ one: Int, _ two: Int) -> Double { distances[one * size + two] }
            let choices = [
                apart(tail, start), apart(tail, end), apart(head, start), apart(head, end),
            ]
            let best = choices.indices.min { choices[$0] < choices[$1] } ?? 0
            let left = best < 2 ? one : one.reversed()
            let right = best % 2 == 0 ? two : two.reversed()
            runs.append(left + right)
            (runs[merge.first], runs[merge.second]) = ([], [])
        }
        return runs[runs.count - 1]
    }
}
