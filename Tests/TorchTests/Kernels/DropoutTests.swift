import TestSupport
import Testing
import Torch

struct DropoutTests {
    let key = RandomKey(seed: 11, step: 3, site: 7)
    let count = 400_000

    private func mask(_ key: RandomKey, probability: Double = 0.1) throws -> [Double] {
        try dropout(Tensor.full([count], 1), probability: probability, key: key).numbers
    }

    /// Bounds are five standard deviations of the mean of so many independent elements.
    @Test(arguments: [0.1, 0.5, 0.9])
    func dropoutKeepsTheMeanAndDropsTheShareAskedFor(_ probability: Double) throws {
        let mask = try mask(key, probability: probability)
        let share = Double(mask.count { $0 == 0 }) / Double(count)
        let deviation = (probability * (1 - probability) / Double(count)).squareRoot()
        #expect((share - probability).magnitude < 5 * deviation + 1 / 65536)
        let mean = mask.reduce(0, +) / Double(count)
        #expect((mean - 1).magnitude < 5 * deviation / (1 - probability) + 1e-4)
        #expect(Set(mask).count == 2)
    }

    @Test(arguments: [1, 2, 15, 16, 17, 31, 32, 33, 64, 127, 128, 129, 768])
    func elementsAtAnyDistanceAreDroppedIndependently(_ distance: Int) throws {
        let mask = try mask(key, probability: 0.5)
        expectIndependent(mask.dropLast(distance), mask.dropFirst(distance))
    }

    @Test func seedsStepsAndSitesGiveIndependentMasks() throws {
        let mask = try mask(key, probability: 0.5)
        let others = [
            RandomKey(seed: 12, step: 3, site: 7), RandomKey(seed: 11, step: 4, site: 7),
            RandomKey(seed: 11, step: 3, site: 8),
        ]
        for other in others {
            expectIndependent(mask[...], try self.mask(other, probability: 0.5)[...])
        }
    }

    /// Both dropped in a quarter of the cases, within five standard deviations.
    private func expectIndependent(
        _ first: ArraySlice<Double>, _ second: ArraySlice<Double>,
        _ location: SourceLocation = #_sourceLocation
    ) {
        let both = zip(first, second).count { $0 == 0 && $1 == 0 }
        let share = Double(both) / Double(first.count)
        let deviation = (0.25 * 0.75 / Double(first.count)).squareRoot()
        #expect((share - 0.25).magnitude < 5 * deviation, sourceLocation: location)
    }

    @Test func theMaskIsTheSameInBothTypesOnAnyThreadCountAndForTheGradient() throws {
        let x = try Tensor.full([1003, 97], 1)
        try x.requireGradient()
        let dropped = try dropout(x, probability: 0.3, key: key)
        let mask = try dropped.numbers
        try dropped.sum().backward()
        #expect(try #require(try x.gradient()).numbers == mask)
        let half = try dropout(x.detached().converted(to: .bfloat16), probability: 0.3, key: key)
        #expect(try half.numbers.map { $0 == 0 } == mask.map { $0 == 0 })
        for threads in [1, 2, 3] {
            let again = try withThreads(threads) { try dropout(x, probability: 0.3, key: key) }
            #expect(try again.bits == dropped.bits)
        }
    }

    @Test func dropoutOfProbabilityZeroChangesNothingAndOneIsRefused() throws {
        let x = try Tensor.of((0..<300).map { Float($0) - 150 })
        #expect(try dropout(x, probability: 0, key: key).bits == x.bits)
        #expect(throws: TorchError.self) { try dropout(x, probability: 1, key: key) }
        #expect(throws: TorchError.self) { try dropout(x, probability: -0.1, key: key) }
        #expect(throws: TorchError.self) { try dropout(x, probability: .nan, key: key) }
    }

    @Test func aDroppedElementIsZeroEvenWhereItWasNotFinite() throws {
        let x = try Tensor.full([5000], .infinity)
        let found = try dropout(x, probability: 0.5, key: key).numbers
        #expect(found.allSatisfy { $0 == 0 || $0 == .infinity })
        #expect(found.contains(0))
    }
}
