import Foundation
import Isotropy
import Metrics
import Models
import Options
import Tasks

extension SentenceWorkload {
    public var crossValidation: CrossValidation<SentenceWorkload>? {
        guard let folds, let rows else { return nil }
        return CrossValidation(
            folds: folds.count, work: { holdingOut($0, of: folds, rows) },
            pooled: { try pooled($0, folds, rows.train) })
    }

    /// The same task with one fold as the rows that are measured.
    private func holdingOut(_ fold: Int, of folds: Folds, _ rows: TaskData) -> SentenceWorkload {
        var work = self
        var own = rows
        own.holdOut { folds.ofRows[$0] == fold }
        work.hold(own, fold: fold)
        return work
    }

    private func pooled(
        _ runs: [FoldRun], _ folds: Folds, _ rows: [Example]
    ) throws -> PooledAnswers {
        precondition(runs.count == folds.count, "\(runs.count) of \(folds.count) folds")
        var answers = [PredictionsFile.Answer?](repeating: nil, count: rows.count)
        var header = ""
        for (index, run) in runs.enumerated() {
            let places = folds.places(of: index + 1)
            let own = places.map { rows[$0] }
            let file = try PredictionsFile.read(
                run.folder.appending(path: PredictionsFile.name), of: task, rows: own)
            try check(file.answers, own, of: run)
            header = file.header
            for (place, answer) in zip(places, file.answers) { answers[place] = answer }
        }
        let all = answers.compactMap { $0 }
        precondition(all.count == rows.count, "\(all.count) answers to \(rows.count) rows")
        let comparison = task.measure.comparison(
            of: all.map(\.outputs), with: rows.map(\.target))
        let evaluation = Evaluation(all.map(\.outputs), comparison)
        return PooledAnswers(
            findings: evaluation.findings(of: PooledAnswers.set), rows: rows.count
        ) { folder in
            let lines = [header] + all.map(\.line)
            try PredictionsFile.write(lines, to: folder.appending(path: PredictionsFile.name))
        }
    }

    /// Refuses answers that are not those that a fold's run recorded the metrics of.
    private func check(_ answers: [PredictionsFile.Answer], _ rows: [Example], of run: FoldRun)
        throws
    {
        let found = task.measure.comparison(
            of: answers.map(\.outputs), with: rows.map(\.target)
        ).values
        let changed = run.metrics.keys.sorted().filter { name in
            switch (found[name] ?? nil, run.metrics[name] ?? nil) {
            case (let now?, let then?): abs(now - then) > 1e-9 * max(1, abs(then))
            case (nil, nil): false
            default: true
            }
        }
        guard let name = changed.first else { return }
        func text(_ metrics: [String: Double?]) -> String {
            (metrics[name] ?? nil).map { "\($0)" } ?? "undefined"
        }
        throw TrainingError.run(
            "\(run.folder.appending(path: PredictionsFile.name).path): has \(name) \(text(found)), and "
                + "results.json beside it \(text(run.metrics)): one of the two is not what the run wrote; without "
                + "the folder, `resume` trains the fold again")
    }

    /// With folds, a run is measured once, after its last step: what would look at its held-out rows before
    /// would choose a model by them.
    public func usual(
        _ options: TrainingOptions, isGiven: (String) -> Bool
    ) -> TrainingOptions {
        guard folds != nil else { return options }
        var options = options
        if !isGiven("early_stopping") { options.earlyStopping = 0 }
        if !isGiven("evaluate_every") { options.evaluateEvery = 0 }
        return options
    }

    public func problems(_ method: Method, _ options: TrainingOptions) -> [OptionProblem] {
        guard folds != nil else {
            return options.problems(selectingAmong: task.metrics.map(\.name))
        }
        let reason: Message =
            "has no effect with folds, whose rows are measured once, after the last step"
        return [
            ("early_stopping", options.earlyStopping), ("evaluate_every", options.evaluateEvery),
        ]
        .filter { $0.1 > 0 }.map { OptionProblem($0.0, reason) }
            + (options.selectBy == .headline ? [] : [OptionProblem("select_by", reason)])
    }
}
