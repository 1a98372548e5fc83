import ArgumentParser
import Foundation
import Models
import Options
import Tasks

/// What a command works on.
enum ChosenTask {
    case known(KnownTask)
    /// The user's own files.
    case own

    /// `nil` for the user's own files.
    var known: KnownTask? {
        if case .known(let task) = self { task } else { nil }
    }

    /// Whether answers are looked for in texts.
    var hasQuestions: Bool {
        if case .known(.questions) = self { true } else { false }
    }
}

/// Which task, and where its files are.
struct TaskOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The task: \(KnownTask.all.map(\.name).joined(separator: ", ")), or custom for files of "
                + "your own; `isotropy data list` says what each is. (default: custom where files of "
                + "your own are given; else that of the checkpoint, and of finetune reviews)",
            valueName: "task"))
    var task: String?

    @OptionGroup var files: DataFolderOption

    var data: String? { files.data }

    func validate() throws {
        guard let given = try given else { return }
        try check([], on: given)
    }

    /// `nil` where none is given.
    var given: ChosenTask? {
        get throws {
            guard let task else { return nil }
            if task.lowercased() == TaskDefinition.customName { return .own }
            do {
                return .known(try KnownTask.named(task))
            } catch {
                throw ValidationError("--task: \(error)")
            }
        }
    }

    /// The task that is given, else what the checkpoint was trained on.
    /// - Parameter ownFiles: whether rows of the user's own are given.
    func choice(_ folder: ModelFolder, ownFiles: Bool) throws -> ChosenTask {
        if let given = try given { return given }
        let trained = folder.trainedTask.flatMap { try? KnownTask.named($0) }
        if case .questions? = trained, let trained { return .known(trained) }
        if ownFiles || folder.trainedColumns != nil { return .own }
        if let trained { return .known(trained) }
        throw InputError(
            "\(folder.url.path) does not say what it was trained on: give `task`")
    }

    /// Refuses flags that were given and have no effect on the task.
    func check(_ flags: [ScopedFlag], on task: ChosenTask) throws {
        try ([ScopedFlag("--data", given: data != nil, .known)] + flags).check(on: task.known)
    }

    /// The folder that was given, or that of the task's asset, or what `data get` fetched.
    func folder(of task: KnownTask) throws -> URL { try task.folder(given: data) }
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
