import Foundation
import TestSupport
import Testing
import Torch

/// The packed kernels against a composition of libtorch's own operations and its autograd.
struct AttentionTests {
    struct Shape: Sendable, CustomTestStringConvertible {
        var lengths: [Int]
        var heads: Int
        var headSize: Int
        var tokens: Int { lengths.reduce(0, +) }
        var hidden: Int { heads * headSize }
        var testDescription: String { "lengths \(lengths), \(heads) heads of \(headSize)" }
    }

    static let shapes = [
        Shape(lengths: [1], heads: 1, headSize: 4),
        Shape(lengths: [2, 1, 31], heads: 3, headSize: 7),
        Shape(lengths: [127, 128, 129], heads: 2, headSize: 16),
        Shape(lengths: [512], heads: 1, headSize: 32),
        Shape(lengths: [5, 0, 17, 64], heads: 4, headSize: 1),
    ]
    static let key = RandomKey(seed: 5, step: 6, site: 1)

    /// Queries, keys, values and the weights of the sum that is differentiated.
    static func inputs(_ shape: Shape, _ dtype: DType = .float32) throws -> [Tensor] {
        try (0..<4).map { index in
            let key = RandomKey(seed: 77, step: UInt32(index), site: 0)
            let count = shape.tokens * shape.hidden
            let numbers = (0..<count).map { place in
                let block = key.block(UInt64(place))
                let radius = (-2 * log((Double(block.0) + 0.5) * 0x1p-32)).squareRoot()
                return Float(radius * cos(2 * .pi * Double(block.1) * 0x1p-32))
            }
            let tensor = try Tensor.of(numbers, shape: [shape.tokens, shape.hidden])
                .converted(to: dtype)
            if index < 3 { try tensor.requireGradient() }
            return tensor
        }
    }

