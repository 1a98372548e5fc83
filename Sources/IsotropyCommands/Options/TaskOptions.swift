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
