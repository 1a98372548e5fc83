import Isotropy
import Layers
import Options
import TestSupport
import Testing
import Torch

@Suite struct ClusterTransformTests {
    /// Clusters around some centers, in turn.
    private func clusters(_ count: Int, of centers: [[Double]], seed: UInt64) -> [[Double]] {
        var stream = RandomStream(seed: seed, name: "clusters")
        return (0..<count).map { index in
            centers[index % centers.count].map { $0 + stream.nextNormal() }
        }
    }

    private let far: [[Double]] = [[0, 0, 50], [50, 0, 0], [0, 50, 0], [-50, 0, 0]]

    @Test func everyClusterLosesItsMeanAndItsFirstDirections() throws {
        let rows = clusters(120, of: far, seed: 3)
        let values: [String: OptionValue] = ["clusters": .integer(4), "removed": .integer(2)]
        let transform = try fit(options(.clusters, values), rows, block: 17).transform
        let found = try transform(matrix(rows)).numbers
        for cluster in 0..<4 {
            let own = stride(from: cluster, to: 120, by: 4).map {
                Array(found[($0 * 3)..<($0 * 3 + 3)])
            }
            let moments = try Moments(of: matrix(own))
            expectClose(moments.mean, [0, 0, 0], absolute: 1e-12)
            // One direction of three is left, which is the last.
            let left = try #require(try moments.spectrum()).eigenvalues
            let whole = try Moments(
                of: matrix(stride(from: cluster, to: 120, by: 4).map { rows[$0] }))
            let before = try #require(try whole.spectrum()).eigenvalues
            expectClose(left, [before[2], 0, 0], absolute: 1e-10)
        }
    }

    @Test func oneClusterIsAllButTheTop() throws {
        let rows = cloud(50, 5, seed: 6)
        let one = try fit(
            options(.clusters, ["clusters": .integer(1), "removed": .integer(2)]), rows
        ).transform
        let abtt = try fit(options(.abtt, ["removed": .integer(2)]), rows).transform
        let probe = try matrix(cloud(5, 5, seed: 7))
        expectClose(try one(probe).numbers, try abtt(probe).numbers, relative: 1e-12)
    }

    @Test func theSeedDecidesAndNothingElse() throws {
        let rows = cloud(300, 3, seed: 11)
        func means(_ seed: Int, block: Int) throws -> [UInt8] {
            let values: [String: OptionValue] = ["clusters": .integer(6), "seed": .integer(seed)]
            let fit = try fit(options(.clusters, values), rows, block: block)
            return try #require(fit.transform.tensors["means"]).bits
        }
        let first = try means(1, block: 50)
        #expect(try means(1, block: 50) == first)
        // The sample holds all points, in their order, whatever the blocks.
        #expect(try means(1, block: 7) == first)
        #expect(try means(2, block: 50) != first)
    }

    /// k-means from a sample finds the clusters that are there, in passes over the points themselves.
    @Test func aCloudThatIsLargerThanTheSampleIsFittedInPasses() throws {
        let rows = clusters(1000, of: far, seed: 5)
        let options = try options(.clusters, ["clusters": .integer(4)])
        let points = try matrix(rows)
        func fit(block: Int) throws -> (transform: Transform, passes: Int) {
            var passes = 0
            let fit = try ClusterFit(options, 3, sampleElements: 1).fit { body in
                passes += 1
                for start in stride(from: 0, to: 1000, by: block) {
                    try body(points.slice(start..<min(start + block, 1000)))
                }
            }
            return (fit.transform, passes)
        }
        let (sampled, passes) = try fit(block: 100)
        // A sample, a round that moves, one that does not, and the sums.
        #expect(passes == 4 && sampled.pointCount == 1000)
        let whole = try IsotropyTests.fit(options, rows).transform
        let probe = try matrix(clusters(20, of: far, seed: 6))
        expectClose(try sampled(probe).numbers, try whole(probe).numbers, relative: 1e-11)
        expectClose(
            try fit(block: 37).transform(probe).numbers, try whole(probe).numbers, relative: 1e-11)
    }

    @Test func moreClustersThanPlacesAreRefused() {
        let rows = [[1.0, 2], [1, 2], [3, 4], [3, 4]]
        #expect(
            words { _ = try fit(options(.clusters, ["clusters": .integer(3)]), rows) }
                == "`clusters` is 3, and the points have only 2 different places")
    }

    @Test func clustersOfWhichNothingIsLeftAreTold() throws {
        let rows = clusters(40, of: Array(far.prefix(2)), seed: 1) + [[900, 900, 900]]
        let fit = try fit(options(.clusters, ["clusters": .integer(3)]), rows)
        #expect("\(fit.notes)".contains("1 of 3 clusters vary along 1 directions at most"))
        let alone = try fit.transform(matrix([[900, 900, 900]])).numbers
        expectClose(alone, [0, 0, 0], absolute: 1e-9)
    }

    @Test func tooFewPassesAreTold() throws {
        let rows = cloud(400, 2, seed: 21)
        let values: [String: OptionValue] = ["clusters": .integer(8), "iterations": .integer(1)]
        let fit = try fit(options(.clusters, values), rows)
        #expect("\(fit.notes)".contains("k-means still moved after 1 passes"))
    }
}
