import TestSupport
import Testing
import Torch

struct RowGradientTests {
    static func gradient(_ rows: [Int], _ start: Double, width: Int) throws -> RowGradient {
        let numbers = (0..<rows.count * width).map { Float(start + Double($0)) }
        return RowGradient(
            rows: try Tensor.of(rows), values: try Tensor.of(numbers, shape: [rows.count, width]))
    }

    /// What a dense gradient of ten rows would hold.
    static func dense(_ gradient: RowGradient) throws -> [Double] {
        let width = gradient.values.size(1)
        var result = [Double](repeating: 0, count: 10 * width)
        let numbers = try gradient.values.numbers
        for (place, row) in try gradient.rows.elements(as: Int.self).enumerated() {
            for column in 0..<width {
                result[row * width + column] = numbers[place * width + column]
            }
        }
        return result
    }

    @Test(arguments: [
        ([0, 3, 9], [1, 3, 4]), ([], [2]), ([5], []), ([], []), ([1, 2], [1, 2]), ([7], [0]),
    ])
    func mergedRowsAreTheSumOfBoth(_ first: [Int], _ second: [Int]) throws {
        for width in [1, 16, 19] {
            let (a, b) = (
                try Self.gradient(first, 1, width: width),
                try Self.gradient(second, 500, width: width)
            )
            let merged = try a.merging(b)
            let expected = zip(try Self.dense(a), try Self.dense(b)).map { $0 + $1 }
            #expect(try Self.dense(merged) == expected)
            #expect(try merged.rows.elements(as: Int.self) == Set(first + second).sorted())
        }
    }

    @Test func rowsThatDoNotFitAreRefused() throws {
        let good = try Self.gradient([1, 2], 0, width: 3)
        let wrong = [
            try Self.gradient([2, 1], 0, width: 3), try Self.gradient([1, 1], 0, width: 3),
            try Self.gradient([-1, 1], 0, width: 3), try Self.gradient([1, 2], 0, width: 4),
            RowGradient(rows: try Tensor.of([1]), values: good.values),
            RowGradient(rows: good.values, values: good.values),
        ]
        for gradient in wrong {
            #expect(throws: TorchError.self) { try good.merging(gradient) }
            #expect(throws: TorchError.self) { try gradient.merging(good) }
        }
    }
}
