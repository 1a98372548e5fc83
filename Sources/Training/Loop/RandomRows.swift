import Isotropy
import Layers
import Models
import Torch

/// The states of training rows in a random order, as a model now sees them: what penalties sample.
struct RandomRows<Model: TrainableModel>: StateSource {
    private let model: Model
    private let examples: [Model.Row]
    private let tokensPerBatch: Int
    private var rows: ArraySlice<Int>

    /// - Parameter epoch: each has an order of its own.
    init(
        _ examples: [Model.Row], of model: Model, epoch: Int, seed: UInt64,
        tokensPerBatch: Int = 4096
    ) {
        self.model = model
        self.examples = examples
        self.tokensPerBatch = tokensPerBatch
        var stream = RandomStream(seed: seed, name: "shrinkage target", index: UInt32(epoch))
        var order = Array(examples.indices)
        order.shuffle(using: &stream)
        rows = order[...]
    }

    mutating func next() throws -> HiddenStates? {
        var batch: [Model.Row] = []
        var tokens = 0
        while tokens < tokensPerBatch, let row = rows.popFirst() {
            batch.append(examples[row])
            tokens += examples[row].ids.count
        }
        guard !batch.isEmpty else { return nil }
        return try withoutGradients {
            try model.encoder(PackedBatch(batch, on: model.store.device), .evaluation())
        }
    }
}

extension Penalty {
    /// Lets the penalty take the sample that is due before an epoch, if one is.
    func prepare<Model: TrainableModel>(
        epoch: Int, _ model: Model, _ examples: [Model.Row], seed: UInt64
    ) throws {
        guard sample(beforeEpoch: epoch) != nil else { return }
        var rows = RandomRows(examples, of: model, epoch: epoch, seed: seed)
        try withoutGradients { try prepare(&rows) }
    }
}
