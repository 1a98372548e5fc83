import Files
import Formats
import Foundation
import Metrics
import Models
import Options
import Training

/// A run's folder while the run goes on: see Documentation/checkpoints.md for what it promises.
package final class RunFolder: RunStore {
    private let directory: RunDirectory
    private let job: RunConfiguration.Job
    private let headline: Metric
    private let rows: RowCounts
    /// Saves the model as others open it.
    private let export: (URL) throws -> Void
    private var logs: RunLogs?

    /// - Parameter export: writes a checkpoint of the model to a folder.
    package init(
        _ directory: RunDirectory, _ job: RunConfiguration.Job, headline: Metric, rows: RowCounts,
        export: @escaping (URL) throws -> Void
    ) {
        self.directory = directory
        self.job = job
        self.headline = headline
        self.rows = rows
        self.export = export
    }

    package var bestModelPlace: String { directory.checkpoint.path }

    package func begin(
        resuming: Bool, _ state: some RunState
    ) throws -> (point: ResumePoint, notices: [Message]) {
        guard resuming, let saved = try SavedRun(directory, job, state) else {
            let lacksState =
                resuming && FileManager.default.fileExists(atPath: directory.log.path)
            logs = try RunLogs(
                directory,
                RunLogs.Contents(measures: job.training.measureEvery > 0 ? Data() : nil))
            return (ResumePoint(), lacksState ? ["no state had been saved yet: begins anew"] : [])
        }
        if let best = saved.point.best {
            try directory.check(has: saved.point.saved, ofStep: best.step)
        }
        let losses = try saved.logs.missing(in: directory)
        logs = try RunLogs(directory, saved.logs)
        return (saved.point, losses)
    }

    /// - Throws: before the run has begun.
    private func openLogs() throws(TrainingError) -> RunLogs {
        guard let logs else { throw .run("\(directory.url.path): the run has not begun") }
        return logs
    }

    package func append(_ step: StepRecord) throws { try openLogs().append(step) }

    package func append(_ evaluation: EvaluationRecord) throws {
        try openLogs().evaluations.append(evaluation)
    }

    package func append(_ measures: MeasureRecord) throws {
        try openLogs().measures?.append(measures)
    }

    package func saveBest(_ judgement: Judgement) throws -> [InputFile] {
        try export(directory.checkpoint)
        try judgement.writeAnswers(directory.url)
        return try directory.savedModel()
    }

    package func save(_ point: ResumePoint, _ state: some RunState) throws {
        if let best = point.best { try directory.check(has: point.saved, ofStep: best.step) }
        try SavedRun.save(
            point, openLogs().synchronized(), state, job, to: directory.resumeState)
    }

    package func finish(_ point: ResumePoint, seconds: Double) throws -> RunResults {
        try openLogs().synchronized()
        guard let best = point.best else {
            throw TrainingError.run("the run ended without an evaluation")
        }
        try directory.check(holds: point.saved, ofStep: best.step)
        let results = RunResults(
            model: job.model, task: job.task, method: job.method.name, seed: job.seed,
            fold: job.fold?.number, folds: job.fold?.count, headline: headline.name,
            selectedOn: job.fold == nil ? "development" : "none",
            selectedBy: "\(job.training.selectBy)", bestStep: best.step,
            bestEpoch: best.epoch, development: best.metrics, test: point.bestTest,
            onlyAnswers: point.bestOnlyAnswers,
            classReports: point.bestClassReports.flatMap { $0.isEmpty ? nil : $0 },
            baselines: point.bestBaselines.flatMap { $0.isEmpty ? nil : $0 }, rows: rows,
            isotropy: best.isotropy, steps: point.step, stoppedEarly: point.stoppedEarly,
            collapses: point.measuring?.collapses, tokens: point.tokens,
            trainingSeconds: point.trainingSeconds, seconds: seconds)
        try writeJSON(results, to: directory.results)
        // Finished runs are never resumed; the last state is three times the model.
        try removeItem(directory.resume)
        return results
    }
}
