import Foundation
import Layers
import Tasks
import Tokenization

/// A sentence task's rows, tokenized.
public struct EncodedData: Sendable {
    public var train: [EncodedExample]
    /// Decides early stopping and the choice of the best model.
    public var development: [EncodedExample]
    /// Reported beside it, by name: MNLI's `mismatched`.
    public var furtherDevelopment: [(name: String, rows: [EncodedExample])]
    /// Empty where the task's test labels are not public.
    public var test: [EncodedExample]

    public init(
        train: [EncodedExample], development: [EncodedExample],
        furtherDevelopment: [(name: String, rows: [EncodedExample])] = [], test: [EncodedExample]
    ) {
        self.train = train
        self.development = development
        self.furtherDevelopment = furtherDevelopment
        self.test = test
    }
}

extension EncodedData {
    /// A task's rows as a model reads them.
    ///
    /// A limit takes the first rows of one shuffle that is the same for every seed and method, so that
    /// all of them see the same part. The development and test sets stay whole.
    /// - Throws: for a task without training or development rows.
    public init(
        _ data: TaskData, tokenizer: Tokenizer, options: TrainingOptions, source: String
    ) throws {
        guard !data.train.isEmpty, !data.development.isEmpty else {
            throw TrainingError.run("\(source) has no rows to train on or none to evaluate")
        }
        var train = data.train
        if options.limit > 0, options.limit < train.count {
            var stream = RandomStream(seed: 0, name: "limit")
            train.shuffle(using: &stream)
            train = Array(train.prefix(options.limit))
        }
        func encode(_ rows: [Example]) throws -> [EncodedExample] {
            try EncodedExample.encode(
                rows, with: tokenizer, maximumLength: options.maximumLength,
                segments: options.segments)
        }
        self.init(
            train: try encode(train), development: try encode(data.development),
            furtherDevelopment: try data.furtherDevelopment.map {
                ($0.name, try encode($0.examples))
            },
            test: try encode(data.test))
    }
}
