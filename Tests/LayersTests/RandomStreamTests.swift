import Layers
import Testing

struct RandomStreamTests {
    let count = 100_000

    private func numbers(_ stream: RandomStream, _ count: Int = 1000) -> [UInt64] {
        var stream = stream
        return (0..<count).map { _ in stream.next() }
    }

    @Test func aStreamFollowsFromItsSeedNameAndIndex() {
        let stream = RandomStream(seed: 1, name: "shuffle", index: 2)
        let first = numbers(stream)
        #expect(numbers(RandomStream(seed: 1, name: "shuffle", index: 2)) == first)
        #expect(numbers(RandomStream(seed: 2, name: "shuffle", index: 2)) != first)
        #expect(numbers(RandomStream(seed: 1, name: "limit", index: 2)) != first)
        #expect(numbers(RandomStream(seed: 1, name: "shuffle", index: 3)) != first)
        #expect(Set(first).count == first.count)
    }

    /// Chi-squared over 100 cells: its deviation is the root of 198, its mean 99.
    @Test func uniformNumbersFillTheUnitIntervalEvenly() {
        var stream = RandomStream(seed: 4, name: "uniform")
        var cells = [Int](repeating: 0, count: 100)
        for _ in 0..<count {
            let value = stream.nextUniform()
            #expect(value > 0 && value < 1)
            cells[Int(value * 100)] += 1
        }
        let expected = Double(count) / 100
        let statistic = cells.reduce(0) { total, cell in
            total + (Double(cell) - expected) * (Double(cell) - expected) / expected
        }
        #expect((statistic - 99).magnitude < 5 * 198.0.squareRoot())
    }

    /// Within five standard deviations of each moment's estimate.
    @Test func normalNumbersHaveTheMomentsOfTheNormalDistribution() {
        var stream = RandomStream(seed: 4, name: "normal")
        let numbers = (0..<count).map { _ in stream.nextNormal() }
        func moment(_ power: Int) -> Double {
            numbers.reduce(0) { sum, x in sum + (0..<power).reduce(1) { y, _ in y * x } }
                / Double(count)
        }
        let root = Double(count).squareRoot()
        #expect(moment(1).magnitude < 5 / root)
        #expect((moment(2) - 1).magnitude < 5 * 2.0.squareRoot() / root)
        #expect(moment(3).magnitude < 5 * 15.0.squareRoot() / root)
        #expect((moment(4) - 3).magnitude < 5 * 96.0.squareRoot() / root)
        let neighbours = zip(numbers, numbers.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
        #expect((neighbours / Double(count)).magnitude < 5 / root)
    }

    @Test func shufflesAreReproduciblePermutations() {
        func shuffled(_ seed: UInt64) -> [Int] {
            var stream = RandomStream(seed: seed, name: "shuffle")
            return Array(0..<1000).shuffled(using: &stream)
        }
        #expect(shuffled(1) == shuffled(1))
        #expect(shuffled(1) != shuffled(2))
        #expect(shuffled(1).sorted() == Array(0..<1000))
    }
}
