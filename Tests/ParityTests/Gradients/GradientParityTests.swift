import Layers
import TestSupport
import Testing
import Torch
import Training

struct GradientParityTests {
    @Test(arguments: TinyModel.names)
    func gradientsOfEveryWeightMatchTransformers(_ name: String) throws {
        let tiny = try TinyModel(name)
        try tiny.loss().backward()
        try expectGradients(of: name, tiny.parameters)
    }

    private struct Training: Decodable { let autocastGradientError: Double }

    /// All gradients as one vector: its distance from that of float32, as a share of its norm. Both
    /// sides round to 8 bits at about as many places; ReLU's gradient jumps where a rounding changes a
    /// sign, so that bounds must be those of each model.
    @Test(arguments: TinyModel.names)
    func gradientsInBfloat16AreAsNearFloat32AsThoseOfTransformers(_ name: String) throws {
        let allowed = try SharedFixtures.json("\(name)/training.json", as: Training.self)
            .autocastGradientError
        let (exact, rounded) = (try TinyModel(name), try TinyModel(name, precision: .bf16))
        try exact.loss().backward()
        try rounded.loss().backward()
        var (difference, whole) = (0.0, 0.0)
        for (found, wanted) in zip(rounded.parameters, exact.parameters) {
            let wanted = try #require(try wanted.wholeGradient()).numbers
            let found = try #require(try found.wholeGradient()).numbers
            #expect(found.count == wanted.count)
            for (found, wanted) in zip(found, wanted) {
                difference += (found - wanted) * (found - wanted)
                whole += wanted * wanted
            }
        }
        let error = (difference / whole).squareRoot()
        note("\(name) bf16 gradients", Closeness([error], to: [allowed]))
        #expect(error < 1.5 * allowed, "\(error), transformers \(allowed)")
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
