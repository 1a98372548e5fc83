import ArgumentParser
import Foundation
import Models
import Options
import Torch

/// `isotropy transform export`.
struct ExportTransform: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract:
            "Write a model with a transform behind it, for the package sentence-transformers.",
        discussion: """
            The folder has the encoder, the pooling, the transform as a dense layer without \
            activation, and with --normalize one that scales rows to length 1. Every transform but \
            clusters is affine and can be exported.
            """)

    @Argument(help: ArgumentHelp("What `transform fit` wrote.", valueName: "transform"))
    var transform: String

    @OptionGroup(title: "Model") var model: ModelOptions

    @Option(help: "How a sentence becomes one row, as of the vectors that were fitted.")
    var pooling = SentencePooling.mean

    @Flag(help: "Scale every row to length 1 after the transform.")
    var normalize = false

    @OptionGroup var length: SequenceLengthFlag

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The folder to write: a new one, or an empty one.", valueName: "folder"))
    var output: String

    @OptionGroup(title: "Computation") var processors: ThreadsOption

    func validate() throws {
        if output.isEmpty { throw ValidationError("--output is empty") }
    }

    func run() throws {
        try processors.apply()
        let fitted = try TransformFile(contentsOf: URL(filePath: transform)).transform
        let target = URL(filePath: output, directoryHint: .isDirectory).absoluteURL
        let present = (try? FileManager.default.contentsOfDirectory(atPath: target.path)) ?? []
        guard present.isEmpty else {
            throw InputError(
                "\(output) is not empty, and what is in it may not fit: give another --output")
        }
        let source = try model.folder()
        let export = try SentenceTransformersExport(
            fitted, source: source, pooling: pooling, normalizes: normalize,
            maximumLength: length.limit(source))
        try export.write(to: target)
        Console.error(
            "\(output): \(model.model), \(pooling.rawValue), \(Message(FitTransform.words(for: fitted)))"
                + (normalize ? ", length 1" : ""))
    }
}

extension SentencePooling: ExpressibleByArgument {}
