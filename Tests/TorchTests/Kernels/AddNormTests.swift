import TestSupport
import Testing
import Torch

struct AddNormTests {
    private let key = RandomKey(seed: 21, step: 4, site: 9)
    private func norm(_ dropout: Double) -> AddNorm {
        AddNorm(epsilon: 1e-5, dropout: dropout, key: key)
    }

    /// x, the residual, what comes from above, weight and bias.
    fileprivate struct Inputs {
        let x, residual, upstream, weight, bias: Tensor

        init(_ shape: [Int], _ dtype: DType) throws {
            x = try normals(shape, seed: 1, dtype)
            residual = try normals(shape, seed: 2, dtype)
            upstream = try normals(shape, seed: 3, dtype)
            weight = try normals([shape[1]], seed: 4).adding(1)
            bias = try normals([shape[1]], seed: 5)
        }
    }

    /// Every result of both directions, by name.
    private func results(
        _ norm: AddNorm, _ inputs: Inputs, rows: Tensor? = nil
    ) throws -> [(name: String, tensor: Tensor)] {
        let found = try norm.forward(
            inputs.x, residual: inputs.residual, weight: inputs.weight, bias: inputs.bias,
            rows: rows)
        let gradients = try norm.backward(
            inputs.upstream, sum: found.sum, statistics: found.statistics, weight: inputs.weight,
            rows: rows)
        return [
            ("output", found.output), ("residual", gradients.residual), ("x", gradients.x),
            ("weight", gradients.weight), ("bias", gradients.bias),
            ("column sums", gradients.columnSums), ("sum", found.sum),
            ("statistics", found.statistics),
            (
                "normalized",
                try AddNorm.normalized(
                    found.sum, statistics: found.statistics, weight: inputs.weight,
                    bias: inputs.bias)
            ),
        ]
    }

    private func expected(
        _ norm: AddNorm, _ inputs: Inputs, rows: Tensor? = nil
    ) throws -> [Tensor] {
        let leaves = try [inputs.residual, inputs.x, inputs.weight, inputs.bias].map(exactLeaf)
        let output = try norm.composed(
            leaves[1], residual: leaves[0], weight: leaves[2], bias: leaves[3], rows: rows)
        let found = try gradients(output, inputs.upstream, leaves)
        return try [output] + found + [found[1].sum(along: 0)]
    }

    /// Float32: 1e-5 of the largest element. bfloat16: the output is rounded once (2⁻⁸ of it); the
    /// backward pass takes its normalized rows from the rounded sum, 2⁻⁸ each, and rounds once more:
    /// 1 % of the largest element. One column has no variance and its gradient is rounding alone.
    @Test(arguments: [DType.float32, .bfloat16], [0, 0.1, 0.5])
    func valuesAndGradientsMatchTheComposition(_ dtype: DType, _ dropout: Double) throws {
        for shape in fusedShapes where shape[1] > 1 {
            let inputs = try Inputs(shape, dtype)
            let found = try results(norm(dropout), inputs)
            let twin = try expected(norm(dropout), inputs)
            for (index, twin) in twin.enumerated() {
                let relative =
                    dtype == .float32 ? 1e-5 : index == 0 ? 0x1.02p-8 : 0.01
                try expectClose(
                    found[index].tensor, twin, index < 3 ? dtype : .float32, relative: relative,
                    "\(found[index].name) \(dtype) \(dropout) \(shape)")
            }
            try expectClose(
                found[8].tensor, twin[0], dtype, relative: dtype == .float32 ? 1e-5 : 0.01,
                "normalized \(dtype) \(dropout) \(shape)")
        }
    }

    @Test func theSumAndItsStatisticsAreWhatTheyAreCalled() throws {
        let inputs = try Inputs([5, 33], .float32)
        let found = try norm(0).forward(
            inputs.x, residual: inputs.residual, weight: inputs.weight, bias: inputs.bias)
        let sum = try inputs.residual.adding(inputs.x)
        #expect(try found.sum.bits == sum.bits)
        let mean = try sum.mean(along: 1, keepingRank: true)
        let variance = try sum.subtracting(mean).raised(to: 2).mean(along: 1, keepingRank: true)
        let expected = try Tensor.concatenated(
            [mean, variance.adding(1e-5).raised(to: -0.5)], along: 1)
        try expectClose(found.statistics, expected, .float32, relative: 1e-6, "statistics")
    }

