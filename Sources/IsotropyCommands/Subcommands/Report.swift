import ArgumentParser
import Experiments
import Files
import Foundation
import Options
import Tasks

/// `isotropy report`.
struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the table, figures and page of finished runs, without training.",
        discussion: """
            Takes run folders, trees of runs, and folders that hold either: all of one task. Runs that \
            differ in the seed, or its fold, alone share a row; each row is named by its method and by the \
            flags in which it differs from the others, or by its folder where these are more than two, and a \
            table has them. Runs that have not ended are named and left \
            out. `isotropy table` puts several tasks side by side.
            """)

    @Argument(help: ArgumentHelp("Folders with runs.", valueName: "folder"))
    var folders: [String]

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The folder for report.html, table.md and figures/. (default: the tree of runs that is "
                + "given, where it is one)",
            valueName: "folder"))
    var output: String?

    @Flag(help: "Print the results and what was written as JSON instead of a table.")
    var json = false

    func validate() throws {
        if output == nil, folders.count > 1 {
            throw ValidationError("several folders need --output FOLDER for their report")
        }
        if output?.isEmpty == true { throw ValidationError("--output is empty") }
    }

    func run() throws {
        let found = try FinishedRun.all(inFolders: folders)
        for url in found.unfinished {
            Console.error("\(url.path) has not ended, or its folds are not all given: left out")
        }
        let compared = try ComparedRuns(found.finished)
        let report = try ExperimentReport(compared, unfinished: found.unfinished)
        let place = try ReportFolder(output: output, runs: folders)
        var files: [URL] = []
        try place.writing { files = try report.write(to: $0) }
        try Console.output(
            json ? try jsonText(ReportResult(compared, in: place.url, files)) : report.table())
        Console.error("the report is \(place.url.appending(path: "report.html").path)")
    }
}
