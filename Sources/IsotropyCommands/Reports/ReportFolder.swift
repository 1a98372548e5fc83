import Experiments
import Figures
import Files
import Foundation
import Options

/// Where `report` writes: a tree of runs, or any folder that holds nothing of another's by the names of a report.
struct ReportFolder {
    let url: URL

    /// - Parameter output: as it was given; without it, the one folder of runs, where it is a tree.
    init(output: String?, runs folders: [String]) throws {
        guard let output else {
            url = Self.folder(folders[0])
            guard folders.count == 1, ExperimentTree(url).holdsRuns else {
                throw InputError(
                    "\(url.path) is no tree of METHOD/SEED: give the report a folder with "
                        + "--output")
            }
            return
        }
        url = Self.folder(output)
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
            !isFolder.boolValue
        {
            throw InputError(
                "--output \(output) is a file: a report is several, in a folder, which --output names"
            )
        }
        let isOwnTree = folders.count == 1 && Self.folder(folders[0]) == url
        if ExperimentTree(url).holdsRuns, !isOwnTree {
            throw InputError(
                "\(url.path) holds runs, whose report it has: give the report of others another --output"
            )
        }
        if RunDirectory(url).isMeantAsRun {
            throw InputError(
                "\(url.path) is a run: give the report a folder of its own with --output")
        }
    }

    /// The folder of an analysis, whose figures are drawn again.
    init(ofAnalysis folder: URL) { url = folder }

    private static func folder(_ path: String) -> URL {
        URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
    }

    /// Lets `body` write there; others wait meanwhile.
    /// - Throws: where a file of a report's name was not written by this program.
    func writing(_ body: (URL) throws -> Void) throws {
        try makeFolder(url)
        let lock = try OutputLock(
            url, file: url.appending(path: ExperimentTree.resultsLock), .exclusiveAfterOthers)
        try withExtendedLifetime(lock) {
            try checkIsOurs()
            try body(url)
        }
    }

    private func checkIsOurs() throws {
        guard !ExperimentTree(url).holdsRuns else { return }
        let present = (ExperimentTree.reportNames + [AnalysisReport.pageName]).filter {
            FileManager.default.fileExists(atPath: url.appending(path: $0).path)
        }
        guard !present.isEmpty, !hasOurPage else { return }
        throw InputError(
            "\(url.path) holds \(present.joined(separator: ", ")), but no page that isotropy wrote: give "
                + "another --output")
    }

    private var hasOurPage: Bool {
        let analysis = url.appending(path: RecordedAnalysis.fileName)
        if FileManager.default.fileExists(atPath: analysis.path) { return true }
        return ["report.html", AnalysisReport.pageName].contains { name in
            let page = url.appending(path: name)
            guard let text = try? String(contentsOf: page, encoding: .utf8) else { return false }
            return text.prefix(1000).contains("name=\"generator\"")
                && text.prefix(1000).contains("content=\"\(ReportContent.generator)\"")
        }
    }
}
