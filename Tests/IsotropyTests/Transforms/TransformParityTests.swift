import Isotropy
import Options
import TestSupport
import Testing
import Torch

/// Against `Tools/fixtures/transforms/make.py`: scikit-learn, plain loops, and another way to the symmetric root.
@Suite struct TransformParityTests {
    struct Case: Decodable, CustomTestStringConvertible {
        let kind: TransformKind
        let options: [String: OptionValue]
        let points, probe, expected: [[Double]]

        var testDescription: String { "\(kind.rawValue) \(options.keys.sorted())" }
    }

    @Test(arguments: try Fixtures.load("transforms", as: [Case].self))
    func everyKindDoesAsAnotherImplementationDoes(_ item: Case) throws {
        let transform = try fit(options(item.kind, item.options), item.points).transform
        let found = try transform(matrix(item.probe))
        #expect(found.shape == [item.expected.count, item.expected[0].count])
        #expect(transform.outputDimensions == item.expected[0].count)
        // Condition numbers of up to 1e3, in float64.
        expectClose(
            try found.numbers, item.expected.flatMap { $0 }, relative: 1e-10, item.testDescription)
    }

    /// The same points in other blocks change results by rounding alone, and in the same blocks not at all.
    @Test(arguments: try Fixtures.load("transforms", as: [Case].self), [1, 7])
    func blocksDoNotMatter(_ item: Case, _ block: Int) throws {
        let options = try options(item.kind, item.options)
        let transform = try fit(options, item.points, block: block).transform
        let again = try fit(options, item.points, block: block).transform
        for (name, tensor) in transform.tensors {
            #expect(try tensor.bits == again.tensors[name]?.bits, "\(name)")
        }
        expectClose(
            try transform(matrix(item.probe)).numbers, item.expected.flatMap { $0 },
            relative: 1e-9, item.testDescription)
    }

    @Test(arguments: try Fixtures.load("transforms", as: [Case].self))
    func theAffineMapIsTheTransform(_ item: Case) throws {
        let transform = try fit(options(item.kind, item.options), item.points).transform
        let probe = try matrix(item.probe)
        let map = try transform.affineMap()
        #expect((map == nil) == (item.kind == .clusters))
        guard let map else { return }
        expectClose(
            try map(probe).numbers, try transform(probe).numbers, relative: 1e-11,
            item.testDescription)
    }

    /// A mean of 1e6 beside deviations of 1e-3, where squares of the points hold nothing of the deviations.
    @Test(arguments: [TransformKind.standardise, .zca, .pcaWhitening])
    func aFarMeanCostsNothingButItsOwnRounding(_ kind: TransformKind) throws {
        let rows = cloud(200, 3, seed: 4).map { $0.map { 1e-3 * $0 + 1e6 } }
        let transform = try fit(options(kind), rows, block: 50).transform
        let moments = try Moments(of: transform(matrix(rows)))
        let covariance = try #require(moments.covariance())
        // 1e6 has a last place of 1e-10, a ten-millionth of the deviations.
        expectClose(moments.mean, [0, 0, 0], absolute: 1e-6)
        expectClose(covariance.variances, [1, 1, 1], absolute: 1e-6)
    }
}
