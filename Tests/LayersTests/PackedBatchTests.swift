import Layers
import TestSupport
import Testing
import Torch

struct PackedBatchTests {
    private func batch() throws -> PackedBatch {
        try PackedBatch([
            (ids: [7, 8, 9], typeIDs: [0, 0, 1]), (ids: [4], typeIDs: [0]),
            (ids: [5, 6], typeIDs: [1, 1]),
        ])
    }

    @Test func sequencesStandOneAfterAnotherWithoutPadding() throws {
        let batch = try batch()
        #expect(try batch.ids.elements() == [7, 8, 9, 4, 5, 6])
        #expect(batch.tokenIDs == [7, 8, 9, 4, 5, 6])
        #expect(batch.filled.tokenTypeIDs == [0, 0, 1, 0, 1, 1])
        #expect(batch.filled.tokenPositions == [0, 1, 2, 0, 0, 1])
        #expect(try batch.firstTokens.elements() == [0, 3, 4])
        #expect(batch.lengths == [3, 1, 2])
        #expect(batch.tokenCount == 6 && batch.sequenceCount == 3)
    }

    @Test func firstRowsAndMeansAreThoseOfEachSequence() throws {
        let batch = try batch()
        let states = try Tensor.of((0..<12).map(Float.init), shape: [6, 2])
        #expect(try batch.firstOfSequences(states).numbers == [0, 1, 6, 7, 8, 9])
        #expect(try batch.meanOfSequences(states).numbers == [2, 3, 6, 7, 9, 10])
        #expect(try batch.meanOfSequences(states).shape == [3, 2])
    }

    @Test func gradientsReachTheFirstRowsOnly() throws {
        let batch = try batch()
        let states = try Tensor.zeros([6, 1])
        try states.requireGradient()
        try batch.firstOfSequences(states).sum().backward()
        #expect(try states.gradient()?.numbers == [1, 0, 0, 1, 1, 0])
    }

    @Test func anEmptyBatchAndAnEmptySequenceEndTheProgram() async {
        await #expect(processExitsWith: .failure) { _ = try PackedBatch([]) }
        await #expect(processExitsWith: .failure) {
            _ = try PackedBatch([(ids: [], typeIDs: [])])
        }
        await #expect(processExitsWith: .failure) {
            _ = try PackedBatch([(ids: [1, 2], typeIDs: [0])])
        }
    }

    @Test func theLargestOfEachColumnIsOfItsOwnSequence() throws {
        let batch = try batch()
        let states = try Tensor.random([6, 4], seed: 9)
        let rows = try states.numbers
        func largest(_ sequence: Range<Int>) -> [Double] {
            (0..<4).map { column in sequence.map { rows[$0 * 4 + column] }.max() ?? .nan }
        }
        let found = try batch.largestOfSequences(states)
        #expect(found.shape == [3, 4])
        #expect(try found.numbers == largest(0..<3) + largest(3..<4) + largest(4..<6))
    }
}
