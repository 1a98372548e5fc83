import TestSupport
import Testing
import Torch

/// Rows updated where they are needed against dense steps with zeros elsewhere: every bit.
struct AdamWTableTests {
    static let rowCount = 50

    /// A table, its moments and its rounded copy.
    struct State {
        let parameter, first, second, copy: Tensor

        init(width: Int) throws {
            let key = RandomKey(seed: 7, step: 0, site: 0)
            let numbers = (0..<rowCount * width).map {
                Float(key.block(UInt64($0)).0 >> 8) * 0x1p-23 - 1
            }
            parameter = try Tensor.of(numbers, shape: [rowCount, width])
            first = try Tensor.zeros([rowCount, width])
            second = try Tensor.zeros([rowCount, width])
            copy = try parameter.converted(to: .bfloat16)
        }

        func bits(row: Int? = nil) throws -> [[UInt8]] {
            try [parameter, first, second, copy].map { tensor in
                try (row.map { try tensor.slice($0..<$0 + 1) } ?? tensor).bits
            }
        }
    }

    /// The rows that a step touches: the last ones never, some often, none in every seventh step.
    static func rows(_ step: Int) -> [Int] {
        if step % 7 == 0 { return [] }
        let key = RandomKey(seed: 8, step: UInt32(step), site: 0)
        return (0..<rowCount - 10).filter { row in
            key.block(UInt64(row)).0 % UInt32(3 + row) == 0
        }
    }

    static func gradient(_ step: Int, rows: [Int], width: Int) throws -> RowGradient {
        let key = RandomKey(seed: 9, step: UInt32(step), site: 0)
        let numbers = (0..<rows.count * width).map {
            Float(key.block(UInt64($0)).0 >> 8) * 0x1p-23 - 1
        }
        return RowGradient(
            rows: try Tensor.of(rows), values: try Tensor.of(numbers, shape: [rows.count, width]))
    }

    static func dense(_ gradient: RowGradient, width: Int) throws -> Tensor {
        let dense = try Tensor.zeros([rowCount, width])
        for (place, row) in try gradient.rows.elements(as: Int.self).enumerated() {
            try dense.slice(row..<row + 1).copy(gradient.values.slice(place..<place + 1))
        }
        return dense
    }

    /// The rate rises from 0 and falls, and the clip factor changes.
    static func step(_ number: Int, epsilon: Double) -> AdamWStep {
        var step = AdamWStep(
            learningRate: 0.02 * Double(number % 20) / 20, epsilon: epsilon, weightDecay: 0.1,
            step: number)
        step.gradientScale = number % 3 == 0 ? 1 : 1 / Double(number)
        return step
    }

    @Test(arguments: [1, 16, 40, 67], [true, false])
    func rowsBroughtUpToDateHaveTheBitsOfDenseSteps(_ width: Int, _ decays: Bool) throws {
        let (lazy, full) = (try State(width: width), try State(width: width))
        let table = try AdamWTable(
            parameter: lazy.parameter, firstMoment: lazy.first, secondMoment: lazy.second,
            copy: lazy.copy, decays: decays, step: 0)
        var history = AdamWHistory(after: 0)
        for number in 1...60 {
            let rows = Self.rows(number)
            let gradient = try Self.gradient(number, rows: rows, width: width)
            let step = Self.step(number, epsilon: 1e-6)
            // What a forward pass reads, in any order and twice.
            try table.catchUp(Tensor.of(rows.reversed() + rows), to: history)
            for row in rows { #expect(try lazy.bits(row: row) == full.bits(row: row)) }
            history.append(step)
            try table.step(gradient, history)
            try step.apply(to: [
                AdamWStep.Item(
                    parameter: full.parameter, firstMoment: full.first,
                    secondMoment: full.second, gradient: Self.dense(gradient, width: width),
                    copy: full.copy, decays: decays)
            ])
            for row in rows { #expect(try lazy.bits(row: row) == full.bits(row: row)) }
            if number % 25 == 0 {
                try table.catchUp(to: history)
                history.forget()
                #expect(try lazy.bits() == full.bits())
            }
        }
        #expect(try lazy.bits() != full.bits())
        try withThreads(number(of: width)) { try table.catchUp(to: history) }
        #expect(try lazy.bits() == full.bits())
    }

    private func number(of width: Int) -> Int { width % 2 + 1 }

    @Test func rowsThatDoNotFitATableAreRefused() throws {
        let state = try State(width: 4)
        let before = try state.bits()
        let table = try AdamWTable(
            parameter: state.parameter, firstMoment: state.first, secondMoment: state.second,
            decays: true, step: 0)
        var history = AdamWHistory(after: 0)
        history.append(Self.step(1, epsilon: 1e-6))
        for (rows, width) in [([3, 50], 4), ([-1, 3], 4), ([3, 2], 4), ([1, 2], 5)] {
            let gradient = try Self.gradient(1, rows: rows, width: width)
            #expect(throws: TorchError.self) { try table.step(gradient, history) }
        }
        #expect(throws: TorchError.self) { try table.catchUp(Tensor.of([50]), to: history) }
        #expect(throws: TorchError.self) { try table.catchUp(Tensor.of([Float(1)]), to: history) }
        #expect(try state.bits() == before)
        try table.step(Self.gradient(1, rows: [1], width: 4), history)
        // A second gradient of the same step, and steps that were forgotten too early.
        let again = try Self.gradient(1, rows: [1], width: 4)
        #expect(throws: TorchError.self) { try table.step(again, history) }
        history.forget()
        #expect(throws: TorchError.self) { try table.catchUp(to: history) }
    }
}
