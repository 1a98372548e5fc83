import Foundation
import Isotropy
import TestSupport
import Testing
import Torch

@Suite struct UniformityTests {
    private func mean(_ rows: [[Double]]) -> Double {
        let unit = rows.map { row in
            row.map { $0 / row.reduce(0) { $0 + $1 * $1 }.squareRoot() }
        }
        var sum = 0.0
        for one in unit.indices {
            for other in unit.indices where other != one {
                let squared = zip(unit[one], unit[other]).reduce(0) {
                    $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
                }
                sum += exp(-2 * squared)
            }
        }
        return log(sum / Double(rows.count * (rows.count - 1)))
    }

    private func sample(_ rows: [[Double]], limit: Int, blockSize: Int) throws -> RowSample {
        var sample = RowSample(dimensions: rows[0].count, limit: limit)
        for start in stride(from: 0, to: rows.count, by: blockSize) {
            let end = min(start + blockSize, rows.count)
            try sample.add(matrix(Array(rows[start..<end])), firstRow: start)
        }
        return sample
    }

    /// 1,100 rows are two blocks of products.
    @Test(arguments: [2, 50, 1100])
    func fewRowsAreMeasuredExactly(_ count: Int) throws {
        let rows = cloud(count, 3, seed: 8)
        let found = try #require(
            try Uniformity(sample(rows + [[0, 0, 0]], limit: 2000, blockSize: 300)))
        #expect(found.isExact && found.points == count)
        expectClose([found.value], [mean(rows)], absolute: 1e-12)
        #expect(try Uniformity(sample([[1, 2]], limit: 10, blockSize: 1)) == nil)
    }

    @Test func ofManyTheSampleIsTheSameInAnyBlocks() throws {
        let rows = cloud(1000, 3, seed: 9)
        let found = try [1, 10, 333, 1000].map {
            try #require(try Uniformity(sample(rows, limit: 64, blockSize: $0)))
        }
        #expect(found.allSatisfy { $0 == found[0] && !$0.isExact && $0.points == 64 })
    }

    /// Over samples of other rows the mean over pairs is that of all.
    @Test func theSampleIsFair() throws {
        let rows = cloud(300, 2, seed: 10)
        let whole = exp(mean(rows))
        var values: [Double] = []
        for turn in 0..<150 {
            // Another turn puts other rows into the sample.
            let turned = Array(rows[turn...] + rows[..<turn])
            let found = try #require(try Uniformity(sample(turned, limit: 30, blockSize: 300)))
            values.append(exp(found.value))
        }
        let average = values.reduce(0, +) / Double(values.count)
        let variance =
            values.reduce(0) { $0 + ($1 - average) * ($1 - average) }
            / Double(values.count - 1)
        #expect(abs(average - whole) < 4 * (variance / Double(values.count)).squareRoot())
    }
}
