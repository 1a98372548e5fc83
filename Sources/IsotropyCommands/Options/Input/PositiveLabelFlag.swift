import ArgumentParser
import Tasks

/// Which of two classes F1 is of.
struct PositiveLabelFlag: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Of two labels, the one that F1 is of. (default: the second in the order of the labels)",
            valueName: "label"))
    var positiveLabel: String?

    /// The task with F1 of that label, where one was given.
    func applied(to task: TaskDefinition) throws -> TaskDefinition {
        guard let positiveLabel else { return task }
        do {
            return try task.finding(positiveLabel)
        } catch {
            throw ValidationError("--positive-label: \(error)")
        }
    }

    /// Refuses a label for answers in texts.
    func check(_ task: TaskOptions) throws {
        if positiveLabel != nil, task.hasQuestions {
            throw ValidationError("--positive-label is for classification, not for \(task.task)")
        }
    }
}
