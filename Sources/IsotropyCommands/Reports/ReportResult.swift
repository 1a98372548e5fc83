import Experiments
import Foundation
import Options

/// What `report` says to programs.
struct ReportResult: Encodable {
    /// One row of the table.
    struct Row: Encodable {
        /// As the table calls it.
        let title: String
        /// Those of ``ReportResult/options``.
        let values: [String]
        let results: ExperimentResults.Method
    }

    let folder: String
    let files: [String]
    let task: String
    let headline: String
    let split: String
    /// The flags in which rows differ where their titles do not tell it.
    let options: [String]
    let rows: [Row]

    /// - Parameters:
    ///   - folder: of the report.
    ///   - files: that were written.
    init(_ compared: ComparedRuns, in folder: URL, _ files: [URL]) throws {
        guard let first = compared.runs.first else {
            throw InputError("there is no finished run to report")
        }
        self.folder = folder.path
        self.files = files.map(\.path).sorted()
        task = first.job.task
        headline = first.results.headline
        split = first.scoredSet
        options = compared.options.map(\.flagged)
        rows = compared.groups.compactMap { group in
            ExperimentResults.Method(group.runs).map {
                Row(title: group.title.flagged, values: group.values, results: $0)
            }
        }
    }
}
