import TestSupport
import Testing
import Torch

/// What libtorch refuses arrives as an error; nothing ends the process.
struct ErrorTests {
    @Test func shapesThatDoNotFitAreErrorsThatNameThem() throws {
        let (a, b) = (try Tensor.zeros([2, 3]), try Tensor.zeros([4, 5]))
        expectError(naming: "matmul [2, 3] [4, 5]") { try a.matmul(b) }
        expectError(naming: "add [2, 3] [4, 5]") { try a.adding(b) }
        expectError { try a.reshaped(to: 7) }
        expectError { try a.slice(1..<5) }
        expectError { try a.transposed(0, 4) }
        expectError { try Tensor.concatenated([a, b]) }
        expectError { try Tensor.concatenated([]) }
        expectError { try linear(a, weight: b) }
        expectError { try a.sum(along: 5) }
        expectError { try layerNorm(a, weight: b, bias: b, epsilon: 1e-5) }
        expectError { try symmetricEigenvalues(a) }
        expectError { try a.backward() }
    }

    @Test func indicesOutsideTheTableAreErrors() throws {
        let table = try Tensor.zeros([10, 4])
        for index in [10, -1, .max, .min] {
            expectError { try embedding(table, at: Tensor.of([0, index])) }
            expectError { try table.gathered(Tensor.of([0, index])) }
        }
        expectError { try crossEntropy(table, labels: Tensor.of(Array(repeating: 4, count: 10))) }
    }

    @Test func allocationsThatAreTooLargeAreErrors() throws {
        expectError(.outOfMemory) { try Tensor.zeros([1 << 46, 1 << 10]) }
        expectError(.outOfMemory) { try Tensor.uninitialized([1 << 60]) }
        expectError { try Tensor.zeros([1 << 40, 1 << 40]) }
        expectError { try Tensor.zeros([-1]) }
    }

    @Test func attentionRefusesWhatDoesNotFit() throws {
        let key = RandomKey(seed: 0, step: 0, site: 0)
        func attend(
            _ q: Tensor, _ k: Tensor? = nil, offsets: [Int] = [0, 4], heads: Int = 2,
            dropout: Double = 0
        ) throws -> Tensor {
            try packedAttention(
                queries: q, keys: k ?? q, values: q, offsets: Tensor.of(offsets),
                headCount: heads, dropout: dropout, key: key)
        }
        let x = try Tensor.zeros([4, 6])
        #expect(try attend(x).shape == [4, 6])
        expectError(naming: "heads") { try attend(x, heads: 4) }
        expectError(naming: "heads") { try attend(x, heads: 0) }
        expectError(naming: "offsets") { try attend(x, offsets: [0, 3]) }
        expectError(naming: "offsets") { try attend(x, offsets: [0, 3, 2, 4]) }
        expectError(naming: "offsets") { try attend(x, offsets: []) }
        expectError(naming: "offsets") { try attend(x, offsets: [-4, 4]) }
        expectError { try attend(x, Tensor.zeros([4, 8])) }
        expectError { try attend(x, Tensor.zeros([4, 6], .bfloat16)) }
        expectError { try attend(Tensor.zeros([4, 6], .float64)) }
        expectError { try attend(Tensor.zeros([4, 6, 2])) }
        expectError { try attend(Tensor.zeros([4])) }
        expectError(naming: "dropout") { try attend(x, dropout: 1) }
        expectError(naming: "dropout") { try attend(x, dropout: -0.5) }
    }

    @Test func aThreadCountMustBePositive() {
        expectError { try Runtime.setThreadCount(0) }
    }
}

/// Expects an error of a kind whose description has `text` in it.
func expectError<Result>(
    _ kind: TorchError.Kind = .invalidOperation, naming text: String = "",
    _ location: SourceLocation = #_sourceLocation, _ body: () throws -> Result
) {
    let error = #expect(throws: TorchError.self, sourceLocation: location) { _ = try body() }
    guard let error else { return }
    #expect(error.kind == kind, "\(error)", sourceLocation: location)
    #expect(
        error.description.contains(text) || text.isEmpty, "\(error)", sourceLocation: location)
    #expect(!error.message.isEmpty, sourceLocation: location)
    #expect(!error.message.contains("Exception raised from"), sourceLocation: location)
}
