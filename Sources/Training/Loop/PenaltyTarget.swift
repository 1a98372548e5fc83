import Isotropy
import Layers
import Torch

/// The penalty of a run and, for I-STAR, the covariance that it shrinks toward.
final class PenaltyTarget {
    private let choice: MethodOptions.PenaltyChoice
    private let seed: UInt64
    /// The last sample's covariance.
    var covariance: Covariance?

    init(_ choice: MethodOptions.PenaltyChoice, seed: UInt64) {
        self.choice = choice
        self.seed = seed
    }

    /// Whether a new sample is due before the first step of an epoch.
    func isDue(epoch: Int) -> Bool {
        guard case .iStar(let options) = choice, options.target == .sample,
            options.convention.targetWeight(options.zeta) > 0
        else { return false }
        return options.refresh == 0 ? epoch == 0 : epoch % options.refresh == 0
    }

    /// Takes the covariance of the tokens of random training rows, as the model now sees them.
    func refresh<Model: TrainableModel>(
        epoch: Int, model: Model, rows examples: [Model.Row], tokensPerBatch: Int = 4096
    ) throws {
        guard case .iStar(let options) = choice else { return }
        var builder = ShrinkageTargetBuilder(
            layers: options.layers, targetSize: options.targetSize)
        var rows = Array(examples.indices)
        var stream = RandomStream(seed: seed, name: "shrinkage target", index: UInt32(epoch))
        rows.shuffle(using: &stream)
        try withoutGradients {
            var next = 0
            while next < rows.count, !builder.isComplete {
                var batch: [Model.Row] = []
                var tokens = 0
                while next < rows.count, tokens < tokensPerBatch {
                    batch.append(examples[rows[next]])
                    tokens += examples[rows[next]].ids.count
                    next += 1
                }
                let states = try model.encoder(
                    PackedBatch(batch, on: model.store.device), .evaluation())
                try builder.add(states)
            }
        }
        covariance = builder.covariance
    }

    /// The penalty with the target as it now stands.
    var penalty: any Penalty {
        switch choice {
        case .none: return NoPenalty()
        case .cosReg(let options):
            return CosRegPenalty(lambda: options.lambda, layers: options.layers)
        case .iStar(let options):
            let target: ShrinkageTarget? =
                switch options.target {
                case .sample: covariance.map { .covariance($0) }
                case .identity: .identity
                case .scaledIdentity: .scaledIdentity
                }
            return IStarPenalty(
                lambda: options.lambda, zeta: options.zeta, convention: options.convention,
                layers: options.layers, target: target)
        }
    }
}