    @Test(arguments: [DType.float32, .bfloat16])
    func aRowDrawsTheMaskOfItsNumberWhateverRowsAreBesideIt(_ dtype: DType) throws {
        let inputs = try Inputs([40, 200], dtype)
        let numbers = [0, 7, 8, 31, 39]
        let rows = try Tensor.of(numbers)
        let some = try Inputs(gathering: rows, inputs)
        let all = try results(norm(0.3), inputs)
        let found = try results(norm(0.3), some, rows: rows)
        for index in [0, 1, 2, 6, 7, 8] {
            #expect(
                try found[index].tensor.bits == all[index].tensor.gathered(rows).bits,
                "\(found[index].name)")
        }
        let unnumbered = try results(norm(0.3), some)
        #expect(try unnumbered[0].tensor.bits != found[0].tensor.bits)
    }

    /// Bounds are five standard deviations of so many independent elements.
    @Test func theMaskKeepsTheMeanAndRowsAreIndependent() throws {
        let (count, width) = (800, 500)
        let zeros = try Tensor.zeros([count, width])
        let ones = try Tensor.full([count, width], 1)
        let vector = try Tensor.zeros([width])
        let mask = try norm(0.5).forward(ones, residual: zeros, weight: vector, bias: vector)
            .sum.numbers
        let deviation = (0.25 / Double(mask.count)).squareRoot()
        #expect(Set(mask) == [0, 2])
        #expect((mask.reduce(0, +) / Double(mask.count) - 1).magnitude < 10 * deviation)
        for distance in [1, 16, 128, width, 2 * width, 3 * width + 1] {
            let both = zip(mask.dropLast(distance), mask.dropFirst(distance))
                .count { $0 == 0 && $1 == 0 }
            let share = Double(both) / Double(mask.count - distance)
            #expect((share - 0.25).magnitude < 5 * deviation, "\(distance)")
        }
    }

    @Test(arguments: [DType.float32, .bfloat16])
    func anyThreadCountGivesTheSameBits(_ dtype: DType) throws {
        let inputs = try Inputs([512, 200], dtype)
        let runs = try [1, 2, 3].map { threads in
            try withThreads(threads) {
                try results(norm(0.1), inputs).map { try $0.tensor.bits }
            }
        }
        #expect(runs[0] == runs[1])
        #expect(runs[0] == runs[2])
    }

    @Test func withoutDropoutBothGradientsAreOneTensor() throws {
        let inputs = try Inputs([7, 33], .bfloat16)
        let found = try results(norm(0), inputs)
        try found[1].tensor.fill(3)
        #expect(try found[2].tensor.numbers.allSatisfy { $0 == 3 })
    }

    @Test(arguments: [DType.float32, .bfloat16], [Float.nan, .infinity])
    func whatIsNotFiniteSpoilsItsRowAndItsColumnSumsOnly(_ dtype: DType, _ bad: Float) throws {
        let inputs = try Inputs([3, 33], dtype)
        try inputs.residual.slice(1..<2).slice(32..<33, along: 1).fill(Double(bad))
        let found = try results(norm(0), inputs)
        for index in [0, 1, 8] {
            let finite = try found[index].tensor.numbers.map(\.isFinite)
            #expect(finite[0..<33].allSatisfy { $0 }, "\(found[index].name)")
            #expect(finite[33..<66].allSatisfy { !$0 }, "\(found[index].name)")
            #expect(finite[66...].allSatisfy { $0 }, "\(found[index].name)")
        }
        #expect(try found[5].tensor.numbers.allSatisfy { !$0.isFinite })
    }

    @Test func whatDoesNotFitIsRefused() throws {
        let inputs = try Inputs([4, 6], .float32)
        func forward(
            residual: Tensor? = nil, weight: Tensor? = nil, rows: Tensor? = nil,
            dropout: Double = 0.1
        ) throws {
            _ = try norm(dropout).forward(
                inputs.x, residual: residual ?? inputs.residual, weight: weight ?? inputs.weight,
                bias: inputs.bias, rows: rows)
        }
        try forward(rows: Tensor.of([0, 1, 2, 3]))
        #expect(throws: TorchError.self) { try forward(residual: normals([6, 4], seed: 1)) }
        #expect(throws: TorchError.self) { try forward(weight: Tensor.zeros([5])) }
        #expect(throws: TorchError.self) { try forward(weight: Tensor.zeros([6], .bfloat16)) }
        #expect(throws: TorchError.self) { try forward(rows: Tensor.of([0, 1])) }
        #expect(throws: TorchError.self) { try forward(dropout: 1) }
    }
}

extension AddNormTests.Inputs {
    /// Some rows of other inputs.
    fileprivate init(gathering rows: Tensor, _ all: Self) throws {
        x = try all.x.gathered(rows)
        residual = try all.residual.gathered(rows)
        upstream = try all.upstream.gathered(rows)
        (weight, bias) = (all.weight, all.bias)
    }
}
