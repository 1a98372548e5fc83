import ArgumentParser
import Assets
import Foundation
import Hub
import Models

/// Which pretrained model.
struct ModelOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "A model: a folder with config.json, weights and a tokenizer; minilm; or a name on the "
                + "Hugging Face hub such as FacebookAI/roberta-large, fetched once into its cache.",
            valueName: "folder or name"))
    var model = Asset.minilm.name

    @Option(
        help: ArgumentHelp(
            "The branch, tag or commit of a model of the hub.", valueName: "revision"))
    var revision = Revision.main

    func validate() throws {
        if model.isEmpty { throw ValidationError("--model is empty") }
    }

    var isGiven: Bool { model != Asset.minilm.name }

    /// Which differ from the defaults.
    var flags: [(flag: String, isGiven: Bool)] {
        [("--model", isGiven), ("--revision", revision != .main)]
    }

    /// The model's folder, opened; fetched first where it is known by name alone.
    func folder() throws -> ModelFolder { try modelFolder(named: model, revision: revision) }

    /// The folder of a model that a run has trained.
    func fineTuned() throws -> ModelFolder {
        guard isGiven else {
            throw InputError("\(model) is not fine-tuned: --model names a run, or a checkpoint")
        }
        return try folder()
    }

    /// The folder with the files of the tokenizer at least.
    func tokenizerFolder() throws -> URL {
        try ModelPlace(model, revision: revision).url(.tokenizer)
    }
}

/// A folder of the user's, or that of a model that is known by name.
func modelFolder(named model: String, revision: Revision = .main) throws -> ModelFolder {
    try ModelFolder(try ModelPlace(model, revision: revision).url(.all))
}

extension Revision: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(argument)
    }

    public var defaultValueDescription: String { description }
}
