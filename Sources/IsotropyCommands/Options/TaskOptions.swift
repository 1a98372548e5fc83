import ArgumentParser
import Assets
import Foundation
import Tasks

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
            _ = try known()
        } catch {
            throw ValidationError("--task: \(error)")
        }
    }

    /// The task, where only one of sentences will do.
    func sentences() throws -> TaskDefinition {
        guard case .sentences(let definition) = try known() else {
            throw ValidationError("the task \(task) has no sentences to classify")
        }
        return definition
    }

    func known() throws -> KnownTask {
        try KnownTask.named(task)
    }

    /// The folder that was given, or that of the task's asset.
    func folder(asset: String? = nil) throws -> URL {
        if let data { return URL(filePath: data).absoluteURL }
        guard let asset else {
            throw ValidationError(
                "the task \(task) needs --data FOLDER with its files "
                    + "(see Documentation/data.md)")
        }
        return try fetched(Asset.named(asset))
    }
}
