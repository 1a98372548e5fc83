import ArgumentParser
import Experiments
import Files
import Foundation
import Options
import Tasks

/// `isotropy report`.
struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Write the table, figures and page of finished runs and analyses, without training.",
        discussion: """
            Takes run folders, trees of runs, and folders that hold either: all of one task. Runs that \
            differ in the seed, or its fold, alone share a row; each row is named by its method and by the \
            flags in which it differs from the others, or by its folder where these are more than two, and a \
            table has them. Runs that have not ended are named and left \
            out. `isotropy table` puts several tasks side by side. Folders of analyses get their figures and \
            analysis.html anew, several of them with --output as panels, models by sentences. `isotropy figure` \
            makes one figure, sized for print.
            """)

    @Argument(help: ArgumentHelp("Folders with runs or analyses.", valueName: "folder"))
    var folders: [String]

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The folder for report.html, table.md and figures/, of analyses for analysis.html and figures/. "
                + "(default: the tree of runs that is given, where it is one; each analysis's own)",
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
        let found = try FigureSources(folders: folders)
        for url in found.unfinished {
            Console.error("\(url.path) has not ended, or its folds are not all given: left out")
        }
        try reportAnalyses(found.analyses)
        guard !found.runs.isEmpty || found.analyses.isEmpty else { return }
        let compared = try ComparedRuns(found.runs)
        let report = try ExperimentReport(compared, unfinished: found.unfinished)
        let place = try ReportFolder(output: output, runs: folders)
        var files: [URL] = []
        try place.writing { files = try report.write(to: $0) }
        try Console.output(
            json ? try jsonText(ReportResult(compared, in: place.url, files)) : report.table())
        Console.error("the report is \(place.url.appending(path: "report.html").path)")
    }

    /// All together, or each in its own folder.
    private func reportAnalyses(_ analyses: [RecordedAnalysis]) throws {
        let groups = output == nil ? analyses.map { [$0] } : analyses.isEmpty ? [] : [analyses]
        for group in groups {
            let place =
                output == nil
                ? ReportFolder(ofAnalysis: group[0].url)
                : try ReportFolder(output: output, runs: folders)
            let report = try AnalysisReport(group)
            try place.writing { try report.write(to: $0) }
            let page = place.url.appending(path: AnalysisReport.pageName)
            Console.error("the figures of analyses are in \(page.path)")
        }
    }
}
