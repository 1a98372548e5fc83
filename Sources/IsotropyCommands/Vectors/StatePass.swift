import Layers
import Models
import Torch
import Training

/// Hidden states of sentences in the order of the text, of several layers and poolings at once: of a window of sentences
/// at a time, so that embeddings are never all in memory.
struct StatePass {
    let embedder: SentenceEmbedder
    let sequences: [(ids: [Int32], typeIDs: [Int32])]
    let clouds: [Place]
    /// A window has a multiple of so many sentences.
    var unit = 1

    /// Where a cloud of points is read off the model.
    struct Place: Hashable {
        let layer: Int
        let pooling: Pooling
    }

    /// Points of one place and window.
    struct Rows {
        /// Float32, `[sentences, hidden]` or `[tokens, hidden]`.
        let points: Tensor
        /// Where each sentence begins in the rows, and their number.
        let offsets: [Int]
    }

    /// Bytes of states that a window holds at most, but for a single sentence.
    private static let budget = 1 << 28

    /// Gives every window's points, place by place, and the sentences that they are of.
    func run(
        advance: (Int) -> Void = { _ in }, _ body: (Place, Range<Int>, Rows) throws -> Void
    ) throws {
        for window in windows {
            let lengths = sequences[window].map(\.ids.count)
            var collectors = Dictionary(
                uniqueKeysWithValues: Set(clouds.map(\.pooling)).map { pooling in
                    let layers = clouds.filter { $0.pooling == pooling }.map(\.layer)
                    return (
                        pooling,
                        StateCollector(
                            lengths: lengths, layers: layers, width: embedder.encoder.hiddenSize,
                            perToken: pooling == .tokens)
                    )
                })
            try withoutGradients {
                for rows in BatchOrder.byLength(lengths, tokens: 2048) {
                    let batch = try PackedBatch(
                        rows.map { sequences[window.lowerBound + $0] }, on: embedder.device)
                    let states = try embedder.encoder(batch, .evaluation())
                    for place in clouds {
                        let pooled = try place.pooling.pool(
                            states.layers[place.layer], batch, embedder.pooler)
                        try collectors[place.pooling]?.add(pooled, layer: place.layer, rows: rows)
                    }
                    advance(rows.count)
                }
            }
            for place in clouds {
                guard let collector = collectors[place.pooling],
                    let points = collector.states(ofLayer: place.layer)
                else { continue }
                try body(place, window, Rows(points: points, offsets: collector.offsets))
            }
        }
    }

    private var windows: [Range<Int>] {
        let width = embedder.encoder.hiddenSize * 4
        let pooled = clouds.count { $0.pooling != .tokens } * width
        let tokens = clouds.count { $0.pooling == .tokens } * width
        var (windows, start, bytes) = ([Range<Int>](), 0, 0)
        for (index, sequence) in sequences.enumerated() {
            let own = pooled + tokens * sequence.ids.count
            if index > start, index.isMultiple(of: unit), bytes + own > Self.budget {
                windows.append(start..<index)
                (start, bytes) = (index, 0)
            }
            bytes += own
        }
        if start < sequences.count { windows.append(start..<sequences.count) }
        return windows
    }
}
