import Foundation
import TestSupport
import Testing
import Torch

/// AdamW's small shares (of a gradient in its averages, of a weight in its decay) against float64: a
/// share taken from a rounded factor near 1 would be off in its fifth digit or before.
struct OptimizerPrecisionTests {
    static let count = 4099

    /// A weight with its averages, and a gradient for each step.
    private struct State {
        let parameter, first, second: Tensor

        init(_ start: [Float]) throws {
            parameter = try Tensor.of(start)
            first = try Tensor.zeros([start.count])
            second = try Tensor.zeros([start.count])
        }

        func step(_ step: AdamWStep, _ gradient: Tensor) throws {
            try step.apply(to: [
                AdamWStep.Item(
                    parameter: parameter, firstMoment: first, secondMoment: second,
                    gradient: gradient)
            ])
        }
    }

    /// Magnitudes of 0.25 to 1, with both signs.
    private static func gradient(_ step: Int) -> [Float] {
        let key = RandomKey(seed: 31, step: UInt32(step), site: 0)
        return (0..<count).map { place in
            let bits = key.block(UInt64(place)).0
            let magnitude = 0.25 + 0.75 * Float(bits >> 8) * 0x1p-24
            return bits & 1 == 0 ? magnitude : -magnitude
        }
    }

    private static func meanRatio(_ found: [Double], _ wanted: [Double]) -> Double {
        zip(found, wanted).reduce(0) { $0 + $1.0 / $1.1 } / Double(found.count)
    }

    /// `m / (1 - beta1)` is the gradient and the root of `v / (1 - beta2)` its magnitude. Nine float32
    /// roundings: within 4e-7.
    @Test(arguments: [DType.float32, .bfloat16])
    func theFirstStepIsAsLongAsTheLearningRate(_ dtype: DType) throws {
        let gradient = try Tensor.of(Self.gradient(1)).converted(to: dtype)
        let state = try State([Float](repeating: 0, count: Self.count))
        for rate in [5e-5, 1e-3, 0.3] {
            let step = AdamWStep(learningRate: rate, epsilon: 1e-12, weightDecay: 0, step: 1)
            let fresh = try State([Float](repeating: 0, count: Self.count))
            try fresh.step(step, gradient)
            let lengths = try zip(fresh.parameter.numbers, gradient.numbers).map {
                $0 / (-rate * ($1 < 0 ? -1 : 1))
            }
            expectClose(
                lengths, lengths.map { _ in 1 }, absolute: 4e-7, "first step at \(rate), \(dtype)")
        }
        try state.step(
            AdamWStep(learningRate: 1, epsilon: 1, weightDecay: 0, step: 1), gradient)
        let squares = try zip(state.second.numbers, gradient.numbers).map { $0 / (0.001 * $1 * $1) }
        expectClose(squares, squares.map { _ in 1 }, absolute: 2.5e-7)
    }

    /// Over the first steps, where the averages are short of their sums, and after thousands, where
    /// they have forgotten their start. Rounding goes either way: over 4,099 weights it is less than
    /// 2e-7, and a share off by one part in a million would show.
    @Test func theAveragesAreThoseOfFloat64EarlyAndLate() throws {
        let state = try State([Float](repeating: 0, count: Self.count))
        var m = [Double](repeating: 0, count: Self.count)
        var v = m
        for number in 1...3000 {
            let gradient = Self.gradient(number)
            try state.step(
                AdamWStep(learningRate: 1e-3, epsilon: 1e-8, weightDecay: 0, step: number),
                Tensor.of(gradient))
            for (index, element) in gradient.enumerated() {
                let g = Double(element)
                m[index] = 0.9 * m[index] + 0.1 * g
                v[index] = 0.999 * v[index] + 0.001 * g * g
            }
            guard [1, 2, 5, 30, 300, 3000].contains(number) else { continue }
            let bias = Self.meanRatio(try state.second.numbers, v) - 1
            #expect(bias.magnitude < 1e-6, "squares after \(number) steps: \(bias)")
            expectClose(try state.first.numbers, m, absolute: 5e-7)
        }
    }

    /// A decay of 5e-7 a step is a few units of a weight's last place. Each weight rounds it in its own
    /// way; on average over them nothing of it is lost, while the factor 1 - 5e-7, rounded to float32,
    /// is 1 - 4.77e-7.
    @Test func decayLosesNothingToARoundedFactor() throws {
        let start = Self.gradient(1)
        let state = try State(start)
        let nothing = try Tensor.zeros([Self.count])
        let steps = 1000
        for number in 1...steps {
            try state.step(
                AdamWStep(learningRate: 5e-5, epsilon: 1e-8, weightDecay: 0.01, step: number),
                nothing)
        }
        let left = Self.meanRatio(try state.parameter.numbers, start.map { Double($0) })
        let share = (1 - left) / (1 - pow(1 - 5e-7, Double(steps)))
        #expect((share - 1).magnitude < 0.01, "\(share) of the decay")
    }
}
