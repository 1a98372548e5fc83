import Layers
import TestSupport
import Testing
import Torch

struct FilledBatchTests {
    private func batch(_ lengths: [Int]) throws -> PackedBatch {
        try PackedBatch(
            lengths.map { length in
                (
                    ids: (0..<Int32(length)).map { $0 + 5 },
                    typeIDs: [Int32](repeating: 1, count: length)
                )
            })
    }

    @Test func rowsAreRoundedUpByOneSequenceOfZeros() throws {
        let filled = try batch([3, 2]).filled
        #expect(try filled.ids.elements(as: Int.self) == [5, 6, 7, 5, 6, 0, 0, 0])
        #expect(try filled.typeIDs.elements(as: Int.self) == [1, 1, 1, 1, 1, 0, 0, 0])
        #expect(try filled.positions.elements(as: Int.self) == [0, 1, 2, 0, 1, 0, 0, 0])
        #expect(try filled.offsets.elements(as: Int.self) == [0, 3, 5, 8])
        #expect(try filled.firstTokenOffsets.elements(as: Int.self) == [0, 1, 2, 2])
    }

    @Test func aFullBatchIsLeftAsItIs() throws {
        let filled = try batch([5, 3]).filled
        #expect(filled.ids.count == 8)
        #expect(try filled.offsets.elements(as: Int.self) == [0, 5, 8])
        #expect(try filled.firstTokenOffsets.elements(as: Int.self) == [0, 1, 2])
    }

    @Test(arguments: [(1, 8), (128, 128), (129, 160), (160, 160), (2081, 2112)])
    func fewNumbersOfRowsArePossible(_ tokens: Int, _ rows: Int) throws {
        #expect(try batch([tokens]).filled.ids.count == rows)
    }

    @Test func statesAreGivenOutWithoutTheFiller() throws {
        let batch = try batch([3, 2])
        let states = try Tensor.random([8, 4], seed: 1)
        let hidden = try HiddenStates(filled: [states, states], batch: batch)
        #expect(hidden.layers.allSatisfy { $0.shape == [5, 4] })
        #expect(try hidden.firstTokens().bits == states.gathered(Tensor.of([0, 3])).bits)
        let first = try HiddenStates(
            filled: [states], lastOfFirstTokens: states.slice(0..<2), batch: batch)
        #expect(!first.isComplete && first.layers.count == 1)
        #expect(try first.firstTokens().shape == [2, 4])
    }
}
