import Files
import Formats
import Foundation
import Models
import Training

extension Experiment {
    /// Writes what all folds of a seed say together, where nobody has yet.
    func pool(_ runs: [FinishedRun]) throws {
        let runs = runs.sorted { $0.number < $1.number }
        guard let validation = work.crossValidation, let first = runs.first,
            runs.count == validation.folds
        else { return }
        let folder = first.seedFolder
        try AtomicFile.removeTemporaries(in: folder)
        let results = folder.appending(path: PooledResults.fileName)
        let isWhole = PooledResults.ownedNames.allSatisfy {
            FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
        }
        guard !isWhole else { return }
        let answers = try validation.pooled(
            runs.map { FoldRun(folder: $0.url, metrics: $0.results.development) })
        try answers.write(folder)
        // Last: whoever finds it finds all.
        try writeJSON(PooledResults(answers, first.job, runs.map(\.results)), to: results)
    }

    /// Removes what folds said together of which one is about to be trained.
    func unpool(_ job: RunConfiguration.Job) throws {
        guard job.fold != nil else { return }
        let folder = directory(job).url.deletingLastPathComponent()
        for name in PooledResults.ownedNames.reversed() {
            try removeItem(folder.appending(path: name))
        }
    }
}

/// What an experiment's runs train on: the folds of its work, or the work itself.
final class Parts<Work: Workload> {
    let count: Int
    private let whole: Work
    private let validation: CrossValidation<Work>?
    /// The rows that were prepared last: those of all folds may need too much memory together.
    private var last: (part: Int, rows: PreparedRows<Work.Model>)?
    /// The parts whose notices have been told: all runs of a part share them.
    private var told: Set<Int> = []

    init(_ work: Work) {
        whole = work
        validation = work.crossValidation
        count = validation?.folds ?? 1
    }

    /// - Parameter part: counts from 0.
    func work(_ part: Int) -> Work { validation?.work(part + 1) ?? whole }

    /// - Parameter report: told what a user should know of the rows, once.
    func rows(
        of part: Int, _ source: ModelFolder, _ options: TrainingOptions,
        report: ((TrainingEvent) -> Void)? = nil
    ) throws -> PreparedRows<Work.Model> {
        let rows: PreparedRows<Work.Model>
        if let last, last.part == part {
            rows = last.rows
        } else {
            last = nil
            rows = try work(part).prepare(source, options)
            last = (part, rows)
        }
        if let report, told.insert(part).inserted {
            for notice in rows.notices { report(.notice(notice)) }
        }
        return rows
    }
}
