import Checkpoints
import Encoders
import Layers
import Models
import Options
import Torch
import Training

/// An encoder that makes rows of sentences, without training.
struct SentenceEmbedder {
    let encoder: TransformerEncoder
    let pooler: SentencePooler
    /// The names of the pooler's weights where the checkpoint has none.
    let missing: [String]
    /// What a user should know of the checkpoint's other weights.
    let notices: [Message]
    private let store: ParameterStore

    var device: Device { store.device }

    init(_ folder: ModelFolder, on computation: Computation) throws {
        store = ParameterStore(precision: computation.precision, device: computation.device)
        encoder = try TransformerEncoder(store, folder.encoder)
        pooler = try SentencePooler(store, folder.encoder)
        let report = try load(
            into: store, from: folder.openWeights(), map: .encoder(folder.encoder.family))
        missing = report.new
        notices = folder.notices(
            of: report, unread: [folder.encoder.family.sentenceHead.pooler])
    }

    /// Refuses a pooling through weights that the checkpoint has not.
    func check(_ pooling: Pooling, of folder: ModelFolder) throws {
        guard pooling == .pooler, !missing.isEmpty else { return }
        throw InputError(
            "\(folder.url.path) lacks \(missing.joined(separator: ", ")), through which "
                + "classifiers of its family read a sentence: choose another --pooling")
    }

    /// The pooled states of those layers, in the order of the sequences.
    /// - Parameter advance: called after each batch with the number of its sequences.
    func states(
        of sequences: [(ids: [Int32], typeIDs: [Int32])], layers: [Int], pooling: Pooling,
        advance: (Int) -> Void = { _ in }
    ) throws -> StateCollector {
        let lengths = sequences.map(\.ids.count)
        var collector = StateCollector(
            lengths: lengths, layers: layers, width: encoder.hiddenSize,
            perToken: pooling == .tokens)
        try withoutGradients {
            for rows in BatchOrder.byLength(lengths, tokens: 2048) {
                let batch = try PackedBatch(
                    rows.map { sequences[$0] }, on: store.device)
                let states = try encoder(batch, .evaluation())
                for layer in layers {
                    let pooled = try pooling.pool(states.layers[layer], batch, pooler)
                    try collector.add(pooled, layer: layer, rows: rows)
                }
                advance(rows.count)
            }
        }
        return collector
    }
}
