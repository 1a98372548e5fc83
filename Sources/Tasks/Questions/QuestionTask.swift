import Foundation
import Metrics

/// A task whose answers are spans of a text, as data.
public struct QuestionTask: Sendable {
    /// The name in options and files, in small letters.
    public let name: String
    /// One line for lists of tasks.
    public let summary: String
    /// Which official evaluation scores it.
    public let edition: SQuADEdition
    package let trainFile: String
    package let developmentFile: String

    /// Whether questions may have no answer in their context.
    public var allowsImpossible: Bool { edition == .v2 }
    /// Decides early stopping and the choice of the best model.
    public var headline: Metric { .answers(answerHeadline) }
    public var metrics: [Metric] {
        let others = AnswerMetric.allCases.filter { $0 != answerHeadline }
        return ([answerHeadline] + others).map(Metric.answers)
    }
    private var answerHeadline = AnswerMetric.answerF1

    public static let all = [
        QuestionTask(
            name: "squad", summary: "SQuAD 1.1: which words of the text answer the question?",
            edition: .v1, trainFile: "train-v1.1.json", developmentFile: "dev-v1.1.json"),
        QuestionTask(
            name: "squad-2", summary: "SQuAD 2.0: the same, or does nothing in the text answer it?",
            edition: .v2, trainFile: "train-v2.0.json", developmentFile: "dev-v2.0.json"),
    ]

    /// The same task, with another of the answers' metrics as the headline.
    public func reporting(_ metric: Metric) throws(DataError) -> QuestionTask {
        guard case .answers(let first) = metric else {
            throw .unfit(metric, task: name, known: AnswerMetric.allCases.map(Metric.answers))
        }
        var task = self
        task.answerHeadline = first
        return task
    }

    /// Reads the task's files in `directory`, or in its subfolder `SQuAD`.
    ///
    /// Every question is read or the load fails; no answer is moved to where it might belong.
    public func load(from directory: URL) throws(DataError) -> QuestionData {
        let parts = try load([trainFile, developmentFile], from: directory)
        return QuestionData(train: parts[0], development: parts[1])
    }

    /// Reads the development set alone.
    public func loadDevelopment(from directory: URL) throws(DataError) -> [Question] {
        try load([developmentFile], from: directory)[0]
    }

    /// The files that ``load(from:)`` reads.
    public func files(in directory: URL) throws(DataError) -> [URL] {
        try files([trainFile, developmentFile], in: directory)
    }

    private func files(
        _ names: [String], in directory: URL
    ) throws(DataError) -> [URL] {
        var problems = DataError()
        let files = locate(names, in: directory, usualFolders: ["SQuAD"], &problems)
        guard files.count == names.count else { throw problems }
        return files
    }

    private func load(
        _ names: [String], from directory: URL
    ) throws(DataError) -> [[Question]] {
        var problems = DataError()
        let files = try files(names, in: directory)
        let parts = files.map {
            SQuADFile($0, allowsImpossible: allowsImpossible).questions(&problems)
        }
        guard problems.isEmpty else { throw problems }
        return parts
    }
}
