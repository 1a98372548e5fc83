import ArgumentParser

/// `isotropy data`.
struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data",
        abstract: "List the tasks, and fetch the official files of a task.",
        subcommands: [DataList.self, DataGet.self])
}
