import ArgumentParser
import Foundation
import Tasks

/// Which task, and where its files are.
struct TaskOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The task: \(KnownTask.all.map(\.name).joined(separator: ", ")), or custom for files of "
                + "your own; `isotropy data list` says what each is.",
            valueName: "task"))
    var task = "reviews"

    @OptionGroup var files: DataFolderOption

    var data: String? { files.data }

    func validate() throws {
        do {
            if !isCustom { _ = try known() }
        } catch {
            throw ValidationError("--task: \(error)")
        }
        try check([ScopedFlag("--data", given: data != nil, .known)])
    }

    /// Refuses flags that were given and have no effect on the task.
    func check(_ flags: [ScopedFlag]) throws {
        try flags.check(on: isCustom ? nil : known())
    }

    /// Whether the user's own files say what the task is.
    var isCustom: Bool { task.lowercased() == TaskDefinition.customName }

    func known() throws -> KnownTask {
        try KnownTask.named(task)
    }

    /// The folder that was given, or that of the task's asset, or what `data get` fetched.
    func folder() throws -> URL { try known().folder(given: data) }
}

/// The folder of a known task.
struct DataFolderOption: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The folder with the task's files; without it the reviews are fetched, and others "
                + "are those that `isotropy data get` fetched.",
            valueName: "folder"))
    var data: String?
}
