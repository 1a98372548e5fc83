import ArgumentParser
import Experiments
import Files
import Foundation
import Options

/// Where a run's files go.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The folder for everything that is written. (default: \(Self.finetuneFolder); "
                + "\(Self.quickstartFolder) for quickstart)",
            valueName: "folder"))
    var output: String?

    @Option(
        name: .customLong("tensorboard"),
        help: ArgumentHelp(
            "Write what TensorBoard reads into this folder, METHOD/SEED for each run, while the runs go on; "
                + "with --resume also for runs that have ended. (default: no such files)",
            valueName: "folder"))
    private var tensorBoardFolder: String?

    @Flag(
        help: ArgumentHelp(
            "Go on with the runs in the output folder, from their last saved states; other methods and "
                + "seeds join those that are there. --resume=auto begins where there is no such folder "
                + "yet."))
    var resume = false

    @Flag(name: .customLong(resumeAuto), help: .private)
    var resumesOrBegins = false

    @Flag(
        help: "Replace the run in the output folder, or in a tree the runs of the same methods.")
    var overwrite = false

    /// What `--resume=auto` is to the parser, whose flags take no values.
    fileprivate static let resumeAuto = "resume-auto"

    /// The arguments as the parser takes them.
    /// - Throws: for other forms of `--resume` than there are.
    static func parsable(_ arguments: [String]) throws -> [String] {
        let commands = [Finetune._commandName, Quickstart._commandName]
        guard let first = arguments.first, commands.contains(first) else { return arguments }
        for (index, word) in arguments.enumerated() {
            let next = index + 1 < arguments.count ? arguments[index + 1] : "-"
            let isAlone = word == "--resume" && !next.hasPrefix("-")
            guard isAlone || word.hasPrefix("--resume=") && word != "--resume=auto" else {
                continue
            }
            let hint = isAlone && next == "auto" ? "in one word, " : ""
            throw ValidationError(
                "\(isAlone ? "\(word) \(next)" : word): there are \(hint)--resume, which goes on with the runs in the "
                    + "output folder, and --resume=auto, which also begins where there is no such folder; "
                    + "--output names it")
        }
        return arguments.map { $0 == "--resume=auto" ? "--\(resumeAuto)" : $0 }
    }

    /// The arguments of this process, those of its file of options among them, without what goes on with old runs
    /// or replaces them.
    static func startingCommand() -> [String] {
        let expanded = try? ExpandedArguments.ofProcess.get().words
        return StartingCommand.words(of: expanded ?? Array(CommandLine.arguments.dropFirst()))
    }

    /// The same without the subcommand.
    static func startingWords() -> [String] { Array(startingCommand().dropFirst()) }

    static let finetuneFolder = "run"
    static let quickstartFolder = "isotropy-quickstart"

    var tensorBoard: URL? {
        tensorBoardFolder.map { URL(filePath: $0, directoryHint: .isDirectory).absoluteURL }
    }

    /// Where the events are, for people.
    func explainEvents() {
        guard let tensorBoard else { return }
        Console.error(Message("tensorboard --logdir \(shellWord(tensorBoard.path)) shows the runs"))
    }

    func url(otherwise folder: String) -> URL { URL(filePath: output ?? folder).absoluteURL }

    /// Refuses to resume where there is nothing: most likely the folder's name is wrong.
    func check(_ folder: URL) throws {
        if resume, !FileManager.default.fileExists(atPath: folder.path) {
            throw InputError(
                "there is no folder \(folder.path) to resume: --resume=auto begins there, or give another "
                    + "--output")
        }
    }

    var existing: RunDirectory.Existing {
        resume || resumesOrBegins ? .resume : overwrite ? .overwrite : .refuse
    }

    func validate() throws {
        if existing == .resume, overwrite {
            throw ValidationError("--resume and --overwrite exclude each other")
        }
        if output?.isEmpty == true { throw ValidationError("--output is empty") }
        if tensorBoardFolder?.isEmpty == true { throw ValidationError("--tensorboard is empty") }
    }
}

/// What starts runs anew.
package enum StartingCommand {
    /// The arguments without what goes on with old runs or replaces them.
    package static func words(of arguments: [String]) -> [String] {
        let others = ["--resume", "--resume=auto", "--\(OutputOptions.resumeAuto)", "--overwrite"]
        return arguments.filter { !others.contains($0) }
    }
}

/// Seeds as an option takes them, such as `1,2,3`.
struct SeedList {
    let values: [UInt64]

    init(_ values: [UInt64]) {
        self.values = values
    }

    init(_ text: String) throws {
        // A separator at an end or a number twice is more likely a slip than a wish.
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt64($0.trimmingCharacters(in: .whitespaces)) }
        guard !numbers.isEmpty, numbers.count == parts.count,
            Set(numbers).count == numbers.count
        else {
            throw ValidationError(
                "seeds are different whole numbers in 0 ... \(UInt64.max), separated by commas")
        }
        values = numbers
    }
}
