import ArgumentParser
import Assets
import Foundation
import TaskArchives
import Tasks

/// `isotropy data get`.
struct DataGet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Fetch the official files of tasks and check them.",
        discussion: """
            Downloads GLUE's archives, the Sentiment Treebank or SQuAD, unpacks them, and compares \
            the rows and the labels with the official counts. finetune, evaluate and predict find \
            them in the cache without --data. A download that breaks off goes on with the next \
            call. ISOTROPY_DATA_ENDPOINT names another server with the same paths. Each data set \
            has its own licence.
            """)

    @Argument(help: ArgumentHelp("The tasks, such as rte sst-2.", valueName: "task"))
    var tasks: [String]

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The folder for a folder TASK each, for --data FOLDER/TASK. (default: tasks in the "
                + "cache)",
            valueName: "folder"))
    var output: String?

    func validate() throws {
        guard output?.isEmpty != true else { throw ValidationError("--output is empty") }
        do {
            for task in tasks { _ = try KnownTask.named(task) }
        } catch {
            throw ValidationError("\(error)")
        }
    }

    func run() throws {
        let archives = TaskArchives(
            environment: ProcessInfo.processInfo.environment,
            output: output.map { URL(filePath: $0, directoryHint: .isDirectory) })
        for task in try tasks.map(KnownTask.named) {
            try Console.output("\(task.name): \(try fetch(task, archives).path)")
        }
    }

    private func fetch(_ task: KnownTask, _ archives: TaskArchives) throws -> URL {
        if case .sentences(let definition) = task, let asset = definition.asset {
            guard output == nil else {
                throw ValidationError(
                    "the files of \(task.name) are fetched into the cache, not with --output")
            }
            return try fetched(Asset.named(asset))
        }
        let bar = DownloadBar(task.name)
        defer { bar.finish() }
        return try archives.fetch(task.name, report: bar.report)
    }
}
