import Isotropy
import Layers
import Metrics
import Models
import Options
import Torch

/// One run: a model, a method and a seed from the first step to the results.
public final class Trainer<Model: TrainableModel, Store: RunStore> {
    private let model: Model
    private let rows: [Model.Row]
    private let judge: any Judge
    private let store: Store
    private let isInterrupted: () -> Bool
    private let report: (TrainingEvent) -> Void

    private let options: TrainingOptions
    private let seed: UInt64
    private let penalty: any Penalty
    private let optimizer: AdamW
    private let buffer: GradientBuffer
    /// `nil` where no step is measured.
    private let measures: TrainingMeasures?
    private var point = ResumePoint()
    private var waiting = WaitingSteps()

    /// - Parameters:
    ///   - rows: to train on.
    ///   - store: keeps what the run leaves.
    ///   - isInterrupted: asked after every step; `true` saves the state and ends the run.
    ///   - report: told what happens.
    public init(
        model: Model, rows: [Model.Row], judge: any Judge, penalty: any Penalty,
        options: TrainingOptions, seed: UInt64, store: Store,
        isInterrupted: @escaping () -> Bool, report: @escaping (TrainingEvent) -> Void
    ) {
        self.model = model
        self.rows = rows
        self.judge = judge
        self.penalty = penalty
        self.options = options
        self.seed = seed
        self.store = store
        self.isInterrupted = isInterrupted
        self.report = report
        optimizer = AdamW(
            model.store, epsilon: options.adamEpsilon, weightDecay: options.weightDecay)
        buffer = GradientBuffer(model.store, batchesPerStep: options.accumulate)
        measures = options.measureEvery > 0 ? TrainingMeasures(every: options.measureEvery) : nil
    }

    private var state: TrainingState<Model> {
        TrainingState(model: model, optimizer: optimizer, penalty: penalty, measures: measures)
    }

    /// Trains, evaluates and saves until the last step, an early stop or an interruption.
    /// - Parameter resuming: whether to go on from the saved state, where there is one.
    /// - Throws: also where the warm-up leaves no step with a learning rate over 0, before anything is kept.
    public func run(resuming: Bool) throws -> Store.Results {
        let began = ContinuousClock.now
        let warmUp = try options.warmUpNotice(rows: rows.count)
        let notices: [Message]
        (point, notices) = try store.begin(resuming: resuming, state)
        for notice in notices { report(.notice(notice)) }
        let start = point.step
        let stepsPerEpoch = options.stepsPerEpoch(rows: rows.count)
        let rate = options.learningRate(rows: rows.count)
        let totalSteps = rate.totalSteps
        report(.started(totalSteps: totalSteps, resumedAt: start))
        if let warmUp { report(.notice(warmUp)) }
        let sequences = min(options.batchSize * options.accumulate, rows.count)
        if let notice = measures?.notice(ofSteps: totalSteps, sequences: sequences) {
            report(.notice(notice))
        }

        while point.step < totalSteps, !point.stoppedEarly {
            let epoch = point.step / stepsPerEpoch
            let steps = stepBatches(epoch: epoch)
            let first = point.step % stepsPerEpoch
            if first == 0, let sample = penalty.sample(beforeEpoch: epoch) {
                try readSteps()
                report(.phase("sampling \(sample)"))
                try optimizer.settle()
                try checkingNumbers("sample for \(sample)") {
                    try penalty.prepare(epoch: epoch, model, rows, seed: seed)
                }
            }
            var step = TrainingStep(
                model: model, penalty: penalty, optimizer: optimizer, buffer: buffer,
                rate: rate, clip: options.clip, accumulate: options.accumulate, seed: seed)
            step.recomputingActivations = options.checkpointActivations
            for batches in steps[first...] {
                try train(batches, step, stepsPerEpoch)
                if isEvaluationDue(stepsPerEpoch, totalSteps) {
                    try readSteps()
                    if point.step == totalSteps || !judge.measuresAtEnd {
                        try evaluate(stepsPerEpoch)
                    }
                    // What is finished needs no state to go on from.
                    if point.stoppedEarly || point.step == totalSteps { break }
                    try save()
                }
                if isInterrupted() {
                    try readSteps()
                    try interrupt()
                }
            }
        }
        try readSteps()
        point.measuring = measures?.point
        return try store.finish(point, seconds: (ContinuousClock.now - began) / .seconds(1))
    }

    /// The batches of each optimizer step of an epoch.
    private func stepBatches(epoch: Int) -> [[[Model.Row]]] {
        let order = BatchOrder(
            count: rows.count, batchSize: options.batchSize, epoch: epoch, seed: seed,
            shuffled: options.shuffle, dropLast: options.dropLast)
        let batches = order.batches
        return stride(from: 0, to: batches.count, by: options.accumulate).map { start in
            batches[start..<min(start + options.accumulate, batches.count)].map { batch in
                batch.map { rows[$0] }
            }
        }
    }

