import Isotropy
import Layers
import TestSupport
import Testing
import Torch

@Suite struct PenaltyTests {
    let fixture: Fixtures.Penalties

    init() throws {
        fixture = try Fixtures.load("penalties", as: Fixtures.Penalties.self)
    }

    private func layers(_ dtype: DType, requiringGradients: Bool = true) throws -> [Tensor] {
        try fixture.layers.map { rows in
            let layer = try matrix(rows, dtype)
            try layer.requireGradient(requiringGradients)
            return layer
        }
    }

    private func penalty(_ item: Fixtures.Penalties.IStar, lambda: Double) -> IStarPenalty {
        let sample = Covariance(dimensions: 5, elements: fixture.target)
        let target: ShrinkageTarget =
            switch item.target {
            case "sample": .covariance(sample)
            case "identity": .identity
            default: .scaledIdentity
            }
        return IStarPenalty(
            lambda: lambda, zeta: item.zeta, convention: item.convention,
            layers: item.layer.map(LayerSelection.layer) ?? .all, target: target)
    }

    private func expectGradients(
        _ layers: [Tensor], _ expected: [[Double]], factor: Double, absolute: Double
    ) throws {
        for (layer, numbers) in zip(layers, expected) {
            let zeros = [Double](repeating: 0, count: numbers.count)
            let gradient = try layer.gradient()
            #expect(gradient == nil || gradient?.dtype == layer.dtype)
            expectClose(
                try gradient?.elements() ?? zeros, numbers.map { $0 * factor }, absolute: absolute)
        }
    }

    /// The tolerance is near the rounding of a gradient of at most 0.05.
    @Test(arguments: [(DType.float64, 1e-13), (.float32, 1e-7), (.bfloat16, 4e-4)])
    func iStarMatchesAutogradThroughTheSixSteps(_ dtype: DType, _ tolerance: Double) throws {
        for item in fixture.istar {
            for lambda in [-1.0, 3] {
                let layers = try layers(dtype)
                let states = try hiddenStates(layers)
                let penalty = penalty(item, lambda: lambda)
                let term = try #require(try penalty(states))
                #expect(term.shape == [] && term.dtype == .float32)
                try term.backward()
                let score = try #require(try penalty.score(states))
                expectClose([score], [item.score], absolute: dtype == .bfloat16 ? 3e-3 : tolerance)
                let value = lambda * (1 - score)
                expectClose([try term.scalar()], [value], absolute: 2e-7)
                try expectGradients(
                    layers, item.gradients, factor: -lambda, absolute: tolerance * abs(lambda))
            }
        }
    }

    @Test func iStarGradientMatchesFiniteDifferences() throws {
        let step = 1e-5
        for item in fixture.istar {
            let layers = try layers(.float64)
            let penalty = penalty(item, lambda: -1)
            try #require(try penalty(try hiddenStates(layers))).backward()
            for (index, row, column) in [(0, 2, 1), (1, 10, 4), (2, 0, 0)] {
                func score(_ shift: Double) throws -> Double {
                    var moved = fixture.layers
                    moved[index][row][column] += shift
                    let states = try hiddenStates(moved.map { try matrix($0) })
                    return try #require(try penalty.score(states))
                }
                let slope = try (score(step) - score(-step)) / (2 * step)
                let gradient = try layers[index].gradient()?.elements(as: Double.self)
                let actual = gradient?[row * 5 + column] ?? 0
                expectClose([actual], [slope], absolute: 1e-9)
            }
        }
    }

    @Test func gradientsOfPenaltyAndTaskAdd() throws {
        let item = fixture.istar[1]
        let layers = try layers(.float64)
        let term = try #require(try penalty(item, lambda: -1)(try hiddenStates(layers)))
        try term.multiplied(by: 0.5).adding(layers[0].sum().multiplied(by: 2)).backward()
        let expected = item.gradients.enumerated().map { index, numbers in
            numbers.map { 0.5 * $0 + (index == 0 ? 2 : 0) }
        }
        try expectGradients(layers, expected, factor: 1, absolute: 1e-13)
    }

    @Test(arguments: [(DType.float64, 1e-13), (.float32, 1e-7), (.bfloat16, 1e-3)])
    func cosRegMatchesAutogradOverAllPairs(_ dtype: DType, _ tolerance: Double) throws {
        let layers = try layers(dtype)
        let term = try #require(try CosRegPenalty(lambda: 2)(try hiddenStates(layers)))
        try term.backward()
        let value = 2 * fixture.cosreg.value
        expectClose([try term.scalar()], [value], absolute: max(tolerance, 1e-7))
        try expectGradients(
            [layers[2]], [fixture.cosreg.gradient], factor: 2, absolute: tolerance)
        #expect(try layers[0].gradient() == nil)
    }

    /// Central differences of the definition over all pairs, in float64, at every element.
    @Test func cosRegGradientMatchesFiniteDifferences() throws {
        func meanOfCosines(_ points: [[Double]]) -> Double {
            let units = points.map { point in
                let length = point.reduce(0) { $0 + $1 * $1 }.squareRoot()
                return point.map { $0 / length }
            }
            var sum = 0.0
            for u in units {
                for v in units { sum += zip(u, v).reduce(0) { $0 + $1.0 * $1.1 } }
            }
            let count = Double(points.count)
            return (sum - count) / (count * count)
        }
        let layers = try layers(.float64)
        try #require(try CosRegPenalty(lambda: 2)(try hiddenStates(layers))).backward()
        let step = 1e-5
        var slopes: [Double] = []
        for row in fixture.layers[2].indices {
            for column in fixture.layers[2][row].indices {
                let values = [step, -step].map { shift in
                    var moved = fixture.layers[2]
                    moved[row][column] += shift
                    return meanOfCosines(moved)
                }
                slopes.append(2 * (values[0] - values[1]) / (2 * step))
            }
        }
        let gradient = try #require(try layers[2].gradient())
        expectClose(try gradient.elements(), slopes, absolute: 1e-9)
    }

