import Metrics
import Tasks
import Training

extension Evaluate {
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
        let metrics = task.metrics(answers, questions, threshold: given.noAnswerThreshold)
        let answered = Set(answers.map(\.id))
        return EvaluationResult(
            predictions: given.predictions, task: task.name, split: split.rawValue,
            rows: questions.count, missing: questions.count { !answered.contains($0.id) },
            metrics: metrics)
    }

    /// The labelled questions of a task.
    func development(of task: QuestionTask) throws -> [Question] {
        guard split == .development else {
            throw TrainingError.run("\(task.name) has no labelled \(split.rawValue) rows")
        }
        return try task.loadDevelopment(from: try self.task.folder())
    }
}
