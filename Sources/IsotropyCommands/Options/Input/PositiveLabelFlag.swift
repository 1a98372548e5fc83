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

    var scoped: [ScopedFlag] {
        [ScopedFlag("--positive-label", given: positiveLabel != nil, .sentences)]
    }
}
