import Encoders
import Layers
import TestSupport
import Testing
import Torch

/// The layer's own forward and backward pass against the same from single operations.
struct TransformerLayerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var lengths: [Int]
        var heads = 3
        var headSize = 8
        var dropout = 0.0
        var activation = Activation.gelu
        var precision = Precision.fp32
        var reading = TokenSelection.all

        var hidden: Int { heads * headSize }
        var testDescription: String {
            "\(lengths), \(heads) x \(headSize), dropout \(dropout), \(activation), \(precision), "
                + "\(reading)"
        }
    }

    private static let shapes = [
        Case(lengths: [1]), Case(lengths: [5, 1, 17]), Case(lengths: [130, 64], headSize: 16),
        Case(lengths: [9, 4], heads: 1, headSize: 5),
    ]

    static let cases: [Case] = [Precision.fp32, .bf16].flatMap { precision in
        [TokenSelection.all, .firstOfSequences].flatMap { reading in
            shapes.map { shape in
                var one = shape
                (one.precision, one.reading) = (precision, reading)
                return one
            }
                + Activation.allCases.map {
                    Case(
                        lengths: [7, 12], dropout: 0.2, activation: $0, precision: precision,
                        reading: reading)
                }
        }
    }

    private final class Setup {
        let layer: TransformerLayer
        let batch: PackedBatch
        let place: LayerPlace
        let states: Tensor
        let store: ParameterStore
        let parameters: [Parameter]
        let configuration: LayerConfiguration

        init(_ one: Case) throws {
            configuration = LayerConfiguration(
                hiddenSize: one.hidden, headCount: one.heads, intermediateSize: 3 * one.hidden + 1,
                activation: one.activation, attentionOutputDropout: one.dropout,
                outputDropout: one.dropout, attentionDropout: one.dropout,
                layerNormEpsilon: 1e-12, initializerRange: 0.3)
            store = ParameterStore(precision: one.precision)
            layer = try TransformerLayer(.bert(store.scope("layer")), configuration)
            parameters = store.parameters
            for (index, parameter) in parameters.enumerated() {
                // Biases and norms too, so that none hides behind its starting value.
                // Numbers that bfloat16 holds, so that both precisions have the same weights.
                let numbers = try Tensor.random(parameter.shape, seed: UInt64(index))
                    .multiplied(by: 0.3).converted(to: .bfloat16).converted(to: .float32)
                try parameter.update { value throws(TorchError) in
                    try value.fill(parameter.initialization == .ones ? 1 : 0)
                    try value.add(numbers)
                }
            }
            batch = try PackedBatch(
                one.lengths.map { length in
                    (
                        ids: [Int32](repeating: 1, count: length),
                        typeIDs: [Int32](repeating: 0, count: length)
                    )
                })
            place = LayerPlace(batch, one.reading)
            states = try Tensor.random([batch.filled.ids.count, one.hidden], seed: 99)
                .converted(to: .bfloat16)
                .converted(to: one.precision == .bf16 ? .bfloat16 : .float32)
            try states.requireGradient()
        }

        func pass(recomputing: Bool = false) -> ForwardPass {
            .training(seed: 4, step: 2, recomputingActivations: recomputing)
        }

        func ownResults(_ one: Case) throws -> [(name: String, tensor: Tensor)] {
            try results(of: layer(states, batch, pass(), reading: one.reading))
        }

        func composedResults() throws -> [(name: String, tensor: Tensor)] {
            try results(
                of: layer.composed(states, place, LayerRandomness(configuration, pass())))
        }

        /// The output and the gradients of the states and of every weight, by name.
        func results(of output: Tensor) throws -> [(name: String, tensor: Tensor)] {
            let weights = try Tensor.random(output.shape, seed: 7)
            try output.converted(to: .float32).multiplied(by: weights).sum().backward()
            var found = [("output", try output.detached())]
            found.append(("states", try #require(try states.gradient())))
            for parameter in parameters {
                found.append((parameter.name, try #require(try parameter.gradient()).cloned()))
            }
            try states.clearGradient()
            for parameter in parameters { try parameter.clearGradient() }
            return found
        }
    }

    /// float32: within 1e-5 of the largest element. Scores do not see a keys' bias, nor of a single
    /// token queries and keys: what rounding leaves there is measured against the values' gradient.
    @Test(arguments: cases.filter { $0.precision == .fp32 })
    func outputAndGradientsAreThoseOfSingleOperations(_ one: Case) throws {
        let setup = try Setup(one)
        let own = try setup.ownResults(one)
        let composed = try setup.composedResults()
        for (found, expected) in zip(own, composed) {
            let closeness = Closeness(try found.tensor.numbers, to: try expected.tensor.numbers)
            let isUnseen =
                found.name.contains(".key.bias")
                || one.lengths == [1] && found.name.contains(/\.(query|key)\./)
            let values = found.name.replacing(/\.(query|key)\./, with: ".value.")
            let reference = try #require(composed.first { $0.name == values })
            let scale = try #require(try reference.tensor.numbers.map(\.magnitude).max())
            let isClose =
                isUnseen
                ? closeness.isWithin(1e-5 * scale) : closeness.isWithin(relative: 1e-5)
            #expect(isClose, "\(found.name): \(closeness)")
        }
    }

    /// Rounding differs element by element, so errors are those of a whole tensor, in the root of the
    /// mean square and against float32: at most 3 % of its size for each tensor, and over all of them
    /// at most half as much again as single operations in bfloat16 have.
    @Test(arguments: cases.filter { $0.precision == .bf16 && $0.lengths != [1] && $0.hidden > 5 })
    func roundedResultsAreAsNearToFloat32AsThoseOfSingleOperations(_ one: Case) throws {
        let setup = try Setup(one)
        let own = try setup.ownResults(one)
        let composed = try setup.composedResults()
        var precise = one
        precise.precision = .fp32
        let exact = try Setup(precise).composedResults()
        var (ownSum, composedSum) = (0.0, 0.0)
        for (index, expected) in exact.enumerated() where !expected.name.contains(".key.bias") {
            #expect(own[index].tensor.dtype == composed[index].tensor.dtype)
            let wanted = try expected.tensor.numbers
            let size = wanted.reduce(0) { $0 + $1 * $1 }
            let errors = try [own, composed].map { results in
                try zip(results[index].tensor.numbers, wanted)
                    .reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / size
            }
            #expect(errors[0].squareRoot() <= 0.03, "\(expected.name): \(errors)")
            ownSum += errors[0]
            composedSum += errors[1]
        }
        #expect(ownSum.squareRoot() <= 1.5 * composedSum.squareRoot())
    }

    @Test(arguments: [Precision.fp32, .bf16], [TokenSelection.all, .firstOfSequences])
    func recomputedActivationsGiveTheSameBits(
        _ precision: Precision, _ reading: TokenSelection
    ) throws {
        let one = Case(lengths: [7, 12], dropout: 0.2, precision: precision, reading: reading)
        let setup = try Setup(one)
        let kept = try setup.results(
            of: setup.layer(setup.states, setup.batch, setup.pass(), reading: reading))
        let recomputed = try setup.results(
            of: setup.layer(
                setup.states, setup.batch, setup.pass(recomputing: true), reading: reading))
        for (found, expected) in zip(recomputed, kept) {
            #expect(try found.tensor.bits == expected.tensor.bits, "\(found.name)")
        }
    }

    /// The rows that are computed draw the dropout that the whole layer draws for them.
    @Test func firstTokensAloneAreTheRowsOfTheWholeLayer() throws {
        let setup = try Setup(Case(lengths: [7, 1, 12], dropout: 0.2))
        let whole = try setup.layer(setup.states, setup.batch, setup.pass())
        let first = try setup.layer(
            setup.states, setup.batch, setup.pass(), reading: .firstOfSequences)
        let expected = try setup.batch.firstOfSequences(whole)
        expectClose(try first.numbers, try expected.numbers, relative: 1e-6)
    }
}
