import Isotropy
import Models
import Options
import Torch

/// Measures one training step in so many, and merges their batches until they hold enough sequences to say
/// something.
///
/// It looks at the states that training computes, with their dropout, and changes none of its bits. Of the
/// last layer, which training may compute for a sentence's first token alone, it has all tokens computed.
final class TrainingMeasures {
    /// A reading is made as soon as the merged batches hold so many.
    static let sequencesPerReading = 64

    /// The steps from one that is measured to the next.
    let interval: Int
    /// The embeddings first; empty before a batch.
    var layers: [LayerCloud] = []
    var features: FeatureCloud?
    var steps = 0
    var sequences = 0
    var watch = CollapseWatch()
    /// All that was announced.
    private(set) var collapses: [CollapseRecord] = []

    init(every interval: Int) {
        self.interval = interval
    }

    /// - Parameter step: counts from 1.
    func measures(step: Int) -> Bool { step.isMultiple(of: interval) }

    /// What a user should know of a run that is too short for it; `nil` where there are readings.
    /// - Parameter sequences: of a step, at most.
    func notice(ofSteps total: Int, sequences: Int) -> Message? {
        let needed = (Self.sequencesPerReading + sequences - 1) / sequences
        guard total / interval < needed else { return nil }
        return
            "`measure_every` \(interval): \(total) steps are too few for a reading, which takes "
            + "\(needed) measured steps (\(Self.sequencesPerReading) sequences)"
    }

    /// Adds a batch of a step that is measured.
    func add(_ output: TrainingOutput) throws(TorchError) {
        var added: [LayerCloud] = []
        for states in output.states.measurableLayers { added.append(try LayerCloud(states)) }
        let ofSentences = try output.features.map(FeatureCloud.init)
        if layers.isEmpty {
            layers = added
        } else {
            for index in layers.indices { try layers[index].merge(added[index]) }
        }
        if let ofSentences {
            if features == nil {
                features = ofSentences
            } else {
                try features?.merge(ofSentences)
            }
        }
        sequences += output.states.batch.lengths.count
    }

    /// The reading that is due after a step that was measured; `nil` where there are too few sequences yet.
    func reading(afterStep step: Int, epoch: Double) throws(TorchError) -> MeasureRecord? {
        steps += 1
        guard sequences >= Self.sequencesPerReading else { return nil }
        var record = MeasureRecord(
            step: step, epoch: epoch, steps: steps, sequences: sequences, layers: [])
        for layer in layers { record.layers.append(try layer.measures()) }
        record.features = try features?.measures()
        let found = watch.collapses(in: record.features, step: step)
        if !found.isEmpty { record.collapses = found }
        collapses += found
        forget()
        return record
    }

    private func forget() {
        (layers, features, steps, sequences) = ([], nil, 0, 0)
    }
}

extension TrainingMeasures {
    /// What a saved state says of measuring beside its tensors.
    var point: MeasuringPoint {
        MeasuringPoint(
            steps: steps, sequences: sequences, tokens: layers.first?.count ?? 0,
            classes: features?.classes?.ofSentences ?? [], classCount: features?.classes?.count,
            directions: layers.map(\.directions.count),
            streaks: Dictionary(
                uniqueKeysWithValues: watch.streaks.map { ($0.key.rawValue, $0.value) }),
            hasToldClassesApart: watch.hasToldClassesApart, collapses: collapses)
    }

    /// The sums of what has been measured since the last reading, by name.
    func tensors() throws(TorchError) -> [(name: String, tensor: Tensor)] {
        var tensors: [(name: String, tensor: Tensor)] = []
        for (index, layer) in layers.enumerated() {
            tensors.append((Names.mean(index), layer.mean))
            tensors.append((Names.products(index), layer.products))
            tensors.append((Names.directions(index), try Tensor.of(layer.directions.sum)))
        }
        if let features { tensors.append((Names.features, features.vectors)) }
        return tensors
    }

    /// Takes over what was saved.
    /// - Parameters:
    ///   - device: the model's.
    ///   - tensor: a saved tensor, in main memory, by its name here.
    func restore(
        _ point: MeasuringPoint, on device: Device,
        tensor: (String) throws -> Tensor?
    ) throws {
        (steps, sequences, collapses) = (point.steps, point.sequences, point.collapses)
        watch.hasToldClassesApart = point.hasToldClassesApart
        watch.streaks = [:]
        for kind in Collapse.allCases { watch.streaks[kind] = point.streaks[kind.rawValue] }
        layers = []
        for (index, directed) in point.directions.enumerated() {
            guard let mean = try tensor(Names.mean(index)),
                let products = try tensor(Names.products(index)),
                let sum = try tensor(Names.directions(index))
            else {
                throw TrainingError.run("the saved state lacks measures of layer \(index)")
            }
            layers.append(
                LayerCloud(
                    mean: try mean.moved(to: device), products: try products.moved(to: device),
                    directions: DirectionMoments(
                        count: directed, zeroCount: point.tokens - directed,
                        sum: try sum.elements()), count: point.tokens))
        }
        features = try tensor(Names.features).map { vectors in
            FeatureCloud(
                vectors: vectors, classes: point.classCount.map { (point.classes, $0) })
        }
    }

    private enum Names {
        static let features = "features"
        static func mean(_ layer: Int) -> String { "layer.\(layer).mean" }
        static func products(_ layer: Int) -> String { "layer.\(layer).products" }
        static func directions(_ layer: Int) -> String { "layer.\(layer).directions" }
    }
}

/// What measuring has seen since its last reading, but for the sums, and what it has announced.
public struct MeasuringPoint: Sendable, Codable, Equatable {
    /// Steps that were measured since the last reading, their sequences, and their tokens.
    var steps, sequences, tokens: Int
    /// The class of each of those sequences; empty for scores and answers.
    var classes: [Int]
    /// How many classes there are; `nil` for scores and answers, and right after a reading.
    var classCount: Int?
    /// The tokens of each layer that have a direction.
    var directions: [Int]
    /// How many readings in a row have passed the limit of a collapse, by its kind.
    var streaks: [String: Int]
    var hasToldClassesApart: Bool
    /// All that was announced.
    public var collapses: [CollapseRecord]

    enum CodingKeys: String, CodingKey {
        case steps, sequences, tokens, classes, directions, streaks, collapses
        case classCount = "class_count"
        case hasToldClassesApart = "has_told_classes_apart"
    }
}
