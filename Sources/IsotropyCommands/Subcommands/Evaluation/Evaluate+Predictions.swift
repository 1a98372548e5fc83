import Foundation
import Metrics
import Models
import Options
import Tasks
import Training

extension Evaluate {
    /// What a file predicts, on labelled rows.
    func evaluate(_ predictions: URL, of task: ChosenTask?) throws -> EvaluationResult {
        switch task {
        case .known(.sentences(let known)):
            try evaluate(predictions, of: positive.applied(to: known))
        case .known(.questions(let questions)):
            try evaluate(given.answers(from: predictions), to: questions)
        case .own, nil: try evaluateOwn(predictions)
        }
    }

    /// Predictions that a file has, for labelled rows of the user's own.
    private func evaluateOwn(_ predictions: URL) throws -> EvaluationResult {
        let own = try file.comparison(with: predictions, positive.positiveLabel)
        if let notice = own.foreignNotice { Console.error(Message(notice)) }
        return result(
            own.comparison, of: own.definition, split: SplitName.test.rawValue, rows: own.rows)
    }

    private func result(
        _ comparison: Comparison, of definition: TaskDefinition, split: String, rows: Int
    ) -> EvaluationResult {
        EvaluationResult(
            predictions: given.predictions, task: definition.name, split: split, rows: rows,
            Findings(comparison, of: split), positiveLabel: definition.positiveLabel)
    }

    /// Answers that a file has, on a task's development set.
    func evaluate(
        _ answers: [PredictedAnswer], to task: QuestionTask
    ) throws -> EvaluationResult {
        let questions = try development(of: task)
        let known = Set(questions.map(\.id))
        let foreign = answers.count { !known.contains($0.id) }
        if foreign > 0 {
            Console.error("\(foreign) predictions are for no question of the set: passed over")
        }
        var findings = Findings()
        findings.metrics = task.metrics(
            answers, questions, threshold: given.noAnswerThreshold ?? 1)
        findings.onlyAnswers[split.rawValue] = task.onlyAnswer(answers, questions)
        let answered = Set(answers.map(\.id))
        return EvaluationResult(
            predictions: given.predictions, task: task.name, split: split.rawValue,
            rows: questions.count, missing: questions.count { !answered.contains($0.id) },
            findings)
    }

    /// Predictions that a file has, for a task's development or test set.
    func evaluate(_ file: URL, of definition: TaskDefinition) throws -> EvaluationResult {
        let rows = try rows(of: definition).examples
        return result(
            try definition.comparison(from: file, for: rows), of: definition, split: split.rawValue,
            rows: rows.count)
    }

    /// The rows that were asked for, and the sets beside them.
    /// - Throws: for rows whose labels the benchmark keeps to itself.
    func rows(
        of definition: TaskDefinition
    ) throws -> (examples: [Example], further: [ExampleSet]) {
        let rows = try definition.load(from: try task.folder(of: .sentences(definition)))
        let examples = split == .development ? rows.development : rows.test
        guard !examples.isEmpty else {
            throw TrainingError.run("\(definition.name) has no labelled \(split.rawValue) rows")
        }
        return (examples, split == .development ? rows.furtherDevelopment : [])
    }

    /// The labelled questions of a task.
    func development(of task: QuestionTask) throws -> [Question] {
        guard split == .development else {
            throw TrainingError.run("\(task.name) has no labelled \(split.rawValue) rows")
        }
        return try task.loadDevelopment(from: try self.task.folder(of: .questions(task)))
    }
}
