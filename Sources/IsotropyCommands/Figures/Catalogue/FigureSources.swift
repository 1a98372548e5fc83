import Experiments
import Files
import Foundation
import Options

/// What figures are drawn from: finished runs and analyses, in the order of the folders.
struct FigureSources {
    var analyses: [RecordedAnalysis] = []
    var runs: [FinishedRun] = []
    /// Folders of runs that have not ended.
    var unfinished: [URL] = []

    init(analyses: [RecordedAnalysis] = [], runs: [FinishedRun] = []) {
        (self.analyses, self.runs) = (analyses, runs)
    }

    /// - Throws: for a folder that is not there or has neither, and for files that this version does not read.
    init(folders: [String]) throws {
        var runFolders: [String] = []
        var seen: Set<String> = []
        for path in folders {
            let url = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
            guard isFolder(url) else { throw InputError("there is no folder \(url.path)") }
            let found = try RecordedAnalysis.all(in: url)
            analyses += found.filter { seen.insert($0.url.resolvingSymlinksInPath().path).inserted }
            let holdsRuns = RunDirectory(url).isMeantAsRun || FinishedRun.first(in: url) != nil
            guard holdsRuns || !found.isEmpty else {
                throw InputError(
                    "\(url.path) holds no run and no analysis: `isotropy finetune` and `isotropy analyze` write them"
                )
            }
            if holdsRuns { runFolders.append(path) }
        }
        guard !runFolders.isEmpty else { return }
        let all = try FinishedRun.all(inFolders: runFolders)
        (runs, unfinished) = (all.finished, all.unfinished)
    }

    /// What a figure does not look at: runs beside analyses, or analyses beside runs.
    func leftOut(of kind: FigureKind) -> [URL] {
        switch kind.takes {
        case .analyses: runs.map(\.url)
        case .runs: analyses.map(\.url)
        case .either: analyses.isEmpty ? [] : runs.map(\.url)
        case .points: []
        }
    }

    private func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            && isFolder.boolValue
    }
}

/// What a figure takes and nobody has measured, with the command that does.
struct MissingIngredient: Error {
    let what: String
    let remedy: String

    /// - Parameters:
    ///   - what: as in "takes …".
    ///   - remedy: the command.
    init(_ what: String, remedy: String) {
        (self.what, self.remedy) = (what, remedy)
    }

    /// The refusal of a figure.
    func refusal(of figure: String) -> InputError {
        InputError(Message("\(figure) takes \(what): `\(remedy)` makes it"))
    }
}
