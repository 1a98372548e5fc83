import Files
import Formats
import Foundation
import Isotropy
import Models
import Options
import Training

extension Experiment {
    /// A model before its first step, and what a user should know of it.
    typealias NewModel = (model: Work.Model, notices: [Message])

    /// Trains those that no earlier start has finished.
    /// - Parameter first: the first job's model.
    func trainMembers(
        _ jobs: [RunConfiguration.Job], _ parts: Parts<Work>,
        _ inputs: [InputFile], first: Once<NewModel>, isInterrupted: @escaping () -> Bool,
        reporting: (ExperimentMember) -> (TrainingEvent) -> Void
    ) throws -> [FinishedRun] {
        var runs: [FinishedRun] = []
        for (index, job) in jobs.enumerated() {
            if isInterrupted() { throw Self.interruptedBetweenRuns }
            let member = ExperimentMember(
                method: job.method, seed: job.seed, fold: job.fold, number: index + 1,
                count: jobs.count)
            let report = reporting(member)
            runs.append(
                try run(
                    job, parts, index % parts.count, inputs, first, isInterrupted: isInterrupted,
                    report: report))
            // Others than the first job's have another model, and this one is free to go.
            first.value = nil
        }
        return runs
    }

    private func run(
        _ job: RunConfiguration.Job, _ parts: Parts<Work>, _ part: Int, _ inputs: [InputFile],
        _ ready: Once<NewModel>, isInterrupted: @escaping () -> Bool,
        report: @escaping (TrainingEvent) -> Void
    ) throws -> FinishedRun {
        let directory = directory(job)
        try makeFolder(directory.url)
        let lock = isTree ? try OutputLock(folder: directory.url, .exclusive) : nil
        defer { withExtendedLifetime(lock) {} }
        // In a tree, another process may have made the run meanwhile.
        let resumes = existing == .resume || isTree
        let events = try tensorBoard.map {
            try EventWriter(in: $0, directory, job, report: report)
        }
        if resumes, let finished = try finishedRun(directory, job, inputs) {
            events?.writeFinished()
            return finished
        }
        try unpool(job)
        let work = parts.work(part)
        let rows = try parts.rows(of: part, source, training, report: report)
        let (model, notices) =
            try ready.take()
            ?? work.makeModel(source, job.method, training, seed: job.seed, on: device)
        for notice in notices { report(.notice(notice)) }
        try check(inputs)
        try directory.removeTemporaries()
        let configuration = RunConfiguration(
            job: job, inputs: inputs,
            environment: .current(version: version, command: command, device: device))
        try writeJSON(configuration, to: directory.configuration)
        let store = RunFolder(directory, job, headline: work.headline, rows: rows.counts) {
            try work.export(model, of: source, job.training, to: $0)
        }
        let trainer = Trainer(
            model: model, rows: rows.train, judge: rows.judge(model),
            penalty: try job.method.penalty.makePenalty(), options: job.training, seed: job.seed,
            store: store, isInterrupted: isInterrupted,
            report: { event in
                report(event)
                events?.take(event)
            })
        let results = try trainer.run(resuming: resumes)
        events?.finish(job, results)
        return FinishedRun(
            url: directory.url, job: job, environment: configuration.environment, results: results,
            inputs: inputs)
    }

    /// The run of a folder that an earlier start has finished.
    /// - Throws: for a run of another job or of other files, and for a folder with parts of a run.
    private func finishedRun(
        _ directory: RunDirectory, _ job: RunConfiguration.Job, _ inputs: [InputFile]
    ) throws -> FinishedRun? {
        guard FileManager.default.fileExists(atPath: directory.configuration.path) else {
            try directory.checkHoldsNoParts()
            return nil
        }
        let earlier = try readJSON(RunConfiguration.self, from: directory.configuration)
        guard earlier.job.effective == job.effective else {
            let differences = try earlier.job.differences(from: job)
            throw TrainingError.run(
                "\(directory.url.path) holds a run with other options, so it cannot go on with "
                    + "these: give the same, or `overwrite` to start anew "
                    + "(\(differences.joined(separator: "; ")))")
        }
        let changes = inputs.changes(since: earlier.inputs)
        guard changes.isEmpty else {
            throw TrainingError.run(
                "\(directory.url.path) holds a run of other files, so it cannot go on with these: "
                    + "\(changes.joined(separator: ", ")) since it began; restore them, or give "
                    + "`overwrite` to start anew")
        }
        guard let finished = try FinishedRun(directory) else { return nil }
        try directory.checkLog(steps: finished.results.steps)
        // A kill after the end left it: finished runs are never resumed.
        try removeItem(directory.resume)
        return finished
    }
}

/// What one taker has, so that nobody else keeps it alive.
final class Once<Value> {
    var value: Value?

    func take() -> Value? {
        defer { value = nil }
        return value
    }
}

/// A run's place among all of an experiment.
public struct ExperimentMember: Sendable {
    public let method: Method
    public let seed: UInt64
    /// `nil` outside of cross-validation.
    public let fold: HeldOutFold?
    /// Counts from 1.
    public let number: Int
    public let count: Int
}
