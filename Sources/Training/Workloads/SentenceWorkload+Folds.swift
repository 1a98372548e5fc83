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
        _ folders: [URL], _ folds: Folds, _ rows: [Example]
    ) throws -> PooledAnswers {
        precondition(folders.count == folds.count, "\(folders.count) of \(folds.count) folds")
        var answers = [PredictionsFile.Answer?](repeating: nil, count: rows.count)
        var header = ""
        for (index, folder) in folders.enumerated() {
            let places = folds.places(of: index + 1)
            let file = try PredictionsFile.read(
                folder.appending(path: PredictionsFile.name), of: task,
                rows: places.map { rows[$0] })
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
        guard folds != nil else { return [] }
        let reason: Message =
            "has no effect with folds, whose rows are measured once, after the last step"
        return [
            ("early_stopping", options.earlyStopping), ("evaluate_every", options.evaluateEvery),
        ]
        .filter { $0.1 > 0 }.map { OptionProblem($0.0, reason) }
    }
}
