import Experiments
import Formats
import ArgumentParser
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
        guard let test = file.test else { return try evaluateHeldApart(classifier, folder) }
        let rows = try file.rows(for: folder, classifier.head)
        if try OwnRows(ofCheckpoint: folder.url)?.wereTrainedOn(URL(filePath: test)) == true {
            Console.error("the model was trained, or chosen, on the rows of \(test)")
        }
        // Another program may have written there, or the run was of a known task.
        let name = folder.trainedTask.flatMap { TaskName.objection(to: $0) == nil ? $0 : nil }
        let definition = try positive.applied(
            to: TaskDefinition.custom(
                classifier.head.kind, isPair: rows.first?.second != nil,
                named: name ?? TaskDefinition.customName), trained: folder.trainedPositiveLabel)
        return try measure(classifier, folder, on: definition, SplitName.test.rawValue, rows)
    }

    /// A run's model on the rows of the user's own files that it held apart.
    private func evaluateHeldApart(
        _ classifier: SentenceModel, _ folder: ModelFolder
    ) throws -> EvaluationResult {
        guard let own = try OwnRows(ofCheckpoint: folder.url) else {
            throw ValidationError(
                "rows of your own need --test FILE: \(folder.url.path) is no model of a run on them"
            )
        }
        let (definition, name, rows) = try own.rows(
            split == .development ? .development : .test, classifier.head.kind,
            folder.trainedColumns)
        // Checkpoints of earlier versions do not say it, but their runs do.
        let trained = folder.trainedPositiveLabel ?? own.positiveLabel
        return try measure(
            classifier, folder, on: positive.applied(to: definition, trained: trained), name, rows)
    }

    private func measure(
        _ classifier: SentenceModel, _ folder: ModelFolder, on definition: TaskDefinition,
        _ split: String, _ examples: [Example], further: [ExampleSet] = []
    ) throws -> EvaluationResult {
        let evaluator = Evaluator(classifier)
        let (evaluation, clouds) = try evaluator.evaluateWithIsotropy(
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
            positiveLabel: definition.positiveLabel, isotropy: try clouds.record())
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
