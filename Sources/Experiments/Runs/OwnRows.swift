import Formats
import Foundation
import Models
import Options
import Tasks
import Training

/// The user's own rows beside those that a run was trained on, read again as the run read them.
package struct OwnRows {
    private let run: RunDirectory
    private let configuration: RunConfiguration
    private let source: CustomSource

    /// - Parameter checkpoint: a model's folder; `nil` where it is none of a run on the user's own files.
    /// - Throws: for a run that this version does not read.
    package init?(ofCheckpoint checkpoint: URL) throws {
        run = RunDirectory(checkpoint.deletingLastPathComponent())
        guard run.checkpoint.lastPathComponent == checkpoint.lastPathComponent,
            run.isMeantAsRun
        else { return nil }
        configuration = try run.recordedConfiguration()
        guard let custom = configuration.job.details["custom"], custom != .null else { return nil }
        source = try custom.decoded(as: CustomSource.self)
    }

    /// Whether the run read a file with those contents to train or to choose its model.
    package func wereTrainedOn(_ file: URL) -> Bool {
        let read = [source.train, source.development].compactMap { $0 }
        let before = configuration.inputs.filter { read.contains($0.path) }
        // Of another length it has other contents.
        guard let bytes = try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize,
            before.contains(where: { $0.bytes == bytes }), let now = try? InputFile(file)
        else { return false }
        return before.contains { $0.xxh64 == now.xxh64 }
    }

    /// The label that the run's F1 is of, where it is not the second.
    package var positiveLabel: String? {
        guard case .value(.text(let label))? = configuration.job.details["positive_label"] else {
            return nil
        }
        return label
    }

    /// The rows of one of the run's sets.
    package enum Split: String, Sendable { case development, test }

    /// The task with one of its sets, for which only the files are read that hold it.
    /// - Parameters:
    ///   - kind: that of the model's outputs.
    ///   - columns: as the checkpoint keeps them.
    /// - Returns: also what the rows are called: those of a fold chose no model.
    /// - Throws: where the run had no such rows, for files that have changed or gone since the run read them,
    ///   and as ``CustomLayout/load``.
    package func rows(
        _ split: Split, _ kind: TaskDefinition.Kind, _ columns: TrainedColumns?
    ) throws -> (definition: TaskDefinition, name: String, rows: [Example]) {
        let layout = source.layout(kind, delimiter: columns?.delimiter)
        let definition = TaskDefinition.custom(
            kind, isPair: source.columns.pair != nil, named: configuration.job.task)
        switch (split, source.development, source.test) {
        case (.test, _, nil):
            throw TrainingError.run(
                "\(run.url.path): the run had no test rows: `test` names others")
        case (.test, _, let file?), (.development, let file?, _):
            try check(file, what: "its \(split.rawValue) rows")
            let rows = try layout.examples(from: URL(filePath: file), kind: kind)
            return (definition, split.rawValue, rows)
        case (.development, nil, _):
            try check(source.train, what: "the rows that it held out")
            let held = try layout.load(train: URL(filePath: source.train), development: nil)
            let name = source.heldOut?.fold == nil ? split.rawValue : PooledAnswers.set
            return (definition, name, held.data.development)
        }
    }

    /// Refuses a file that is no longer what the run read.
    private func check(_ file: String, what: String) throws {
        let place: Message = "\(run.url.path): \(what) came from \(file), which"
        guard FileManager.default.fileExists(atPath: file) else {
            throw TrainingError.run("\(place) is no longer there: `test` names others")
        }
        let before = configuration.inputs.filter { $0.path == file }
        guard try [InputFile(URL(filePath: file))].changes(since: before).isEmpty else {
            throw TrainingError.run(
                "\(place) has changed since the run read it: restore it, or name labelled rows by `test`"
            )
        }
    }
}
