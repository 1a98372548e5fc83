import Experiments
import Formats
import Foundation
import Models
import QuestionAnswering
import Tasks
import Training

extension Evaluate {
    /// A sentence classifier on a task's development or test set.
    func evaluate(
        _ folder: ModelFolder, on definition: TaskDefinition
    ) throws -> EvaluationResult {
        let (examples, further) = try rows(of: definition)
        let classifier = try SentenceModel.fineTuned(
            folder, head: Head(definition.kind), on: computation.resolved())
        return try measure(
            classifier, folder, on: definition, split.rawValue, examples,
            further: further)
    }

    /// A sentence classifier on a file of the user's own, whose labels are the classifier's.
    func evaluateFile(_ folder: ModelFolder) throws -> EvaluationResult {
        let classifier = try SentenceModel.fineTuned(
            folder, on: computation.resolved())
        let rows = try file.rows(for: folder, classifier.head)
        if let test = file.test, trainedOn(URL(filePath: test), folder) {
            Console.error("the model was trained, or chosen, on the rows of \(test)")
        }
        // Another program may have written there, or the run was of a known task.
        let name = folder.trainedTask.flatMap { TaskName.objection(to: $0) == nil ? $0 : nil }
        let definition = try positive.applied(
            to: TaskDefinition.custom(
                classifier.head.kind, isPair: rows.first?.second != nil,
                named: name ?? TaskDefinition.customName))
        return try measure(classifier, folder, on: definition, SplitName.test.rawValue, rows)
    }

    /// Whether a file has the contents of one that the checkpoint's run read to train or to choose its model.
    private func trainedOn(_ test: URL, _ folder: ModelFolder) -> Bool {
        let run = RunDirectory(folder.url.deletingLastPathComponent())
        guard let found = try? InputFile(test),
            let configuration = try? run.recordedConfiguration(),
            let source = configuration.job.details["custom"]
        else { return false }
        let read = [source["train"], source["development"]].compactMap { $0?.description }
        return configuration.inputs.contains { $0.xxh64 == found.xxh64 && read.contains($0.path) }
    }

    private func measure(
        _ classifier: SentenceModel, _ folder: ModelFolder, on definition: TaskDefinition,
        _ split: String, _ examples: [Example], further: [ExampleSet] = []
    ) throws -> EvaluationResult {
        let evaluator = Evaluator(classifier)
        let (evaluation, isotropy) = try evaluator.evaluateWithIsotropy(
            length.encode(examples, for: folder, named: "\(split) rows"), by: definition.measure)
        try checkFinite(evaluation.notFinite)
        let others = try evaluator.findings(
            ofFurther: further.map { set in
                let rows = try length.encode(set.examples, for: folder, named: "\(set.name) rows")
                return (set.name, rows)
            }, by: definition.measure)
        return EvaluationResult(
            model: folder.url.path, task: definition.name, split: split, rows: examples.count,
            evaluation.findings(of: split).merging(others),
            positiveLabel: definition.positiveLabel, isotropy: isotropy)
    }

    /// A model that answers by spans, on a task's development set.
    func evaluate(
        _ folder: ModelFolder, on questions: QuestionTask
    ) throws -> EvaluationResult {
        let options = try length.options(spans, for: folder)
        let rows = try development(of: questions)
        let windows = try length.windows(of: rows, stride: options.stride, for: folder)
        let model = try SpanModel.fineTuned(folder, on: computation.resolved())
        let judgement = try SpanJudge(
            task: questions, questions: rows, windows: windows,
            evaluator: SpanEvaluator(
                model, options: options, allowsImpossible: questions.allowsImpossible)
        ).development()
        try checkFinite(judgement.notFinite)
        return EvaluationResult(
            model: folder.url.path, task: questions.name, split: split.rawValue,
            rows: rows.count, judgement.findings, isotropy: judgement.isotropy)
    }
}
