import Isotropy
import TestSupport
import Testing
import Torch

@Suite struct AverageLinkageTests {
    /// The mean over all pairs of two clusters' leaves, at each merge of the nearest two.
    private func naive(_ distances: [[Double]]) -> [(Set<Int>, Double)] {
        var clusters = distances.indices.map { Set([$0]) }
        var merges: [(Set<Int>, Double)] = []
        func apart(_ one: Set<Int>, _ other: Set<Int>) -> Double {
            one.reduce(0) { sum, i in other.reduce(sum) { $0 + distances[i][$1] } }
                / Double(one.count * other.count)
        }
        while clusters.count > 1 {
            var best = (0, 1, Double.infinity)
            for i in clusters.indices {
                for j in clusters.indices where j > i {
                    let height = apart(clusters[i], clusters[j])
                    if height < best.2 { best = (i, j, height) }
                }
            }
            let merged = clusters[best.0].union(clusters[best.1])
            clusters.remove(at: best.1)
            clusters[best.0] = merged
            merges.append((merged, best.2))
        }
        return merges
    }

    private func leaves(_ tree: AverageLinkage) -> [Set<Int>] {
        var sets = (0..<tree.size).map { Set([$0]) }
        for merge in tree.merges { sets.append(sets[merge.first].union(sets[merge.second])) }
        return Array(sets.dropFirst(tree.size))
    }

    @Test(arguments: [2, 3, 8, 25])
    func theTreeIsThatOfMergingTheNearestTwo(_ size: Int) throws {
        let moments = try Moments(of: matrix(cloud(30, size, seed: 9)))
        let rho = try #require(moments.correlation)
        let distances = rho.elements.map { 1 - min(abs($0), 1) }
        let tree = AverageLinkage(distances: distances, size: size)
        let expected = naive((0..<size).map { Array(distances[($0 * size)..<(($0 + 1) * size)]) })
        #expect(leaves(tree) == expected.map(\.0))
        expectClose(tree.merges.map(\.height), expected.map(\.1), absolute: 1e-13)
        #expect(tree.merges.map(\.count) == expected.map { $0.0.count })
        let order = tree.leafOrder(distances: distances)
        #expect(order.sorted() == Array(0..<size))
        // Leaves of a cluster stand beside each other.
        for cluster in leaves(tree) {
            let places = cluster.compactMap { order.firstIndex(of: $0) }
            let (least, most) = (try #require(places.min()), try #require(places.max()))
            #expect(most - least + 1 == cluster.count)
        }
    }

    @Test func theTreeIsSciPys() throws {
        for fixture in try CatalogueTests.fixtures() {
            let rho = try #require(try Moments(of: matrix(fixture.points)).correlation)
            let found = CorrelationBlocks(rho).linkage.merges
            try #require(found.count == fixture.merges.count)
            for (merge, expected) in zip(found, fixture.merges) {
                #expect(
                    [Double(merge.first), Double(merge.second), Double(merge.count)]
                        == [expected[0], expected[1], expected[3]])
                expectClose([merge.height], [expected[2]], absolute: 1e-12)
            }
        }
    }

    @Test func dimensionsOfOneBlockStandBesideEachOther() {
        // Blocks {0, 3, 5} and {1, 4}, and 2 alone.
        let block = [0, 1, 2, 0, 1, 0]
        let strengths = (0..<36).map { place -> Double in
            let (row, column) = (place / 6, place % 6)
            return row == column ? 1 : block[row] == block[column] ? 0.9 : 0.1
        }
        let blocks = CorrelationBlocks(Covariance(dimensions: 6, elements: strengths))
        #expect(blocks.blocks == block && blocks.sizes == [3, 2, 1])
        // 8 pairs at .9, 22 at .1.
        let whole = 8 * 0.81 + 22 * 0.01
        let left = 8 * 0.01 + 22 * 0.01
        expectClose(blocks.explained.map { [$0] }, [1 - left / whole], absolute: 1e-14)
        let ordered = blocks.order.map { block[$0] }
        #expect(zip(ordered, ordered.dropFirst()).count { $0 != $1 } == 2)
    }

    /// No other cut of the tree explains more.
    @Test(arguments: 1...5)
    func aHalfIsTheBestCut(_ seed: Int) throws {
        let rows = cloud(20, 12, seed: UInt64(seed)).map { row in
            row.indices.map { row[$0] + 2 * row[$0 / 3] }
        }
        let rho = try #require(try Moments(of: matrix(rows)).correlation)
        let best = try #require(CorrelationBlocks(rho).explained)
        for step in 0...40 {
            let other = try #require(CorrelationBlocks(rho, least: Double(step) / 40).explained)
            #expect(other <= best + 1e-12)
        }
        #expect(best >= 0)
    }

    @Test func equalDistancesAndOneDimensionHaveATreeToo() {
        let tree = AverageLinkage(distances: Array(repeating: 1, count: 16), size: 4)
        #expect(tree.merges.map(\.height) == [1, 1, 1] && tree.merges.last?.count == 4)
        #expect(
            tree.groups(height: 0.5) == [0, 1, 2, 3] && tree.groups(height: 1) == [0, 0, 0, 0])
        let one = CorrelationBlocks(Covariance(variances: [1]))
        #expect(one.blocks == [0] && one.order == [0] && one.explained == nil)
    }
}
