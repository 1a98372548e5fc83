import Isotropy
import Layers
import TestSupport
import Testing
import Torch

@Suite struct NormalizerTests {
    let fixture: Fixtures.Normalizers
    let training = ForwardPass.training(seed: 1, step: 1)

    init() throws {
        fixture = try Fixtures.load("normalizers", as: Fixtures.Normalizers.self)
    }

    private func options(_ name: String) throws -> IsoBNOptions {
        let presets: [String: IsoBNOptions] = [
            "corrected": .corrected, "paper": .paper, "publishedCode": .publishedCode,
        ]
        return try presets[name].unwrapped(name)
    }

    @Test func isoBNMatchesPlainLoopsOverSeveralSteps() throws {
        for expected in fixture.isobn {
            let normalizer = try IsoBatchNormalizer(size: 5, options: options(expected.preset))
            for (batch, scales) in zip(fixture.batches, expected.scales) {
                let output = try normalizer(matrix(batch, .float32), training)
                expectClose(try normalizer.scales(), scales, absolute: 1e-12)
                let scaled = batch.flatMap { zip($0, scales).map { $0 * $1 } }
                expectClose(try output.elements(), scaled, absolute: 2e-5)  // float32, up to 60
            }
            let state = try normalizer.state()
            expectClose(try state[0].tensor.elements(), expected.covariance, absolute: 1e-11)
            expectClose(try state[1].tensor.elements(), expected.deviation, absolute: 1e-12)
        }
    }

    @Test func scaleOfIsoBNIsAConstantOfTheGradient() throws {
        let normalizer = try IsoBatchNormalizer(size: 5)
        let features = try matrix(fixture.batches[0], .float32)
        try features.requireGradient()
        try normalizer(features, training).sum().backward()
        let gradient = try #require(try features.gradient())
        let scales = try normalizer.scales()
        expectClose(
            try gradient.elements(), (0..<7).flatMap { _ in scales }, absolute: 1e-6)
    }

    @Test func batchNormalizationMatchesTorchWithItsGradient() throws {
        let normalizer = BatchNormalizer(size: 5)
        let weights = try Tensor.of(fixture.batchnorm.weights.map(Float.init), shape: [7, 5])
        let expected = zip(fixture.batchnorm.outputs, fixture.batchnorm.gradients)
        for (batch, (output, gradient)) in zip(fixture.batches, expected) {
            let features = try matrix(batch, .float32)
            try features.requireGradient()
            let normalized = try normalizer(features, training)
            try normalized.multiplied(by: weights).sum().backward()
            expectClose(try normalized.elements(), output, absolute: 5e-6)
            let actual = try #require(try features.gradient())
            expectClose(try actual.elements(), gradient, absolute: 2e-5)
        }
        let first = try matrix(fixture.batches[0], .float32)
        let evaluated = try normalizer(first, .evaluation())
        expectClose(try evaluated.elements(), fixture.batchnorm.evaluated, absolute: 5e-6)
    }

    /// Every registered normalizer in every reading.
    private func fresh() throws -> [any Normalizer] {
        try MethodRegistry.normalizers.flatMap { type in
            try Preset.allCases.map { try type.init(preset: $0).makeNormalizer(size: 5, on: .cpu) }
        }
    }

    private func trained() throws -> [any Normalizer] {
        let all = try fresh()
        for normalizer in all {
            for batch in fixture.batches { _ = try normalizer(matrix(batch, .float32), training) }
        }
        return all
    }

    @Test func evaluationLeavesTheStateUnchanged() throws {
        for normalizer in try trained() {
            let before = try numbers(normalizer.state())
            let features = try matrix(fixture.batches[0], .float32)
            let first = try normalizer(features, .evaluation()).elements(as: Float.self)
            let second = try normalizer(features, .evaluation()).elements(as: Float.self)
            #expect(first == second)
            #expect(try numbers(normalizer.state()) == before)
        }
    }

    @Test func foldedClassifierEqualsNormalizingFirst() throws {
        let weight = try matrix(cloud(3, 5, seed: 8), .float32)
        let bias = try Tensor.of([Float(0.5), -1, 2])
        let features = try matrix(fixture.batches[3], .float32)
        for normalizer in try trained() {
            let normalized = try normalizer(features, .evaluation())
            let expected = try linear(normalized, weight: weight, bias: bias)
            let folded = try normalizer.fold(weight: weight, bias: bias)
            let actual = try linear(features, weight: folded.weight, bias: folded.bias)
            expectClose(try actual.elements(), try expected.elements(), absolute: 1e-3)  // of 1e2
            #expect(folded.bias.shape == [3])
        }
    }

