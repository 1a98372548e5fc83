import Files
import Formats
import Foundation
import Options

/// Where an analysis is written.
struct AnalysisFolder {
    let url: URL

    init(_ output: String) {
        url = URL(filePath: output, directoryHint: .isDirectory).standardizedFileURL
    }

    private var result: URL { url.appending(path: "analysis.json") }

    /// Keeps others from writing there.
    /// - Throws: where the folder holds files of these names that no analysis wrote.
    func claim() throws -> OutputLock {
        if FileManager.default.fileExists(atPath: url.path),
            !FileManager.default.fileExists(atPath: result.path)
        {
            let others = [
                "table.md", "table.csv", KeptClouds.fileName, AnalysisReport.pageName,
            ].filter {
                FileManager.default.fileExists(atPath: url.appending(path: $0).path)
            }
            guard others.isEmpty else {
                throw InputError(
                    "\(url.path) holds \(others.joined(separator: " and ")), but no analysis.json: give another "
                        + "--output")
            }
        }
        return try AtomicFile.claim(result)
    }

    /// - Parameter kept: what figures take; `nil` where there are none.
    func write(_ analysis: Analysis, _ kept: KeptClouds?) throws {
        try remove(KeptClouds.fileName)
        let text = try jsonText(analysis) + "\n"
        try writeAtomically(Data(analysis.markdown.utf8), to: url.appending(path: "table.md"))
        try writeAtomically(Data(analysis.csv.utf8), to: url.appending(path: "table.csv"))
        if let similarities = analysis.similarities {
            try writeAtomically(
                Data(similarities.differencesCSV.utf8), to: url.appending(path: "differences.csv"))
        }
        try kept?.write(to: url.appending(path: KeptClouds.fileName))
        try writeAtomically(Data(text.utf8), to: result)
        guard kept != nil else { return try remove(AnalysisReport.pageName) }
        // From the files, as they are drawn again.
        try AnalysisReport([RecordedAnalysis(in: url)]).write(to: url)
    }

    /// What an earlier analysis left, and this one does not have.
    private func remove(_ name: String) throws {
        let file = url.appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else { return }
        do { try FileManager.default.removeItem(at: file) } catch { throw FileFailure(file, error) }
    }
}
