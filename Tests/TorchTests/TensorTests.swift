import TestSupport
import Testing
import Torch

struct TensorTests {
    @Test(arguments: DType.allCases)
    func everyTypeKeepsItsElements(_ dtype: DType) throws {
        let numbers: [Double] = dtype == .bool ? [0, 1, 1, 0] : [0, 1, 2, 100]
        let tensor = try Tensor.of(numbers, shape: [2, 2]).converted(to: dtype)
        #expect(tensor.dtype == dtype)
        #expect(tensor.shape == [2, 2])
        #expect(try tensor.numbers == numbers)
        let bytes = try tensor.bits
        #expect(bytes.count == 4 * dtype.byteCount)
        let copy = try Tensor.zeros([2, 2], dtype)
        try bytes.withUnsafeBytes { try copy.copy(bytes: $0, of: dtype) }
        #expect(try copy.bits == bytes)
        #expect(try tensor.converted(to: .float64).numbers == numbers)
    }

    @Test func readingConvertsAsRoundingToNearestDoes() throws {
        let x = try Tensor.of([1.0 + 0x1p-9, 1 + 0x1p-7 + 0x1p-8, -0.1, 1e-40, .infinity])
        #expect(
            try x.converted(to: .bfloat16).numbers
                == [1, 1 + 0x1p-6, -0.10009765625, 1e-40, .infinity].map {
                    Double(bfloat16: Float($0))
                })
        #expect(try x.elements(as: Float.self)[0] == 1 + 0x1p-9)
        #expect(try Tensor.of([1, -2, 3]).elements(as: Int32.self) == [1, -2, 3])
    }

    @Test func emptyTensorsHaveNoElements() throws {
        let empty = try Tensor.of([Float]())
        #expect(empty.shape == [0])
        #expect(try empty.numbers.isEmpty)
        #expect(try empty.sum().scalar() == 0)
        #expect(try Tensor.zeros([3, 0]).shape == [3, 0])
        #expect(try empty.isFinite())
    }

    @Test func copiesAndViewsOfStridedTensorsHaveTheRightElements() throws {
        let x = try Tensor.of([1.0, 2, 3, 4, 5, 6], shape: [2, 3])
        #expect(try x.transposed().numbers == [1, 4, 2, 5, 3, 6])
        #expect(try x.transposed().slice(1..<3).numbers == [2, 5, 3, 6])
        #expect(try x.slice(1..<2, along: 1).numbers == [2, 5])
        let target = try Tensor.zeros([3, 2], .float32)
        try target.copy(x.transposed())
        #expect(try target.numbers == [1, 4, 2, 5, 3, 6])
        #expect(x.size(-1) == 3 && x.size(0) == 2 && x.rank == 2 && x.count == 6)
    }

    @Test func commandsChangeEveryNameOfATensor() throws {
        let x = try Tensor.of([1.0, 2])
        let view = try x.reshaped(to: 2, 1)
        let copy = try x.cloned()
        try x.add(Tensor.of([10.0, 20]), scale: 2)
        try x.multiply(by: 0.5)
        #expect(try view.numbers == [10.5, 21])
        #expect(try copy.numbers == [1, 2])
        try view.fill(7)
        #expect(try x.numbers == [7, 7])
    }

    @Test func finitenessSeesEveryElement() throws {
        var numbers = [Float](repeating: 1, count: 1000)
        #expect(try Tensor.of(numbers).isFinite())
        numbers[999] = .nan
        #expect(try !Tensor.of(numbers).isFinite())
        numbers[999] = -.infinity
        #expect(try !Tensor.of(numbers).isFinite())
    }
}
