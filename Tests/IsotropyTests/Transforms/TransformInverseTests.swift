import Isotropy
import Options
import TestSupport
import Testing
import Torch

@Suite struct TransformInverseTests {
    @Test(arguments: invertible.indices)
    func whatWasTransformedComesBack(_ index: Int) throws {
        let (kind, values) = invertible[index]
        let rows = cloud(60, 7, seed: 2)
        let transform = try fit(options(kind, values), rows).transform
        #expect(transform.inverseObjection == nil)
        let points = try matrix(cloud(9, 7, seed: 3))
        let back = try transform.inverse(transform(points))
        // Rounding by the condition number, some 1e2.
        expectClose(try back.numbers, try points.numbers, relative: 1e-12, "\(kind)")
    }

    @Test func aDimensionThatDoesNotVaryComesBackToo() throws {
        let rows = cloud(20, 4, seed: 5).map { [$0[0], 0.1, $0[2], $0[3]] }
        for kind in [TransformKind.standardise, .batchnorm, .isobn] {
            let transform = try fit(options(kind), rows, block: 3).transform
            let back = try transform.inverse(transform(matrix(rows)))
            expectClose(try back.numbers, rows.flatMap { $0 }, relative: 1e-13)
        }
    }

    @Test(arguments: [
        (
            TransformKind.pca, "components", 3,
            "pca kept 3 of 7 directions: what points had along the other 4"
        ),
        (.zca, "components", 6, "zca kept 6 of 7 directions"),
        (.pcaWhitening, "components", 1, "pca-whitening kept 1 of 7"),
        (.abtt, "removed", 2, "abtt removed 2 of 7 directions"),
        (.clusters, "clusters", 2, "which cluster that was is lost"),
    ])
    func whatIsLostIsSaid(
        _ kind: TransformKind, _ name: String, _ value: Int, _ reason: String
    ) throws {
        let transform = try fit(options(kind, [name: .integer(value)]), cloud(60, 7, seed: 2))
            .transform
        let objection = try #require(transform.inverseObjection)
        #expect("\(objection)".contains(reason), "\(objection)")
        let values = try Tensor.zeros([1, transform.outputDimensions], .float64)
        #expect(words { _ = try transform.inverse(values) }.contains(reason))
    }
}
