import Encoders
import Foundation
import Layers
import Models
import TestSupport
import Testing
import QuestionAnswering
import Torch
import Training

/// Models that answer by spans, against transformers in float32, every element.
struct SpanParityTests {
    @Test(arguments: TinySpanModel.names)
    func statesScoresAndLossMatchTransformers(_ name: String) throws {
        let tiny = try TinySpanModel(name)
        let output = try tiny.output()
        #expect(output.states.layers.count == tiny.model.encoder.layerCount + 1)
        var parts = output.states.layers.enumerated().map { ("layer_0\($0)", $1) }
        parts += [("start_logits", output.starts), ("end_logits", output.ends)]
        parts.append(("loss", try tiny.loss()))
        for (part, tensor) in parts {
            expectClose(
                try tensor.numbers, try tiny.expected(part), absolute: 2e-5, "\(name) \(part)")
        }
    }

    @Test(arguments: TinySpanModel.names)
    func gradientsOfEveryWeightMatchTransformers(_ name: String) throws {
        let tiny = try TinySpanModel(name)
        try tiny.loss().backward()
        try expectGradients(of: name, tiny.model.store.parameters)
    }

    /// Within 1e-4, relative: rounding grows from step to step.
    @Test(arguments: TinySpanModel.names)
    func twentyStepsMatchTransformers(_ name: String) throws {
        let recipe = try SharedFixtures.json(
            "\(name)/training.json", as: OptimizerParityTests.Recipe.self)
        let run = try #require(recipe.runs["constant"])
        let tiny = try TinySpanModel(name)
        let optimizer = AdamW(
            tiny.model.store, epsilon: recipe.optimizer.epsilon,
            weightDecay: recipe.optimizer.weightDecay)
        let buffer = GradientBuffer(tiny.model.store, batchesPerStep: 1)
        for (rows, wanted) in zip(recipe.batches, run.losses) {
            try buffer.clear()
            try optimizer.prepare(tokens: tiny.batch(rows).ids)
            let loss = try tiny.loss(rows)
            expectClose(
                try loss.numbers, [wanted], relative: 1e-4, "\(name) loss")
            try loss.backward()
            try buffer.collect()
            try optimizer.step(
                gradients: buffer.gradients, learningRate: recipe.optimizer.learningRate)
        }
    }

    @Test(arguments: TinySpanModel.names)
    func aSavedCheckpointGivesTheSameScores(_ name: String) throws {
        let tiny = try TinySpanModel(name)
        let folder = try TemporaryFolder()
        let saved = folder.file("saved")
        try tiny.model.write(to: saved, source: tiny.source)
        let (output, again) = (
            try tiny.output(), try TinySpanModel(name, saved: saved).output()
        )
        try keep(
            saved, of: name, as: "spans",
            outputs: [output.starts.numbers, output.ends.numbers])
        #expect(try output.starts.bits == again.starts.bits)
        #expect(try output.ends.bits == again.ends.bits)
        let className = tiny.source.encoder.family.className
        #expect(
            try ModelFolder(saved).configuration.fields["architectures"] as? [String]
                == ["\(className)ForQuestionAnswering"])
    }

    /// Root mean squares: 0.02 of the states' deviation of 1, as for classifiers. A score weights 32
    /// states by numbers whose squares add up to about 1.4, so 0.03.
    @Test(arguments: TinySpanModel.names)
    func bfloat16StaysNearFloat32(_ name: String) throws {
        let exact = try TinySpanModel(name).output()
        let rounded = try TinySpanModel(name, precision: .bf16).output()
        for (part, bound, found, wanted) in [
            ("states", 0.02, try rounded.states.last.numbers, try exact.states.last.numbers),
            ("starts", 0.03, try rounded.starts.numbers, try exact.starts.numbers),
            ("ends", 0.03, try rounded.ends.numbers, try exact.ends.numbers),
        ] {
            let squares = zip(found, wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            let error = (squares / Double(found.count)).squareRoot()
            note("\(name) bf16 \(part) root mean square \(error)", Closeness(found, to: wanted))
            #expect(error < bound, "\(part): \(error)")
        }
    }
}
