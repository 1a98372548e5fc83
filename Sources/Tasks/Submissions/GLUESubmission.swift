import Formats
import Foundation
import Metrics

/// One file of a benchmark's submission.
public struct SubmissionFile: Sendable, Equatable {
    public let name: String
    public let contents: String

    public init(name: String, contents: String) {
        self.name = name
        self.contents = contents
    }
}

/// What GLUE's leaderboard takes: a table for every test set, in one archive.
public enum GLUESubmission {
    /// GLUE scores an archive only when all of these are in it.
    public static let fileNames = [
        "CoLA.tsv", "SST-2.tsv", "MRPC.tsv", "STS-B.tsv", "QQP.tsv", "MNLI-m.tsv", "MNLI-mm.tsv",
        "QNLI.tsv", "RTE.tsv", "WNLI.tsv", "AX.tsv",
    ]

    /// The names of files that are not among these.
    public static func missing(from files: [SubmissionFile]) -> [String] {
        fileNames.filter { name in !files.contains { $0.name == name } }
    }

    /// A zip archive with the files at its top.
    public static func archive(_ files: [SubmissionFile]) -> Data {
        storedArchive(files.map { (name: $0.name, bytes: Array($0.contents.utf8)) })
    }
}

extension TaskDefinition {
    /// The answers to one set as GLUE's submissions have them: `index` and `prediction`, classes as
    /// the task's files spell them, scores within the task's range with three decimals.
    ///
    /// - Parameter set: of ``loadUnlabelled(from:)``, or any other rows of this task.
    /// - Precondition: predictions of the task's kind, one a row.
    /// - Throws: where a score is not a number.
    public func submissionFile(
        for set: ExampleSet, predictions: Predictions
    ) throws(DataError) -> SubmissionFile {
        precondition(
            predictions.count == set.examples.count,
            "\(predictions.count) predictions for \(set.examples.count) rows")
        var lines = ["index\tprediction"]
        switch (kind, predictions) {
        case (.classification(let labels), .classes(let classes, let count))
        where count == labels.count:
            let spellings = layout.spellings ?? labels
            lines += zip(set.examples, classes).map { "\($0.identifier)\t\(spellings[$1])" }
        case (.regression(let range), .scores(let scores)):
            var problems = DataError()
            for (example, score) in zip(set.examples, scores) {
                if score.isNaN {
                    let row = "row \(quoted(example.identifier)) of \(set.name)"
                    problems.add(.init("\(row): the predicted score is not a number"))
                }
                let clipped = min(max(score, range.lowerBound), range.upperBound)
                lines.append("\(example.identifier)\t" + String(format: "%.3f", clipped))
            }
            guard problems.isEmpty else { throw problems }
        default: preconditionFailure("predictions of another kind than task \(name)")
        }
        return SubmissionFile(
            name: set.name + ".tsv", contents: lines.joined(separator: "\n") + "\n")
    }
}
