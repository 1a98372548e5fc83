import ArgumentParser
import Assets
import Foundation
import Tasks
import Training

/// Which pretrained model.
struct ModelOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "A model: minilm (fetched once into the cache), or a folder with config.json, "
                + "model.safetensors and a tokenizer.",
            valueName: "name or folder"))
    var model = "minilm"

    func folder() throws -> ModelFolder { try modelFolder(named: model) }
}

/// A folder of the user's, or the folder in the cache of a model that is known by name.
func modelFolder(named model: String) throws -> ModelFolder {
    try ModelFolder(try modelURL(named: model))
}

/// Where a model's files are, without reading them.
func modelURL(named model: String) throws -> URL {
    // A folder wins over a name, so that no model of the user's is ever shadowed.
    let given = URL(filePath: model)
    if FileManager.default.fileExists(atPath: given.path) { return given.absoluteURL }
    guard model == Asset.minilm.name else {
        throw TrainingError.run(
            "there is no model folder \(model), and the only model known by name is "
                + "\(Asset.minilm.name)")
    }
    return try fetched(Asset.minilm)
}

/// Which task, and where its files are.
struct TaskOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The task: reviews (sign of a rating), reviews-5 (five classes), reviews-score "
                + "(regression), rte or mrpc.",
            valueName: "task"))
    var task = "reviews"

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The folder with the task's files; the reviews are fetched without it.",
            valueName: "folder"))
    var data: String?

    func validate() throws {
        do {
            _ = try definition()
        } catch {
            throw ValidationError("--task: \(error)")
        }
    }

    func definition() throws -> TaskDefinition {
        try TaskDefinition.named(task)
    }

    func folder(of definition: TaskDefinition) throws -> URL {
        if let data { return URL(filePath: data).absoluteURL }
        guard let asset = definition.asset else {
            throw ValidationError(
                "the task \(definition.name) needs --data FOLDER with its files "
                    + "(see Documentation/data.md)")
        }
        return try fetched(Asset.named(asset))
    }
}

/// An asset's folder in the cache, fetched with a word to the user where it is missing.
private func fetched(_ asset: Asset) throws -> URL {
    try asset.directory { Console.error($0) }
}
