import Checkpoints
import Layers
import TestSupport
import Testing
import Torch
import Training

/// Against transformers in float32, every element.
struct ForwardParityTests {
    @Test(arguments: TinyModel.names)
    func hiddenStatesOfEveryLayerMatchTransformers(_ name: String) throws {
        let tiny = try TinyModel(name)
        let states = try tiny.output().states
        #expect(states.layers.count == tiny.model.encoder.layerCount + 1)
        for (index, layer) in states.layers.enumerated() {
            let wanted = try tiny.expected("layer_0\(index)")
            expectClose(try layer.numbers, wanted, absolute: 2e-5, "\(name) layer \(index)")
        }
    }

    @Test(arguments: TinyModel.names)
    func featuresLogitsAndLossMatchTransformers(_ name: String) throws {
        let tiny = try TinyModel(name)
        let output = try tiny.output()
        let parts = [
            ("features", output.features, try tiny.expectedFeatures()),
            ("logits", output.logits, try tiny.expected("logits")),
            ("loss", try tiny.loss(), try tiny.expected("loss")),
        ]
        for (part, found, wanted) in parts {
            expectClose(try found.numbers, wanted, absolute: 2e-5, "\(name) \(part)")
        }
    }

    /// bfloat16 has 8 bits of precision, so one rounding changes a number by at most 0.4 %. States
    /// have deviation 1 after each norm; over four layers the roundings of these large random
    /// weights add up to one per cent of that (root mean square), and to 0.08 in the worst of 4,800
    /// elements.
    @Test(arguments: TinyModel.names)
    func bfloat16StaysNearFloat32(_ name: String) throws {
        let exact = try TinyModel(name).output()
        let rounded = try TinyModel(name, precision: .bf16).output()
        for (index, layer) in rounded.states.layers.enumerated() {
            let found = try layer.numbers
            let wanted = try exact.states.layers[index].numbers
            let closeness = Closeness(found, to: wanted)
            let squares = zip(found, wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            let error = (squares / Double(found.count)).squareRoot()
            note("\(name) bf16 layer \(index) root mean square \(error)", closeness)
            #expect(closeness.isWithin(0.2), "layer \(index): \(closeness)")
            #expect(error < 0.02, "layer \(index)")
        }
        expectClose(
            try rounded.logits.numbers, try exact.logits.numbers, absolute: 0.05,
            "\(name) bf16 logits")
    }

    @Test(arguments: TinyModel.names)
    func aSequenceDoesNotSeeItsNeighboursInTheBatch(_ name: String) throws {
        let tiny = try TinyModel(name)
        let together = try tiny.output().logits.numbers
        let alone = try tiny.examples.flatMap { example in
            try tiny.model(PackedBatch([example]), .evaluation()).logits.numbers
        }
        expectClose(alone, together, absolute: 1e-5)
    }
}
