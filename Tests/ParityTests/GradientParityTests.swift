import Checkpoints
import Layers
import TestSupport
import Testing
import Torch
import Training

struct GradientParityTests {
    /// Within 1e-5 of the largest gradient of the same weight, or 1e-7 absolute: a key's bias has
    /// gradient 0 in exact arithmetic, so that both sides hold rounding there.
    @Test(arguments: TinyModel.names)
    func gradientsOfEveryWeightMatchTransformers(_ name: String) throws {
        let tiny = try TinyModel(name)
        let file = try SafetensorsFile(
            contentsOf: SharedFixtures.url("gradients/\(name).safetensors"))
        #expect(Set(file.names) == Set(tiny.parameters.map(\.name)))
        try tiny.loss().backward()
        for parameter in tiny.parameters {
            let gradient = try #require(try parameter.wholeGradient(), "\(parameter.name)")
            let expected = try file.tensor(named: parameter.name)
            #expect(gradient.shape == expected.shape)
            let closeness = Closeness(try gradient.numbers, to: try expected.numbers)
            note("\(name) gradient of \(parameter.name)", closeness)
            #expect(
                closeness.isWithin(relative: 1e-5) || closeness.isWithin(1e-7),
                "\(parameter.name): \(closeness)")
        }
    }

    /// float32 sums in another order: within 1e-5 of a weight's largest gradient.
    @Test func gradientsOfSeveralBatchesAddUpToThatOfTheWhole() throws {
        let whole = try TinyModel("tiny-bert")
        try whole.loss().backward()
        let parts = try TinyModel("tiny-bert")
        let buffer = GradientBuffer(parts.model.store, batchesPerStep: 4)
        for rows in [0..<3, 3..<6, 6..<9, 9..<10] {
            let examples = Array(parts.examples[rows])
            let output = try parts.model(PackedBatch(examples), .evaluation())
            let loss = try parts.model.loss(output, targets: examples.map(\.target))
            try loss.multiplied(by: Double(rows.count) / 10).backward()
            try buffer.collect()
        }
        for (parameter, sum) in zip(whole.parameters, buffer.gradients) {
            let expected = try #require(try parameter.wholeGradient()).numbers
            let closeness = Closeness(
                try #require(sum).whole(rows: parameter.shape[0]).numbers, to: expected)
            note("accumulated gradient of \(parameter.name)", closeness)
            #expect(
                closeness.isWithin(relative: 1e-5) || closeness.isWithin(1e-7),
                "\(parameter.name): \(closeness)")
        }
    }
}

extension Parameter {
    /// The gradient with the zeros of the rows that have none.
    fileprivate func wholeGradient() throws -> Tensor? {
        if let rowGradient { return try rowGradient.dense(count: shape[0]) }
        return try gradient()
    }
}

extension ParameterGradient {
    fileprivate func whole(rows count: Int) throws -> Tensor {
        switch self {
        case .dense(let tensor): tensor
        case .rows(let rows): try rows.dense(count: count)
        }
    }
}
