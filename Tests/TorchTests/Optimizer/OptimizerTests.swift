import Foundation
import TestSupport
import Testing
import Torch

struct OptimizerTests {
    static let count = 70_001

    static func numbers(_ stream: UInt32, scale: Float) -> [Float] {
        let key = RandomKey(seed: 21, step: stream, site: 0)
        return (0..<count).map { place in
            (Float(key.block(UInt64(place)).0 >> 8) * 0x1p-23 - 1) * scale
        }
    }

    /// Three steps against the formulas of Loshchilov and Hutter in float64; a float32 step rounds
    /// each number a few times: within 1e-6.
    @Test(arguments: [DType.float32, .bfloat16])
    func stepsMatchTheFormulasInFloat64(_ dtype: DType) throws {
        let start = Self.numbers(0, scale: 1)
        let parameter = try Tensor.of(start)
        let first = try Tensor.zeros([Self.count])
        let second = try Tensor.zeros([Self.count])
        let copy = try Tensor.zeros([Self.count], .bfloat16)
        var expected = start.map { Double($0) }
        var (m, v) = (
            [Double](repeating: 0, count: Self.count), [Double](repeating: 0, count: Self.count)
        )
        for number in 1...3 {
            let gradient = try Tensor.of(Self.numbers(UInt32(number), scale: 0.1))
                .converted(to: dtype)
            var step = AdamWStep(
                learningRate: 0.01, epsilon: 1e-6, weightDecay: 0.1, step: number)
            step.gradientScale = 0.5
            try step.apply(to: [
                AdamWStep.Item(
                    parameter: parameter, firstMoment: first, secondMoment: second,
                    gradient: gradient, copy: copy)
            ])
            for (index, raw) in try gradient.numbers.enumerated() {
                let g = raw * 0.5
                m[index] = 0.9 * m[index] + 0.1 * g
                v[index] = 0.999 * v[index] + 0.001 * g * g
                let corrected = m[index] / (1 - pow(0.9, Double(number)))
                let root = (v[index] / (1 - pow(0.999, Double(number)))).squareRoot()
                expected[index] *= 1 - 0.01 * 0.1
                expected[index] -= 0.01 * corrected / (root + 1e-6)
            }
        }
        expectClose(
            try parameter.numbers, expected, absolute: 1e-6, "AdamW \(dtype)")
        expectClose(try first.numbers, m, absolute: 1e-7)
        expectClose(try second.numbers, v, absolute: 1e-8)
        #expect(try copy.bits == parameter.converted(to: .bfloat16).bits)
    }

    @Test func aStepGivesTheSameBitsOnAnyThreadCount() throws {
        let runs = try [1, 2].map { threads in
            try withThreads(threads) {
                let parameter = try Tensor.of(Self.numbers(0, scale: 1))
                let moments = try (0..<2).map { _ in try Tensor.zeros([Self.count]) }
                let item = AdamWStep.Item(
                    parameter: parameter, firstMoment: moments[0], secondMoment: moments[1],
                    gradient: try Tensor.of(Self.numbers(1, scale: 1)))
                try AdamWStep(learningRate: 0.01, epsilon: 1e-8, weightDecay: 0, step: 1)
                    .apply(to: [item])
                return try parameter.bits
            }
        }
        #expect(runs[0] == runs[1])
    }

    @Test func aStepRefusesTensorsThatDoNotFit() throws {
        let (four, one) = (try Tensor.zeros([4]), try Tensor.full([4], 1))
        let step = AdamWStep(learningRate: 1, epsilon: 1, weightDecay: 0, step: 1)
        let wrong = [
            (four, try Tensor.zeros([3]), nil as Tensor?),
            (four, try Tensor.zeros([4], .int64), nil),
            (try Tensor.zeros([4], .bfloat16), four, nil), (four, four, try Tensor.zeros([4])),
            (four, four, try Tensor.zeros([3], .bfloat16)),
        ]
        for (parameter, gradient, copy) in wrong {
            #expect(throws: TorchError.self) {
                let good = AdamWStep.Item(
                    parameter: four, firstMoment: four, secondMoment: four, gradient: one)
                let bad = AdamWStep.Item(
                    parameter: parameter, firstMoment: four, secondMoment: four,
                    gradient: gradient, copy: copy)
                try step.apply(to: [good, bad])
            }
        }
        #expect(try four.numbers == [0, 0, 0, 0])
    }

    /// Sizes around the registers' and the blocks'; of one item, decaying and not.
    @Test func severalItemsInOneStepHaveTheBitsOfEachAlone() throws {
        var runs: [[[UInt8]]] = []
        for together in [true, false] {
            var items: [AdamWStep.Item] = []
            var results: [Tensor] = []
            for (index, size) in [1, 15, 16, 17, 0, 32_767, 32_769, 70_000].enumerated() {
                let gradient = try Tensor.of(Array(Self.numbers(3, scale: 1).prefix(size)))
                let parameter = try Tensor.of(Array(Self.numbers(4, scale: 1).prefix(size)))
                let moments = try (0..<2).map { _ in try Tensor.full([size], 0.25) }
                let copy = index % 2 == 0 ? nil : try Tensor.zeros([size], .bfloat16)
                items.append(
                    AdamWStep.Item(
                        parameter: parameter, firstMoment: moments[0], secondMoment: moments[1],
                        gradient: try gradient.converted(to: index < 5 ? .float32 : .bfloat16),
                        copy: copy, decays: index % 3 == 0))
                results += [parameter] + moments + (copy.map { [$0] } ?? [])
            }
            let step = AdamWStep(learningRate: 0.01, epsilon: 1e-8, weightDecay: 0.1, step: 5)
            if together {
                try step.apply(to: items)
            } else {
                try withThreads(1) { for item in items { try step.apply(to: [item]) } }
            }
            runs.append(try results.map { try $0.bits })
        }
        #expect(runs[0] == runs[1])
    }

    @Test(arguments: [0, 1, 15, 16, 17, 65_535, 65_536, 65_537, 200_001])
    func sumOfSquaresMatchesFloat64(_ count: Int) throws {
        let key = RandomKey(seed: 1, step: 1, site: 1)
        let numbers = (0..<count).map { Float(key.block(UInt64($0)).0) * 0x1p-31 - 1 }
        for dtype in [DType.float32, .bfloat16] {
            let x = try Tensor.of(numbers).converted(to: dtype)
            let expected = try x.numbers.reduce(0) { $0 + $1 * $1 }
            let found = try [1, 2].map { threads in
                try withThreads(threads) { try x.sumOfSquares() }
            }
            #expect((found[0] - expected).magnitude <= 1e-12 * expected)
            #expect(found[0] == found[1])
            let twice = try sumOfSquares([x, x, x.slice(0..<0)])
            #expect((twice - 2 * expected).magnitude <= 1e-12 * twice)
        }
    }

    @Test func sumOfSquaresKeepsWhatIsNotFinite() throws {
        #expect(try Tensor.of([Float.nan, 1]).sumOfSquares().isNaN)
        #expect(try Tensor.of([Float.infinity, 1]).sumOfSquares() == .infinity)
        #expect(try Tensor.full([4], 3e38).sumOfSquares().isFinite)
    }
}
