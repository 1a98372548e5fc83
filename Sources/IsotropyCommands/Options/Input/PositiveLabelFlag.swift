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
    /// - Parameter trained: the label that the model's run had, which holds where none is given.
    func applied(to task: TaskDefinition, trained: String? = nil) throws -> TaskDefinition {
        guard let positiveLabel else { return try trained.map(task.finding) ?? task }
        do {
            return try task.finding(positiveLabel)
        } catch {
            throw ValidationError("--positive-label: \(error)")
        }
    }

    var scoped: [ScopedFlag] {
        [ScopedFlag("--positive-label", given: positiveLabel != nil, .sentences)]
    }
}
