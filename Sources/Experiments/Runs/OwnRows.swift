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

    /// The task with all of its rows.
    /// - Parameters:
    ///   - kind: that of the model's outputs.
    ///   - columns: as the checkpoint keeps them.
    /// - Throws: for files that have changed since the run read them, and as ``CustomLayout/load``.
    package func task(_ kind: TaskDefinition.Kind, _ columns: TrainedColumns?) throws -> CustomTask
    {
        let paths = source.files.map(\.path)
        let before = configuration.inputs.filter { paths.contains($0.path) }
        let changes = try source.files.map { try InputFile($0) }.changes(since: before)
        guard changes.isEmpty else {
            throw TrainingError.run(
                "\(run.url.path): \(changes.joined(separator: ", ")) since the run read it: which rows it held "
                    + "apart can no longer be told")
        }
        return try source.layout(kind, delimiter: columns?.delimiter).load(
            train: URL(filePath: source.train),
            development: source.development.map { URL(filePath: $0) },
            test: source.test.map { URL(filePath: $0) }, named: configuration.job.task)
    }
}
