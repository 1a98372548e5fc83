import ArgumentParser
import Assets
import Experiments
import Foundation
import Isotropy
import Models
import Options
import Tasks
import Training

/// `isotropy quickstart`.
struct Quickstart: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare every method on a real encoder and real sentences, in minutes.",
        discussion: """
            Fine-tunes minilm on the movie reviews with plain fine-tuning, IsoBN, I-STAR with \
            lambda -1 and +1, and CosReg, and shows accuracy and isotropy side by side. The model \
            and the data are fetched once.
            """)

    @Flag(help: "All of the reviews and five seeds instead of a part and two.")
    var full = false

    @OptionGroup var processors: ThreadsOption
    @OptionGroup(title: "Device") var place: DeviceOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    /// The training rows of the short form.
    static let shortRows = 1280

    func run() throws {
        let interruption = Interruption()
        let folder = output.url(otherwise: OutputOptions.quickstartFolder)
        try output.check(folder)
        let task = try TaskDefinition.named("reviews")
        var training = Preset.corrected.training(penalized: false)
        training.threads = processors.threads
        training.epochs = 2
        training.learningRate = 2e-4
        training.limit = full ? 0 : Self.shortRows
        let device = try place.opened(training.precision)
        let model = try fetched(Asset.minilm)
        let data = try fetched(Asset.reviews)
        let experiment = Experiment(
            source: try ModelFolder(model), work: SentenceWorkload(task, dataFolder: data),
            methods: Self.methods, seeds: full ? [1, 2, 3, 4, 5] : [1, 2], training: training,
            preset: .corrected, output: folder, existing: output.existing,
            version: Version.current, command: OutputOptions.startingCommand(), device: device,
            tensorBoard: output.tensorBoard)
        let (_, report) = try runShowingProgress(
            experiment, interruption, title: "What isotropy methods do to \(task.name)")
        try Console.output(report.table())
        Console.error("the report is \(folder.appending(path: "report.html").path)")
        output.explainEvents()
    }

    static var methods: [Method] {
        func iStar(_ lambda: Double) -> Method {
            var options = IStarOptions()
            options.lambda = lambda
            // A smaller sample of the covariance than the paper's keeps the sampling a small part of so
            // short a run.
            options.targetSize = 32_000
            return Method(penalty: options)
        }
        return [
            Method(), Method(normalizer: IsoBNOptions()), iStar(-1), iStar(1),
            Method(penalty: CosRegOptions()),
        ]
    }
}