    @Test func cosRegOfAZeroVectorHasNoGradientThere() throws {
        let points = try matrix([[0, 0], [1, 2], [2, -1]], .float32)
        try points.requireGradient()
        let term = try #require(try CosRegPenalty()(try hiddenStates([points])))
        try term.backward()
        // The directions are orthogonal: ‖u + v‖² = 2.
        expectClose([try term.scalar()], [(2 - 3) / 9], absolute: 1e-7)
        let gradient = try #require(try points.gradient()).elements(as: Float.self)
        #expect(gradient[0] == 0 && gradient[1] == 0)
        let allFinite = gradient.allSatisfy { $0.isFinite }
        #expect(allFinite)
    }

    @Test func lambdaAndScoreGiveTheTermWithoutGradientsToo() throws {
        let layers = try layers(.float32, requiringGradients: false)
        let penalty = penalty(fixture.istar[1], lambda: 3)
        let term = try #require(try penalty(try hiddenStates(layers)))
        expectClose([try term.scalar()], [3 * (1 - fixture.istar[1].score)], absolute: 1e-6)
        #expect(!term.requiresGradient)
    }

    @Test func penaltyThatIsNotDefinedIsNil() throws {
        let onePoint = try hiddenStates([try matrix([[1, 2, 3]], .float32)])
        let constant = try hiddenStates([try Tensor.full([4, 3], 0.1)])
        let oneDimension = try hiddenStates([try matrix([[1], [2]], .float32)])
        let plain = IStarPenalty(lambda: 1, zeta: 0)
        #expect(try plain(onePoint) == nil)
        #expect(try plain(constant) == nil)
        #expect(try plain(oneDimension) == nil)
        let shrunk = IStarPenalty(lambda: 1, zeta: 0.5, target: .identity)
        let points = try Tensor.full([4, 3], 0.1)
        try points.requireGradient()
        let term = try #require(try shrunk(try hiddenStates([points])))
        try term.backward()
        #expect(try term.scalar() == 0)
        let gradient = try #require(try points.gradient()).elements(as: Double.self)
        #expect(gradient == [Double](repeating: 0, count: 12))
    }

    @Test func layerThatTheEncoderDoesNotHaveIsRefused() throws {
        let states = try hiddenStates(layers(.float32))
        let penalty = IStarPenalty(lambda: 1, zeta: 0, layers: .layer(4))
        let error = #expect(throws: TorchError.self) { try penalty(states) }
        #expect(
            error?.message == "there is no layer 4: the encoder has the layers 0 to 3")
    }

    @Test func numberThatIsNotFiniteReachesTheLoss() throws {
        let points = try matrix([[1, .nan], [2, 3], [0, 1]], .float32)
        let term = try #require(try IStarPenalty(lambda: 1, zeta: 0)(try hiddenStates([points])))
        let isFinite = try term.isFinite()
        #expect(!isFinite)
    }

    @Test func shrinkageTargetIsTheCovarianceOfAllLayersTokens() throws {
        var builder = ShrinkageTargetBuilder(targetSize: 60)
        #expect(builder.covariance == nil)
        let states = try hiddenStates(layers(.float32))
        try builder.add(states)
        #expect(builder.count == 33 && !builder.isComplete)
        let more = try hiddenStates([try matrix(cloud(40, 5, seed: 9), .float32)])
        try builder.add(more)
        #expect(builder.count == 73 && builder.isComplete)
        let points = fixture.layers.flatMap { $0 } + cloud(40, 5, seed: 9)
        let exact = try #require(try Moments(of: matrix(points)).covariance())
        let collected = try #require(builder.covariance)
        expectClose(
            collected.elements, exact.elements, absolute: 2e-6 * exact.trace)  // float32 products
    }

    @Test func distantMeanCostsLittlePrecision() throws {
        let rows = cloud(64, 8, seed: 10).map { $0.map { Double(Float($0 + 200)) } }
        let exact = try matrix(rows)
        try exact.requireGradient()
        let penalty = IStarPenalty(lambda: 1, zeta: 0.3, target: .identity)
        try #require(try penalty(try hiddenStates([exact]))).backward()
        let expected = try #require(try exact.gradient()).elements(as: Double.self)
        let largest = try #require(expected.map(abs).max())
        for (dtype, tolerance) in [(DType.float32, 1e-4), (.bfloat16, 0.02)] {
            // For bfloat16 the same rounded points are the reference.
            let points = try exact.detached().converted(to: dtype)
            try points.requireGradient()
            let reference = try points.detached().converted(to: .float64)
            try reference.requireGradient()
            try #require(try penalty(try hiddenStates([points]))).backward()
            try #require(try penalty(try hiddenStates([reference]))).backward()
            let actual = try #require(try points.gradient()).elements(as: Double.self)
            let wanted = try #require(try reference.gradient()).elements(as: Double.self)
            expectClose(actual, wanted, absolute: tolerance * largest)
        }
    }
}
