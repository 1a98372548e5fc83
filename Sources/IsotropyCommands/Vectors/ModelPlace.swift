import ArgumentParser
import Assets
import Experiments
import Foundation
import Hub
import Models
import Options
import Tasks

/// Where a model is, as `--model` and `--revision` say it.
package struct ModelPlace {
    private let model: String
    private let revision: Revision
    private let environment: [String: String]

    package init(
        _ model: String, revision: Revision = .main,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.model = model
        self.revision = revision
        self.environment = environment
    }

    /// The folder, or of a run the one of its model.
    /// - Throws: for a folder of several runs.
    private static func model(at folder: URL) throws -> URL {
        guard ModelFolder.isRun(folder) else {
            if let run = FinishedRun.first(in: folder) {
                throw InputError(
                    "\(folder.path) holds runs: name one of them, such as \(run.path)")
            }
            return folder
        }
        let run = RunDirectory(folder)
        if !run.hasEnded {
            Console.error("\(folder.path) has not ended: this is its best model so far")
        }
        return run.checkpoint
    }

    /// The folder with those parts, fetched with a word to the user where they are missing.
    package func url(_ parts: ModelParts) throws -> URL {
        // A folder wins over a name, so that no model of the user's is ever shadowed.
        let given = URL(filePath: model)
        let isHere = FileManager.default.fileExists(atPath: given.path)
        if isHere || model == Asset.minilm.name {
            guard revision == .main else {
                throw ValidationError(
                    "--revision has no effect on \(model), which is "
                        + (isHere ? "a folder" : "a fixed model") + ": it is for models of the hub")
            }
            return isHere ? try Self.model(at: given.absoluteURL) : try fetched(Asset.minilm)
        }
        guard let name = ModelName(model) else {
            throw InputError(
                "there is no model folder \(model), and it cannot be the name of a model "
                    + "(NAME or ORGANIZATION/NAME)")
        }
        let bar = DownloadBar(model)
        defer { bar.finish() }
        do {
            return try Hub(HubSettings(environment: environment)).folder(
                of: name, revision: revision, parts: parts, report: bar.report)
        } catch {
            bar.finish()
            throw InputError("there is no folder \(model), and as a model's name: \(error)")
        }
    }
}

/// An asset's folder in the cache, fetched with a word to the user where it is missing.
func fetched(_ asset: Asset) throws -> URL {
    try asset.directory { Console.error(Message($0)) }
}
