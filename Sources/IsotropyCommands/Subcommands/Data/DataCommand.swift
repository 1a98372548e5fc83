import ArgumentParser

/// `isotropy data`.
struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data",
        abstract: "List the tasks, fetch their official files, and check files.",
        subcommands: [DataList.self, DataGet.self, DataCheck.self])
}
