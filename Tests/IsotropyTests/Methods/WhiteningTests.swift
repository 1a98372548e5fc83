import Isotropy
import Layers
import TestSupport
import Testing
import Torch

@Suite struct WhiteningTests {
    let fixture: Fixtures.Normalizers
    let training = ForwardPass.training(seed: 1, step: 1)

    init() throws {
        fixture = try Fixtures.load("normalizers", as: Fixtures.Normalizers.self)
    }

    private func whitening(
        momentum: Double, shrinkage: Double, epsilon: Double
    ) throws -> WhiteningNormalizer {
        var options = WhiteningOptions()
        (options.momentum, options.shrinkage, options.epsilon) = (momentum, shrinkage, epsilon)
        return try WhiteningNormalizer(size: 5, options: options)
    }

    /// A matrix and a shift of the map, row-major, as numbers.
    private func map(
        _ normalizer: WhiteningNormalizer
    ) throws -> (matrix: [[Double]], shift: [Double]) {
        let map = try #require(try normalizer.evaluationMap())
        guard case .full(let matrix) = map.factor else {
            Issue.record("a map of one number a dimension")
            return ([], [])
        }
        let elements: [Double] = try matrix.elements()
        return (
            (0..<5).map { Array(elements[($0 * 5)..<($0 * 5 + 5)]) }, try map.shift.elements()
        )
    }

    /// Mean and biased covariance, in plain loops.
    private func statistics(_ rows: [[Double]]) -> (mean: [Double], covariance: [[Double]]) {
        let count = Double(rows.count)
        let mean = (0..<5).map { column in rows.reduce(0) { $0 + $1[column] } / count }
        let covariance = (0..<5).map { one in
            (0..<5).map { other in
                rows.reduce(0) { $0 + ($1[one] - mean[one]) * ($1[other] - mean[other]) } / count
            }
        }
        return (mean, covariance)
    }

    private func product(_ one: [[Double]], _ other: [[Double]]) -> [[Double]] {
        one.map { row in
            (0..<5).map { column in (0..<5).reduce(0) { $0 + row[$1] * other[$1][column] } }
        }
    }

    /// `S^(-1/2)` is the one symmetric positive matrix M with M S M = I (Eq. 1).
    @Test(arguments: [(0.0, 0.0), (0.25, 0.0), (0.0, 0.5), (0.1, 1e-3)])
    func theMapIsTheInverseRootOfTheShrunkMovingCovariance(
        _ shrinkage: Double, _ epsilon: Double
    ) throws {
        let normalizer = try whitening(momentum: 0.3, shrinkage: shrinkage, epsilon: epsilon)
        var mean = [Double](repeating: 0, count: 5)
        var moving = [[Double]](repeating: mean, count: 5)
        for (step, batch) in fixture.batches.enumerated() {
            _ = try normalizer(matrix(batch, .float32), training)
            // As float32 has the rows.
            let own = statistics(batch.map { $0.map { Double(Float($0)) } })
            mean = zip(mean, own.mean).map { 0.7 * $0 + 0.3 * $1 }
            moving = zip(moving, own.covariance).map { zip($0, $1).map { 0.7 * $0 + 0.3 * $1 } }
            let share = 1 - (0...step).reduce(1.0) { product, _ in product * 0.7 }
            let scaled = (0..<5).reduce(0) { $0 + moving[$1][$1] / share } / 5
            let shrunk = (0..<5).map { row in
                (0..<5).map { column in
                    (1 - shrinkage) * moving[row][column] / share
                        + (row == column ? shrinkage * scaled + epsilon : 0)
                }
            }
            let (root, shift) = try map(normalizer)
            let whole = product(product(root, shrunk), root)
            // The map is in float32.
            for row in 0..<5 {
                expectClose(
                    whole[row], (0..<5).map { $0 == row ? 1 : 0 }, absolute: 1e-5)
                expectClose(root[row], (0..<5).map { root[$0][row] }, absolute: 1e-6)
                #expect(root[row][row] > 0)
            }
            let expected = root.map { row in -zip(row, mean).reduce(0) { $0 + $1.0 * $1.1 / share }
            }
            expectClose(shift, expected, absolute: 2e-4)  // of up to 60 times the root, in float32
        }
    }

    @Test func aBatchThatAloneCountsIsWhite() throws {
        let normalizer = try whitening(momentum: 1, shrinkage: 0, epsilon: 0)
        let batch = fixture.batches[0]
        let output: [Double] = try normalizer(matrix(batch, .float32), training).elements()
        let white = statistics((0..<batch.count).map { Array(output[($0 * 5)..<($0 * 5 + 5)]) })
        expectClose(white.mean, Array(repeating: 0, count: 5), absolute: 1e-4)
        for row in 0..<5 {
            expectClose(
                white.covariance[row], (0..<5).map { $0 == row ? 1 : 0 }, absolute: 1e-4)
        }
    }

    @Test func aCovarianceWithoutInverseIsRefusedWithItsRank() throws {
        let rows = fixture.batches[0].prefix(3).map { $0 }
        let error = #expect(throws: TorchError.self) {
            _ = try whitening(momentum: 1, shrinkage: 0, epsilon: 0)(
                matrix(rows, .float32), training)
        }
        #expect("\(error as Any)".contains("has rank 2 of 5"))
        _ = try whitening(momentum: 1, shrinkage: 0.01, epsilon: 0)(
            matrix(rows, .float32), training)
    }

    @Test func theMapIsAConstantOfTheGradient() throws {
        let normalizer = try whitening(momentum: 0.5, shrinkage: 0.1, epsilon: 0)
        let features = try matrix(fixture.batches[0], .float32)
        try features.requireGradient()
        try normalizer(features, training).sum().backward()
        let gradient = try #require(try features.gradient())
        let root = try map(normalizer).matrix
        let columns = (0..<5).map { column in root.reduce(0) { $0 + $1[column] } }
        expectClose(
            try gradient.elements(), (0..<features.size(0)).flatMap { _ in columns },
            absolute: 1e-6)
    }
}
