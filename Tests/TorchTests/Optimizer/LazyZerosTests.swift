import Testing
import Torch

struct LazyZerosTests {
    /// On both sides of the size from which the memory is the tensor's own.
    @Test(arguments: [[], [0], [3, 2], [1 << 16], [300, 1000], [1 << 20, 0]])
    func lazyZerosAreZerosThatCanBeWritten(_ shape: [Int]) throws {
        for dtype in [DType.float32, .bfloat16] {
            let tensor = try Tensor.lazyZeros(shape, dtype)
            #expect(tensor.shape == shape)
            #expect(tensor.dtype == dtype)
            #expect(try tensor.elements() == [Float](repeating: 0, count: tensor.count))
            try tensor.fill(2)
            #expect(try tensor.elements() == [Float](repeating: 2, count: tensor.count))
        }
    }

    @Test func viewsKeepTheMemory() throws {
        let rows = try Tensor.lazyZeros([1000, 300]).slice(998..<1000)
        try rows.fill(3)
        #expect(try rows.cloned().elements() == [Float](repeating: 3, count: 600))
    }
}
