import TestSupport
import Testing
import Torch

/// Products against float64 ones by libtorch's plain `matmul`.
struct ProductTests {
    private static let shapes = [
        [1, 1, 1], [1, 5, 3], [7, 33, 20], [64, 96, 130], [40, 1, 17],
    ]

    private func matrix(_ rows: Int, _ columns: Int, seed: UInt64) throws -> Tensor {
        try Tensor.random([rows, columns], seed: seed)
    }

    /// float32: 1e-6 of the largest element; bfloat16: the result's rounding, 2^-8.
    @Test(arguments: shapes, [DType.float32, .bfloat16])
    func everyTranspositionIsTheProduct(_ shape: [Int], _ type: DType) throws {
        let (m, k, n) = (shape[0], shape[1], shape[2])
        let a = try matrix(m, k, seed: 1).converted(to: type)
        let b = try matrix(k, n, seed: 2).converted(to: type)
        let bias = try matrix(1, n, seed: 3).reshaped(to: n).converted(to: type)
        let exact = try a.converted(to: .float64).matmul(b.converted(to: .float64))
        let shifted = try exact.adding(bias.converted(to: .float64))
        let at = try a.transposed().contiguous()
        let bt = try b.transposed().contiguous()
        let bound = type == .float32 ? 1e-6 : 0.00391
        for (first, second) in [
            (a.plain, b.plain), (at.transpose, b.plain), (a.plain, bt.transpose),
            (at.transpose, bt.transpose),
        ] {
            expectClose(try product(first, second).numbers, try exact.numbers, relative: bound)
            // A sum near 0 keeps the rounding of its summands.
            let scale = try max(1, exact.numbers.map(\.magnitude).max() ?? 0)
            expectClose(
                try product(first, second, bias: bias).numbers, try shifted.numbers,
                absolute: bound * scale)
        }
    }

    @Test(arguments: [DType.float32, .bfloat16])
    func sumsAndRowRangesTakeProductsInPlace(_ type: DType) throws {
        let a = try matrix(6, 10, seed: 1).converted(to: type)
        let b = try matrix(10, 8, seed: 2).converted(to: type)
        let start = try matrix(9, 8, seed: 3).converted(to: type)
        let exact = try a.converted(to: .float64).matmul(b.converted(to: .float64))
        let bound = type == .float32 ? 1e-6 : 0.00391

        let sum = try start.slice(0..<6).cloned()
        try sum.addProduct(a.plain, b.plain)
        let expected = try exact.adding(start.slice(0..<6).converted(to: .float64))
        expectClose(try sum.numbers, try expected.numbers, relative: bound)

        let whole = try start.cloned()
        try whole.slice(2..<8).writeProduct(a.plain, b.plain)
        expectClose(try whole.slice(2..<8).numbers, try exact.numbers, relative: bound)
        #expect(try whole.slice(0..<2).bits == start.slice(0..<2).bits)
        #expect(try whole.slice(8..<9).bits == start.slice(8..<9).bits)
    }

    @Test func matricesThatDoNotFitAreAnError() throws {
        let a = try matrix(2, 3, seed: 1)
        #expect(throws: TorchError.self) { try product(a.plain, a.plain) }
        #expect(throws: TorchError.self) {
            try product(a.plain, a.reshaped(to: 6).plain)
        }
    }
}