    static func offsets(_ shape: Shape) throws -> Tensor {
        try Tensor.of(shape.lengths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) })
    }

    /// The output and the gradients of queries, keys and values.
    static func packed(
        _ shape: Shape, _ inputs: [Tensor], dropout: Double
    ) throws -> [Tensor] {
        let output = try packedAttention(
            queries: inputs[0], keys: inputs[1], values: inputs[2], offsets: offsets(shape),
            headCount: shape.heads, dropout: dropout, key: key)
        return try [output] + gradients(output, inputs)
    }

    static func composed(
        _ shape: Shape, _ inputs: [Tensor], dropout: Double
    ) throws -> [Tensor] {
        var rows: [Tensor] = []
        var (start, group) = (0, 0)
        for length in shape.lengths where length > 0 {
            var columns: [Tensor] = []
            let groups = (length * length + 127) / 128
            for head in 0..<shape.heads {
                let part = try inputs.prefix(3).map { tensor in
                    try tensor.slice(start..<start + length)
                        .slice(head * shape.headSize..<(head + 1) * shape.headSize, along: 1)
                }
                let scores = try part[0].matmul(part[1].transposed())
                    .multiplied(by: 1 / Double(shape.headSize).squareRoot())
                var shares = try exp(logSoftmax(scores))
                let mask = multipliers(key, groups: group..<group + groups, probability: dropout)
                shares = try shares.multiplied(
                    by: Tensor.of(Array(mask.prefix(length * length)), shape: [length, length]))
                columns.append(try shares.matmul(part[2]))
                group += groups
            }
            rows.append(try Tensor.concatenated(columns, along: 1))
            start += length
        }
        let output = try Tensor.concatenated(rows)
        return try [output] + gradients(output, inputs)
    }

    static func gradients(_ output: Tensor, _ inputs: [Tensor]) throws -> [Tensor] {
        try output.multiplied(by: inputs[3]).sum().backward()
        return try inputs.prefix(3).map { tensor in
            let gradient = try #require(try tensor.gradient()).cloned()
            try tensor.clearGradient()
            return gradient
        }
    }

    /// Float32: within 1e-5 of the largest element, or absolute where that is below 1.
    @Test(arguments: shapes, [0, 0.25])
    func outputAndGradientsMatchTheComposition(_ shape: Shape, _ dropout: Double) throws {
        let inputs = try Self.inputs(shape)
        let found = try Self.packed(shape, inputs, dropout: dropout)
        let expected = try Self.composed(shape, inputs, dropout: dropout)
        for (index, name) in ["output", "queries", "keys", "values"].enumerated() {
            let closeness = Closeness(
                try found[index].numbers, to: try expected[index].numbers)
            note("attention \(shape.testDescription) dropout \(dropout) \(name)", closeness)
            #expect(
                closeness.isWithin(1e-5) || closeness.isWithin(relative: 1e-5),
                "\(name): \(closeness)")
        }
    }

    /// bfloat16 inputs are exact in float32; what differs is the rounding of the result (2⁻⁹ of
    /// each element), and in the gradients that of the output and of what comes from above, once
    /// each: within 2 % of the largest element.
    @Test(arguments: shapes, [0, 0.25])
    func bfloat16DiffersByRoundingOnly(_ shape: Shape, _ dropout: Double) throws {
        let inputs = try Self.inputs(shape, .bfloat16)
        let found = try Self.packed(shape, inputs, dropout: dropout)
        let exact = try inputs.map { try $0.detached().converted(to: .float32) }
        for tensor in exact.prefix(3) { try tensor.requireGradient() }
        let expected = try Self.composed(shape, exact, dropout: dropout)
        for (index, name) in ["output", "queries", "keys", "values"].enumerated() {
            let closeness = Closeness(
                try found[index].numbers, to: try expected[index].numbers)
            note("bf16 attention \(shape.testDescription) dropout \(dropout) \(name)", closeness)
            #expect(found[index].dtype == .bfloat16)
            #expect(
                closeness.isWithin(relative: 0.02) || closeness.isWithin(0.01),
                "\(name): \(closeness)")
        }
    }

    @Test(arguments: [DType.float32, .bfloat16])
    func anyThreadCountGivesTheSameBits(_ dtype: DType) throws {
        for shape in Self.shapes {
            let inputs = try Self.inputs(shape, dtype)
            let runs = try [1, 2, 2].map { threads in
                try withThreads(threads) {
                    try Self.packed(shape, inputs, dropout: 0.1).map { try $0.bits }
                }
            }
            #expect(runs[0] == runs[1], "\(shape.testDescription)")
            #expect(runs[1] == runs[2], "\(shape.testDescription)")
        }
    }

    /// With values that are rows of the identity the output is the attention itself.
    @Test func everyTokenAttendsToItsOwnSequenceOnly() throws {
        let x = try Tensor.full([6, 6], 0.5)
        var identity = [Float](repeating: 0, count: 36)
        for index in 0..<6 { identity[index * 7] = 1 }
        let found = try packedAttention(
            queries: x, keys: x, values: Tensor.of(identity, shape: [6, 6]),
            offsets: Tensor.of([0, 2, 6]), headCount: 1, dropout: 0, key: Self.key
        ).numbers
        for row in 0..<6 {
            for column in 0..<6 {
                let together = (row < 2) == (column < 2)
                let expected = together ? (row < 2 ? 0.5 : 0.25) : 0
                #expect((found[row * 6 + column] - expected).magnitude < 1e-6)
            }
        }
    }

    @Test func scoresThatFloat32CannotExponentiateDoNoHarm() throws {
        let x = try Tensor.of([Float(100), 0, 0, 100], shape: [2, 2])
        let found = try packedAttention(
            queries: x, keys: x, values: x, offsets: Tensor.of([0, 2]), headCount: 1,
            dropout: 0, key: Self.key)
        expectClose(try found.numbers, [100, 0, 0, 100], absolute: 1e-4)
    }
}
