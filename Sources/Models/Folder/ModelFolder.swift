import Checkpoints
import Encoders
import Files
import Foundation
import Options
import Tokenization

/// A folder with a pretrained model: configuration, weights, tokenizer.
public struct ModelFolder {
    public let url: URL
    public let configuration: ConfigurationFile
    public let tokenizer: Tokenizer
    public let encoder: EncoderConfiguration
    let fields: ModelFields
    /// The tokenizer's files as they were read, for the checkpoints: name and contents.
    let tokenizerFiles: [(name: String, contents: Data)]

    /// What a run calls the folder of its best model.
    package static let checkpointOfRun = "checkpoint"

    /// Whether a folder is a run's, whose model is in its `checkpoint`.
    package static func isRun(_ url: URL) -> Bool {
        let files = FileManager.default
        let inner = url.appending(path: checkpointOfRun, directoryHint: .isDirectory)
        guard files.fileExists(atPath: inner.appending(path: ModelFileNames.configuration).path)
        else { return false }
        let own = url.appending(path: ModelFileNames.configuration)
        return (try? ConfigurationFile(contentsOf: own))?.modelType == nil
    }

    public init(_ url: URL) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw TrainingError.run("there is no model folder \(url.path)")
        }
        guard isFolder.boolValue else {
            throw TrainingError.run("\(url.path) is a file, not a model folder")
        }
        self.url = url
        configuration = try ConfigurationFile(
            contentsOf: url.appending(path: ModelFileNames.configuration))
        guard !Self.isRun(url) else {
            let inner = url.appending(path: Self.checkpointOfRun)
            throw TrainingError.run("\(url.path) is a run; its model is \(inner.path)")
        }
        encoder = try EncoderConfiguration(configuration)
        fields = try ModelFields(configuration)
        tokenizer = try Tokenizer(contentsOf: url)
        tokenizerFiles = try tokenizer.files.map { ($0.lastPathComponent, try fileData($0)) }
        guard try !tokenizer.ids(of: "").ids.isEmpty else {
            throw TrainingError.run(
                "\(url.path): its tokenizer puts no special token before a text; encoders read one")
        }
        guard tokenizer.vocabularySize <= encoder.vocabularySize else {
            throw ConfigurationError(
                configuration.url,
                [
                    "the tokenizer has \(tokenizer.vocabularySize) tokens, the embedding matrix "
                        + "only vocab_size \(encoder.vocabularySize) rows"
                ])
        }
    }

    /// The files of the weights, opened and checked.
    public func openWeights() throws(CheckpointError) -> ModelWeights {
        let weights = try ModelWeights(in: url)
        guard let named = fields.weights, url.appending(path: named).path != weights.path else {
            return weights
        }
        throw CheckpointError(
            file: configuration.url.path,
            "transformers_weights is \(named), but of a folder the first of "
                + "\(ModelWeights.fileNames.joined(separator: ", ")) is read")
    }

    /// Every file of the model that is read: configuration, weights, tokenizer.
    package func files() throws(CheckpointError) -> [URL] {
        [configuration.url] + tokenizer.files + (try openWeights().files)
    }

    /// What stands in the place of a pooler where a run with `--features cls` saved the checkpoint; `nil`
    /// in every other.
    ///
    /// The field of `config.json` alone does not say so: other programs carry it on when they train the
    /// model further. The pooler that was written with it must be there too.
    func passingPooler(_ file: some TensorSource) throws -> PassingPooler? {
        let head = encoder.family.sentenceHead
        let (weight, bias) = (head.pooler + ".weight", head.pooler + ".bias")
        let size = encoder.hiddenSize
        guard fields.features == .cls, file.entry(weight)?.shape == [size, size],
            file.entry(bias)?.shape == [size]
        else { return nil }
        return try PassingPooler(
            weight: file.tensor(named: weight), bias: file.tensor(named: bias),
            activation: head.activation)
    }

    /// The sequence length that the run that saved the checkpoint truncated to; `nil` in others.
    public var trainedMaximumLength: Int? { fields.maximumLength }

    /// Whether the run that saved the checkpoint gave second sentences segment ids of their own.
    public var trainedWithSegments: Bool { fields.segments ?? true }

    /// The columns of the user's own files that the run read its rows from; `nil` where the task was
    /// another.
    public var trainedColumns: TrainedColumns? { fields.columns }

    /// What results call the task that the run trained on; `nil` in checkpoints of other programs and of
    /// earlier versions.
    public var trainedTask: String? { fields.task }

    /// Of two labels, the one that the run's F1 is of, where it is not the second; `nil` in other checkpoints.
    public var trainedPositiveLabel: String? { fields.positiveLabel }

    /// The longest sequence that the model reads where nobody gives a length: as many tokens as it has
    /// positions, or as its tokenizer's `model_max_length` allows, where that is less.
    public var longestLength: Int {
        min(encoder.maximumPositions, tokenizer.modelMaximumLength ?? .max)
    }

    /// A length of sequences that nobody asked for, as far as the model reads it.
    public func usualLength(_ length: Int) -> Int { min(length, longestLength) }

    /// Refuses a sequence length that has no room for a text, or that the position embeddings do not cover.
    public func check(maximumLength: Int) throws(TrainingError) {
        let positions = encoder.maximumPositions
        let reason: Message? =
            maximumLength > positions
            ? "\(maximumLength) is more than the model's \(positions) positions"
            : tokenizer.narrowness(maximumLength: maximumLength, pairs: false)
        if let reason { throw .options([OptionProblem("max_length", reason)]) }
    }
}
