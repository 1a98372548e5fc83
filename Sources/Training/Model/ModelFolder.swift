import Checkpoints
import Encoders
import Foundation
import Tokenization

/// A folder with a pretrained model: configuration, weights, tokenizer.
public struct ModelFolder {
    public let url: URL
    public let configuration: ConfigurationFile
    public let tokenizer: Tokenizer
    public let bert: BERTConfiguration

    public init(_ url: URL) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw TrainingError.run("there is no model folder \(url.path)")
        }
        guard isFolder.boolValue else {
            throw TrainingError.run("\(url.path) is a file, not a model folder")
        }
        self.url = url
        configuration = try ConfigurationFile(contentsOf: url.appending(path: "config.json"))
        let inner = RunDirectory(url).checkpoint
        if configuration.modelType == nil,
            FileManager.default.fileExists(atPath: inner.appending(path: "config.json").path)
        {
            throw TrainingError.run("\(url.path) is a run; its model is \(inner.path)")
        }
        guard configuration.modelType == "bert" else {
            throw ConfigurationError(
                configuration.url,
                [
                    configuration.modelType.map { "model_type \($0) is not supported (bert)" }
                        ?? "model_type is missing"
                ])
        }
        bert = try BERTConfiguration(configuration)
        tokenizer = try Tokenizer(contentsOf: url)
        guard tokenizer.vocabularySize <= bert.vocabularySize else {
            throw ConfigurationError(
                configuration.url,
                [
                    "the tokenizer has \(tokenizer.vocabularySize) tokens, the embedding matrix "
                        + "only vocab_size \(bert.vocabularySize) rows"
                ])
        }
    }

    public var weights: URL { url.appending(path: "model.safetensors") }

    /// The features that a classifier in the checkpoint was trained on: the first token's for one that
    /// a run with `--features cls` saved, the pooler's for every other.
    ///
    /// The field of `config.json` alone does not say so: other programs carry it on when they train the
    /// model further. The pooler that was written with it must be there too.
    func classifierReads(_ file: SafetensorsFile) throws -> FeatureSource {
        let field = configuration.fields[CheckpointExport.featuresField] as? String
        guard field == FeatureSource.cls.rawValue,
            file.names.contains(CheckpointExport.poolerName)
        else { return .pooler }
        let pooler = try file.tensor(named: CheckpointExport.poolerName)
        let size = bert.hiddenSize
        guard pooler.shape == [size, size] else { return .pooler }
        let identity = try CheckpointExport.scaledIdentity(size).elements(as: Float.self)
        return try pooler.elements(as: Float.self) == identity ? .cls : .pooler
    }

    /// The sequence length that the run that saved the checkpoint truncated to; `nil` in others.
    public var trainedMaximumLength: Int? {
        configuration.fields[CheckpointExport.maximumLengthField] as? Int
    }

    /// Whether the run that saved the checkpoint gave second sentences segment ids of their own.
    public var trainedWithSegments: Bool {
        configuration.fields[CheckpointExport.segmentsField] as? Bool ?? true
    }

    /// Refuses a sequence length that the position embeddings do not cover.
    public func check(maximumLength: Int) throws(TrainingError) {
        guard maximumLength <= bert.maximumPositions else {
            throw .invalidOption(
                "--max-length \(maximumLength) is more than the model's "
                    + "\(bert.maximumPositions) positions")
        }
    }
}