    @Test func restoredNormalizerContinuesWithTheSameBits() throws {
        let features = try matrix(fixture.batches[2], .float32)
        for (old, new) in zip(try trained(), try fresh()) {
            let state = try old.state().map { ($0.name, $0.tensor) }
            try new.restore(Dictionary(uniqueKeysWithValues: state))
            let expected = try old(features, training).elements(as: Float.self)
            #expect(try new(features, training).elements(as: Float.self) == expected)
            let (oldState, newState) = (try numbers(old.state()), try numbers(new.state()))
            #expect(newState == oldState)
        }
    }

    @Test func stateThatDoesNotFitIsRefusedAndChangesNothing() throws {
        let fitted: [any Normalizer] = [
            BatchNormalizer(size: 5), try IsoBatchNormalizer(size: 5),
        ]
        let others: [any Normalizer] = [
            BatchNormalizer(size: 4), try IsoBatchNormalizer(size: 4),
        ]
        for (normalizer, other) in zip(fitted, others) {
            _ = try normalizer(matrix(fixture.batches[0], .float32), training)
            let before = try numbers(normalizer.state())
            let state = try other.state().map { ($0.name, $0.tensor) }
            let wrongSize = Dictionary(uniqueKeysWithValues: state)
            #expect(throws: TorchError.self) { try normalizer.restore(wrongSize) }
            var incomplete = Dictionary(
                uniqueKeysWithValues: try normalizer.state().map { ($0.name, $0.tensor) })
            incomplete["steps"] = nil
            #expect(throws: TorchError.self) { try normalizer.restore(incomplete) }
            #expect(try numbers(normalizer.state()) == before)
        }
    }

    private func numbers(_ state: [(name: String, tensor: Tensor)]) throws -> [[Double]] {
        try state.map { try $0.tensor.elements() }
    }

    @Test func singleSentenceUpdatesNothing() throws {
        let one = try matrix([[1, 2, 3, 4, 5]], .float32)
        let normalizers: [any Normalizer] = [
            BatchNormalizer(size: 5), try IsoBatchNormalizer(size: 5),
            try IsoBatchNormalizer(size: 5, options: .publishedCode),
        ]
        for normalizer in normalizers {
            #expect(try normalizer(one, training).elements(as: Float.self) == [1, 2, 3, 4, 5])
            #expect(try normalizer.evaluationMap() == nil)
            _ = try normalizer(matrix(fixture.batches[0], .float32), training)
            let before = try numbers(normalizer.state())
            let trained = try normalizer(one, training).elements(as: Float.self)
            #expect(try normalizer(one, .evaluation()).elements(as: Float.self) == trained)
            #expect(try numbers(normalizer.state()) == before)
        }
    }

    @Test func dimensionWithoutVarianceKeepsScaleOneOrIsRefused() throws {
        let rows = fixture.batches[0].map { row in [row[0], 0.3, row[1]] }
        let features = try matrix(rows, .float32)
        let without = try matrix(rows.map { [$0[0], $0[2]] }, .float32)
        for options in [IsoBNOptions.corrected, .paper] {
            let normalizer = try IsoBatchNormalizer(size: 3, options: options)
            let smaller = try IsoBatchNormalizer(size: 2, options: options)
            _ = try normalizer(features, training)
            _ = try smaller(without, training)
            let scales = try normalizer.scales()
            #expect(scales[1] == 1)
            expectClose([scales[0], scales[2]], try smaller.scales(), absolute: 1e-12)
        }
        let published = try IsoBatchNormalizer(size: 3, options: .publishedCode)
        let error = #expect(throws: TorchError.self) { try published(features, training) }
        #expect(error?.message == "1 of 3 dimensions do not vary, the first is 1")
        let literal = BatchNormalizer(size: 3, epsilon: 0)
        try features.requireGradient()
        let output = try literal(features, training)
        try output.multiplied(by: output).multiplied(by: output).sum().backward()
        let middle = try output.slice(1..<2, along: 1).elements(as: Float.self)
        #expect(middle.allSatisfy { $0 == 0 })
        let gradient = try #require(try features.gradient())
        #expect(try gradient.isFinite())
    }

    @Test func featuresThatAreNotFiniteAreRefusedBeforeTheyReachTheStatistics() throws {
        let features = try matrix([[1, .nan], [2, 3]], .float32)
        let isoBN = try IsoBatchNormalizer(size: 2)
        #expect(throws: TorchError.self) { try isoBN(features, training) }
        #expect(isoBN.steps == 0)
        let batchNorm = BatchNormalizer(size: 2)
        #expect(throws: TorchError.self) { try batchNorm(features, training) }
        #expect(batchNorm.steps == 0)
    }

    @Test func sqrtRenormalizerKeepsTheSumOfVariances() throws {
        let normalizer = try IsoBatchNormalizer(size: 5)
        let output = try normalizer(matrix(fixture.batches[1], .float32), training)
        let before = try Moments(of: matrix(fixture.batches[1]))
        let after = try Moments(of: output)
        let total = try #require(before.covariance()).trace
        #expect(abs(try #require(after.covariance()).trace / total - 1) < 1e-6)
    }
}