    private func train(
        _ batches: [[Model.Row]], _ step: TrainingStep<Model>, _ stepsPerEpoch: Int
    ) throws {
        let measures = measures.flatMap { $0.measures(step: point.step + 1) ? $0 : nil }
        let pending: PendingStep
        do {
            pending = try checkingNumbers("sentence features", after: 1) {
                try step(batches, step: point.step, measuredBy: measures)
            }
        } catch {
            // What failed in an earlier step is the cause, and comes first.
            try readSteps()
            throw error
        }
        point.step += 1
        waiting.append(pending, epoch: Double(point.step) / Double(stepsPerEpoch))
        if model.store.device.isCPU || waiting.areDue { try readSteps() }
        if let measures { try read(measures, epoch: Double(point.step) / Double(stepsPerEpoch)) }
    }

    /// Logs and tells what measured steps say, where they say enough.
    private func read(_ measures: TrainingMeasures, epoch: Double) throws {
        let reading = try checkingNumbers("hidden states") {
            try measures.reading(afterStep: point.step, epoch: epoch)
        }
        guard let reading else { return }
        // What it is a reading of is logged first.
        try readSteps()
        try store.append(reading)
        report(.measured(reading))
        for collapse in reading.collapses ?? [] { report(.collapsed(collapse)) }
    }

    /// Reads, logs and reports the steps that were given to the device.
    private func readSteps() throws {
        let (records, failure) = waiting.read(on: model.store.device)
        for record in records {
            point.tokens += record.tokens
            point.trainingSeconds += record.seconds
            try store.append(record)
            report(.step(record))
        }
        if let failure { try checkingNumbers("sentence features") { throw failure } }
    }

    /// Runs `body`; numbers that fail in it end the run with the step's number, counted from the steps
    /// taken, and the place of the last good checkpoint; too little memory, with what needs less.
    private func checkingNumbers<Result>(
        _ term: String, after steps: Int = 0, _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch TrainingError.notFinite(let term, let step, let value, _) {
            throw TrainingError.notFinite(term: term, step: step, value: value, lastGood: lastGood)
        } catch let error as TorchError where error.kind == .notFinite {
            throw TrainingError.notFinite(
                term: term, step: point.step + steps, value: .nan, lastGood: lastGood)
        } catch let error as TorchError where error.kind == .outOfMemory {
            throw TrainingError.run(
                "step \(point.step + steps) needs more memory than there is: \(error). Lower "
                    + "`batch_size` (and raise `accumulate` to keep the size of a step) or "
                    + "`max_length`, or give `checkpoint_activations`. \(lastGood)")
        }
    }

    private var lastGood: String {
        guard let best = point.best else { return "No checkpoint had been saved yet." }
        return "The best checkpoint, of step \(best.step), is kept in \(store.bestModelPlace)."
    }

    private func isEvaluationDue(_ stepsPerEpoch: Int, _ totalSteps: Int) -> Bool {
        let interval = options.evaluateEvery > 0 ? options.evaluateEvery : stepsPerEpoch
        return point.step % interval == 0 || point.step == totalSteps
    }

    /// Measures the development set; a better model is saved before the state that says so.
    private func evaluate(_ stepsPerEpoch: Int) throws {
        report(.phase("evaluating"))
        try optimizer.settle()
        let judgement = try checkingNumbers("hidden states of the \(judge.developmentName)") {
            try judge.development()
        }
        if let wrong = judgement.notFinite {
            throw TrainingError.notFinite(
                term: "logits of the \(judge.developmentName)", step: point.step, value: wrong,
                lastGood: lastGood)
        }
        var record = EvaluationRecord(
            step: point.step, epoch: Double(point.step) / Double(stepsPerEpoch),
            metrics: judgement.findings.metrics, isotropy: judgement.isotropy,
            deviations: judgement.deviations, isBest: false)
        let onlyAnswers = judgement.findings.onlyAnswers
        record.onlyAnswers = onlyAnswers.isEmpty ? nil : onlyAnswers
        var notices = Findings.notices(onlyAnswers, development: judge.developmentName)
        record.isBest = isBetter(record)
        if record.isBest {
            let test = try judge.test()
            point.bestTest = test.metrics
            point.bestOnlyAnswers = onlyAnswers.merging(test.onlyAnswers) { $1 }
            point.bestClassReports = judgement.findings.classReports
                .merging(test.classReports) { $1 }
            point.bestBaselines = judgement.findings.baselines.merging(test.baselines) { $1 }
            notices += test.notices
            point.saved = try store.saveBest(judgement)
            point.best = record
            point.evaluationsSinceBest = 0
        } else {
            point.evaluationsSinceBest += 1
        }
        point.stoppedEarly =
            options.earlyStopping > 0 && point.evaluationsSinceBest >= options.earlyStopping
        try store.append(record)
        report(.evaluated(record))
        for notice in notices { report(.notice("step \(point.step): \(notice)")) }
        if point.stoppedEarly { report(.stoppedEarly(step: point.step)) }
    }

    /// Whether it is better than the best so far, by what the options choose by; where that is undefined it
    /// never is, but the first evaluation always counts, so that there is a model to save.
    private func isBetter(_ record: EvaluationRecord) -> Bool {
        guard let best = point.best else { return true }
        return options.selectBy.isBetter(record, than: best, headline: judge.headline)
    }

    private func save() throws {
        point.measuring = measures?.point
        try store.save(point, state)
    }

    private func interrupt() throws {
        try save()
        throw TrainingError.interrupted(
            step: point.step, resume: "The same command with `resume` goes on from there.")
    }
}
