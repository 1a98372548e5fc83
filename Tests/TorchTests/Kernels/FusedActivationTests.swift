import Foundation
import TestSupport
import Testing
import Torch

struct FusedActivationTests {
    /// Half a unit in the last place of a bfloat16 result, relative to the largest element, with
    /// room for the float32 rounding below it. Column sums are of numbers before rounding.
    private func bound(_ dtype: DType) -> Double { dtype == .bfloat16 ? 0x1.02p-8 : 1e-5 }

    @Test(arguments: Activation.allCases, [DType.float32, .bfloat16])
    func valuesAndGradientsMatchTheCompositionsOwn(
        _ activation: Activation, _ dtype: DType
    ) throws {
        for shape in fusedShapes {
            let x = try normals(shape, seed: 1, dtype).multiplied(by: 3)
            let upstream = try normals(shape, seed: 2, dtype)
            let name = "\(activation) \(dtype) \(shape)"
            let leaf = try exactLeaf(x)
            let value = try activation(leaf)
            let gradient = try gradients(value, upstream, [leaf])[0]
            try expectClose(
                activation.fused(x), value, dtype, relative: bound(dtype), "\(name) value")
            let found = try activation.fusedGradient(upstream, at: x)
            try expectClose(found.input, gradient, dtype, relative: bound(dtype), "\(name) input")
            try expectClose(found.output, value, dtype, relative: bound(dtype), "\(name) output")
            try expectClose(
                found.columnSums, gradient.sum(along: 0), .float32, relative: 1e-5, "\(name) sums")
        }
    }

    /// Against the definitions in float64, absolute: the rounding of numbers below 8.
    @Test func geluAndItsSlopeAreExactWhereverTheyAreNotZero() throws {
        let points = (-9600...9600).map { Float($0) / 800 }
        let x = try Tensor.of(points, shape: [1, points.count])
        let found = try Activation.gelu.fusedGradient(Tensor.full(x.shape, 1), at: x)
        let (values, slopes) = (try found.output.numbers, try found.input.numbers)
        for (index, point) in points.enumerated() {
            let exact = Double(point)
            let below: Double = erfc(-exact / 2.0.squareRoot()) / 2
            let density: Double = exp(-exact * exact / 2) / (2 * Double.pi).squareRoot()
            let value = exact * below
            #expect((values[index] - value).magnitude <= 3e-6 * value.magnitude + 1e-30)
            #expect((slopes[index] - (below + exact * density)).magnitude <= 4e-7)
        }
    }

    @Test(arguments: [DType.float32, .bfloat16])
    func overwritingGivesTheSameBitsInTheTensorsThatWereGiven(_ dtype: DType) throws {
        let (x, upstream) = (
            try normals([65, 200], seed: 3, dtype), try normals([65, 200], seed: 4, dtype)
        )
        let kept = try Activation.gelu.fusedGradient(upstream, at: x)
        let written = try Activation.gelu.fusedGradient(upstream, at: x, overwriting: true)
        #expect(try upstream.bits == kept.input.bits)
        #expect(try x.bits == kept.output.bits)
        #expect(try written.input.bits == kept.input.bits)
        #expect(try written.output.bits == kept.output.bits)
        #expect(try written.columnSums.bits == kept.columnSums.bits)
    }

    @Test(arguments: [DType.float32, .bfloat16])
    func anyThreadCountGivesTheSameBits(_ dtype: DType) throws {
        let (x, upstream) = (
            try normals([512, 200], seed: 5, dtype), try normals([512, 200], seed: 6, dtype)
        )
        let runs = try [1, 2, 3].map { threads in
            try withThreads(threads) {
                let found = try Activation.gelu.fusedGradient(upstream, at: x)
                return try [
                    found.input, found.output, found.columnSums, Activation.gelu.fused(x),
                    columnSums(x),
                ].map { try $0.bits }
            }
        }
        #expect(runs[0] == runs[1])
        #expect(runs[0] == runs[2])
    }

    /// The product of -∞ and the zero that it is multiplied by is not a number, as IEEE 754 has it.
    @Test(arguments: Activation.allCases, [DType.float32, .bfloat16])
    func notANumberAndInfinityFollowTheDefinition(_ activation: Activation, _ dtype: DType) throws {
        let points = [Float.nan, .infinity, -.infinity] + [Float](repeating: 1, count: 15)
        let x = try Tensor.of(points, shape: [1, 18]).converted(to: dtype)
        let found = try activation.fused(x).numbers
        let expected: [Double] =
            switch activation {
            case .gelu, .geluTanh, .silu: [.nan, .infinity, .nan]
            case .relu: [.nan, .infinity, 0]
            case .tanh: [.nan, 1, -1]
            }
        for (found, expected) in zip(found, expected) {
            #expect(found == expected || (found.isNaN && expected.isNaN))
        }
        let upstream = try Tensor.of([1, 1, 1, Float.nan] + [Float](repeating: 1, count: 14))
            .reshaped(to: 1, 18).converted(to: dtype)
        let gradient = try activation.fusedGradient(upstream, at: x)
        #expect(try gradient.input.numbers[3].isNaN)
        #expect(try gradient.columnSums.numbers[3].isNaN)
        #expect(try gradient.output.numbers[0].isNaN)
    }

    @Test(arguments: [DType.float32, .bfloat16])
    func columnSumsOfStridedRowsMatchThoseOfACopy(_ dtype: DType) throws {
        for shape in fusedShapes where shape[1] > 4 {
            let x = try normals(shape, seed: 7, dtype)
            let part = try x.slice(1..<shape[1] - 1, along: 1)
            let found = try columnSums(part)
            #expect(try found.bits == columnSums(part.cloned()).bits)
            try expectClose(
                found, part.converted(to: .float32).sum(along: 0), .float32, relative: 1e-5,
                "column sums \(shape)")
            let turned = try columnSums(x.transposed())
            try expectClose(
                turned, x.converted(to: .float32).sum(along: 1), .float32, relative: 1e-5,
                "column sums of a transpose \(shape)")
        }
    }

    @Test func otherTypesAndShapesAreRefused() throws {
        let x = try normals([3, 5], seed: 8)
        #expect(throws: TorchError.self) { try Activation.gelu.fused(Tensor.zeros([3])) }
        #expect(throws: TorchError.self) { try columnSums(x.converted(to: .float64)) }
        for other in [try normals([5, 3], seed: 8), try normals([3, 5], seed: 8, .bfloat16)] {
            #expect(throws: TorchError.self) { try Activation.relu.fusedGradient(other, at: x) }
        }
    }
}
