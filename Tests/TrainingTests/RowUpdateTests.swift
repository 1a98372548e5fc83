import Layers
import TestSupport
import Testing
import Torch
import Training

/// A table under gradients that name rows against the same under dense gradients: every bit.
struct RowUpdateTests {
    /// A store of a table of 30 rows and a bias, and its optimizer.
    struct Side {
        let store = ParameterStore(precision: .fp32)
        let table: Parameter
        let bias: Parameter
        let optimizer: AdamW

        init(byRow: Bool, historyLimit: Int = 4096) throws {
            table = try store.scope().parameter(
                "table", [30, 20], .normal(standardDeviation: 1), decays: true, rounded: false)
            bias = try store.scope().parameter(
                "bias", [20], .zeros, decays: false, rounded: false)
            table.updatesByRow = byRow
            for parameter in store.parameters { try parameter.initialize(seed: 3) }
            optimizer = AdamW(
                store, epsilon: 1e-8, weightDecay: 0.1, historyLimit: historyLimit)
        }

        func bits() throws -> [[UInt8]] {
            try (store.parameters.map(\.value) + optimizer.state().map(\.tensor)).map {
                try $0.bits
            }
        }

        /// One step of the rows' gradients, as they are or with zeros between them.
        func step(_ number: Int, rows: [Int]) throws {
            try optimizer.prepare(tokens: Tensor.of(rows))
            var stream = RandomStream(seed: 4, name: "gradient", index: UInt32(number))
            let numbers = (0..<rows.count * 20).map { _ in Float(stream.nextNormal()) }
            let values = try Tensor.of(numbers, shape: [rows.count, 20])
            var gradient = ParameterGradient.rows(
                RowGradient(rows: try Tensor.of(rows), values: values))
            if !table.updatesByRow {
                let dense = try Tensor.zeros([30, 20])
                for (place, row) in rows.enumerated() {
                    try dense.slice(row..<row + 1).copy(values.slice(place..<place + 1))
                }
                gradient = .dense(dense)
            }
            try optimizer.step(
                gradients: [gradient, number % 2 == 0 ? nil : .dense(try Tensor.full([20], 1))],
                learningRate: 0.01 * Double(number % 9),
                scale: Tensor.full([], 1 / Double(number)))
        }
    }

    static func rows(_ number: Int) -> [Int] {
        (0..<25).filter { ($0 * 7 + number * 5) % 11 == 0 }
    }

    @Test(arguments: [4096, 8])
    func settledTablesHaveTheBitsOfDenseSteps(_ limit: Int) throws {
        let (lazy, full) = (
            try Side(byRow: true, historyLimit: limit), try Side(byRow: false)
        )
        for number in 1...60 {
            try lazy.step(number, rows: Self.rows(number))
            try full.step(number, rows: Self.rows(number))
            try lazy.optimizer.prepare(lazy.table, rows: Tensor.of([29, 3]))
            for row in [3, 29] {
                #expect(
                    try lazy.table.value.slice(row..<row + 1).bits
                        == full.table.value.slice(row..<row + 1).bits)
            }
            if number == 30 { #expect(try lazy.bits() == full.bits()) }
        }
        try lazy.optimizer.settle()
        #expect(try lazy.table.value.bits == full.table.value.bits)
        #expect(try lazy.bits() == full.bits())
    }

    @Test func aTableUpdatedByRowsGoesOnFromASavedState() throws {
        let whole = try Side(byRow: true)
        for number in 1...40 { try whole.step(number, rows: Self.rows(number)) }
        let first = try Side(byRow: true)
        for number in 1...17 { try first.step(number, rows: Self.rows(number)) }
        let saved = Dictionary(
            uniqueKeysWithValues: try first.optimizer.state().map { ($0.name, $0.tensor) })
        let second = try Side(byRow: true)
        for (old, new) in zip(first.store.parameters, second.store.parameters) {
            try new.update { value throws(TorchError) in try value.copy(old.value) }
        }
        try second.optimizer.restore(stepCount: 17) { saved[$0] }
        for number in 18...40 { try second.step(number, rows: Self.rows(number)) }
        #expect(try second.bits() == whole.bits())
    }

    /// Dense gradients between rows', and steps without any, which leave the table as it is.
    @Test func gradientsOfBothKindsMayAlternate() throws {
        let (lazy, full) = (try Side(byRow: true), try Side(byRow: false))
        for number in 1...30 {
            for side in [lazy, full] {
                if number % 5 == 0 {
                    try side.optimizer.step(gradients: [nil, nil], learningRate: 0.1)
                } else if number % 7 == 0 {
                    let gradient = try Tensor.full([30, 20], 0.5)
                    try side.optimizer.step(
                        gradients: [.dense(gradient), nil], learningRate: 0.1)
                } else {
                    try side.step(number, rows: Self.rows(number))
                }
            }
        }
        #expect(try lazy.bits() == full.bits())
    }

    /// Rows 1 and 3 of one batch and 3 of the next, beside a dense gradient.
    @Test func theBufferSumsRowsOverBatchesAndMeasuresThem() throws {
        let side = try Side(byRow: true)
        let buffer = GradientBuffer(side.store, batchesPerStep: 2)
        for rows in [[1, 3], [3]] {
            try side.table.addRowGradient(
                RowGradient(
                    rows: Tensor.of(rows), values: Tensor.full([rows.count, 20], 1)))
            try side.bias.value.sum().backward()
            try buffer.collect()
            #expect(side.table.rowGradient == nil)
        }
        guard case .rows(let sum) = buffer.gradients[0] else {
            Issue.record("no gradient of rows")
            return
        }
        #expect(try sum.rows.elements(as: Int.self) == [1, 3])
        #expect(
            try sum.values.numbers == Array(repeating: 1, count: 20)
                + Array(repeating: 2, count: 20))
        // 20 (1 + 4) of the table and 20 * 4 of the bias.
        #expect(try sumOfSquares(buffer.values) == 180)
        try buffer.clear()
        #expect(buffer.gradients.allSatisfy { $0 == nil })
    }
}
