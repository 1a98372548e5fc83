import Files
import Foundation
import Options
import Training

/// The files of a run that grow: a line for each step, one for each evaluation, and one for each reading of
/// measured steps.
final class RunLogs {
    /// Whole lines.
    struct Contents {
        var steps = Data()
        var evaluations = Data()
        /// `nil` where training is not measured.
        var measures: Data?
    }

    let steps: JSONLines
    let evaluations: JSONLines
    /// `nil` where training is not measured.
    let measures: JSONLines?

    /// Opens the files with what was written up to a saved state; what was written after it is
    /// written again.
    init(_ directory: RunDirectory, _ contents: Contents) throws {
        steps = try JSONLines(directory.log, contents: contents.steps)
        evaluations = try JSONLines(directory.evaluations, contents: contents.evaluations)
        measures = try contents.measures.map { try JSONLines(directory.measures, contents: $0) }
    }

    /// - Throws: also where another file has been removed or changed.
    func append(_ record: StepRecord) throws {
        try evaluations.checkIsOurs()
        try measures?.checkIsOurs()
        try steps.append(record)
    }

    /// Brings all to the disk.
    /// - Returns: what they hold.
    @discardableResult
    func synchronized() throws -> Contents {
        try steps.synchronize()
        try evaluations.synchronize()
        try measures?.synchronize()
        return Contents(
            steps: steps.contents, evaluations: evaluations.contents,
            measures: measures?.contents)
    }
}

extension RunLogs.Contents {
    /// What the files on the disk lack of these contents, in words; empty where they have it all.
    func missing(in directory: RunDirectory) throws(FileFailure) -> [Message] {
        [
            try missing(steps, in: directory.log, "step") { (record: StepRecord) in record.step },
            try missing(evaluations, in: directory.evaluations, "the evaluation of step") {
                (record: EvaluationRecord) in record.step
            },
            try missing(measures ?? Data(), in: directory.measures, "the measures of step") {
                (record: MeasureRecord) in record.step
            },
        ].compactMap { $0 }
    }

    private func missing<Record: Decodable & Equatable & Sendable>(
        _ wanted: Data, in file: URL, _ what: String, _ step: (Record) -> Int
    ) throws(FileFailure) -> Message? {
        let present =
            FileManager.default.fileExists(atPath: file.path)
            ? RecordLines<Record>(try fileData(file)) : RecordLines(Data())
        let there = Dictionary(present.records.map { (step($0.record), $0.record) }) { $1 }
        let lost = RecordLines<Record>(wanted).records.map(\.record)
            .filter { there[step($0)] != $0 }.map(step)
        guard !lost.isEmpty else { return nil }
        return
            "\(file.lastPathComponent) lacked \(what) \(ranges(lost)): restored from the saved state"
    }
}

/// Ascending numbers as `1 to 3, 7`.
func ranges(_ numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
        if let last = runs.last, number == last.upperBound + 1 {
            runs[runs.count - 1] = last.lowerBound...number
        } else {
            runs.append(number...number)
        }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
        .joined(separator: ", ")
}
