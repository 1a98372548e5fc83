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
                + "(regression), cola, sst-2, mrpc, sts-b, qqp, mnli, qnli, rte, wnli, sst-5, "
                + "sst-5-scores, squad, squad-2, or custom for files of your own.",
            valueName: "task"))
    var task = "reviews"

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The folder with the task's files; the reviews are fetched without it.",
            valueName: "folder"))
    var data: String?

    func validate() throws {
        if isCustom { return }
        do {
            _ = try known()
        } catch {
            throw ValidationError("--task: \(error)")
        }
    }

    /// Whether the user's own files say what the task is.
    var isCustom: Bool { task.lowercased() == CustomFlags.taskName }

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
