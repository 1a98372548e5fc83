import Foundation
import Layers
import Models
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
    /// A limit is of the training rows; the development and test sets stay whole.
    /// - Throws: for a task without training or development rows.
    public init(
        _ data: TaskData, tokenizer: Tokenizer, options: TrainingOptions, source: String
    ) throws {
        guard !data.train.isEmpty, !data.development.isEmpty else {
            throw TrainingError.run("\(source) has no rows to train on or none to evaluate")
        }
        func encode(_ rows: [Example]) throws -> [EncodedExample] {
            try EncodedExample.encode(
                rows, with: tokenizer, maximumLength: options.maximumLength,
                segments: options.segments)
        }
        self.init(
            train: try encode(options.limited(data.train)),
            development: try encode(data.development),
            furtherDevelopment: try data.furtherDevelopment.map {
                ($0.name, try encode($0.examples))
            },
            test: try encode(data.test))
    }
}

extension EncodedData {
    /// How many rows are cut to the length that they are read with.
    /// - Parameter held: what the development rows are called.
    func truncation(_ maximumLength: Int, held: String = "development rows") -> TruncatedRows {
        var truncation = TruncatedRows(maximumLength)
        truncation.add("training rows", train)
        truncation.add(held, development)
        for set in furtherDevelopment { truncation.add("\(set.name) rows", set.rows) }
        truncation.add("test rows", test)
        return truncation
    }
}

extension TrainingOptions {
    /// The rows to train on: with a limit, the first of one shuffle that is the same for every seed and
    /// method, so that all of them see the same part.
    package func limited<Row>(_ rows: [Row]) -> [Row] {
        guard limit > 0, limit < rows.count else { return rows }
        var stream = RandomStream(seed: 0, name: "limit")
        return Array(rows.shuffled(using: &stream).prefix(limit))
    }
}
