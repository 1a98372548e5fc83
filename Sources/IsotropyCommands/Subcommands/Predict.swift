import ArgumentParser
import Checkpoints
import Foundation
import Tasks
import Training

/// `isotropy predict`.
struct Predict: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer a task's test set, whose labels the benchmark keeps.",
        discussion: """
            Writes the tables that GLUE's leaderboard takes (RTE.tsv, MNLI-m.tsv, …) into a folder, \
            and submission.zip with all of its tables that are there. Call it once for each task \
            with the same folder; it says which tables are still missing.
            """)

    @OptionGroup(title: "Model") var model: ModelOptions
    @OptionGroup(title: "Task") var task: TaskOptions
    @OptionGroup(title: "Computation") var computation: ComputationOptions

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("The folder for the tables.", valueName: "folder"))
    var output: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Tokens of a sequence; longer ones are truncated. (default: as the checkpoint's run, "
                + "else \(TrainingOptions().maximumLength))",
            valueName: "n"))
    var maxLength: Int?

    func validate() throws {
        try checkMaximumLength(maxLength)
    }

    func run() throws {
        try computation.apply()
        let definition = try task.sentences()
        let folder = try model.folder()
        let limit = try folder.maximumLength(
            maxLength, otherwise: TrainingOptions().maximumLength)
        let sets = try definition.loadUnlabelled(from: try task.folder(asset: definition.asset))
        guard !sets.isEmpty else {
            throw TrainingError.run("the task \(definition.name) has no test set without labels")
        }
        let classifier = try SentenceModel.fineTuned(
            folder, head: Head(definition.kind), precision: computation.precision.resolved)
        let evaluator = Evaluator(classifier, metrics: [])
        let place = URL(filePath: output, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        for set in sets {
            let rows = try EncodedExample.encode(
                set.examples, with: folder.tokenizer, maximumLength: limit,
                segments: folder.trainedWithSegments)
            let file = try definition.submissionFile(
                for: set, predictions: evaluator.predictions(rows))
            try writeAtomically(
                Data(file.contents.utf8), to: place.appending(path: file.name))
            Console.error("\(file.name): \(set.examples.count) rows")
        }
        try writeArchive(in: place)
    }

    /// All of GLUE's tables that the folder has, in one archive.
    private func writeArchive(in folder: URL) throws {
        let present = GLUESubmission.fileNames.map { ($0, folder.appending(path: $0)) }
            .filter { FileManager.default.fileExists(atPath: $0.1.path) }
        guard !present.isEmpty else { return }
        let files = try present.map { name, url in
            SubmissionFile(name: name, contents: try String(contentsOf: url, encoding: .utf8))
        }
        let archive = folder.appending(path: "submission.zip")
        try writeAtomically(GLUESubmission.archive(files), to: archive)
        let missing = GLUESubmission.missing(from: files)
        Console.error(
            "\(archive.path) has \(files.count) tables"
                + (missing.isEmpty ? "" : "; missing: \(missing.joined(separator: ", "))"))
    }
}
