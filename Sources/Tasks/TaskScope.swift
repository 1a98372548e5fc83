/// The tasks on which an option has an effect.
public enum TaskScope: Sendable {
    /// Those whose files are known.
    case known
    /// The user's own files.
    case custom
    /// Sentences and pairs, those of the user's own files among them.
    case sentences
    /// Answers that are looked for in texts.
    case answers
    /// The same where a question may have no answer.
    case answersOrNone
    /// Rows that a user may give: of files of their own, and questions.
    case givenRows

    /// - Parameter task: `nil` for the user's own files.
    public func includes(_ task: KnownTask?) -> Bool {
        switch (self, task) {
        case (.known, _): task != nil
        case (.custom, _): task == nil
        case (.sentences, .sentences?), (.sentences, nil): true
        case (.answers, .questions?): true
        case (.answersOrNone, .questions(let questions)?): questions.allowsImpossible
        case (.givenRows, .questions?), (.givenRows, nil): true
        default: false
        }
    }

    /// Why an option is refused on a task; goes on after the option's name.
    /// - Parameter task: as files and options call it.
    public func objection(to task: String) -> String {
        "has no effect on \(task): it is for \(words)"
    }

    private var words: String {
        switch self {
        case .known: "tasks whose files are known"
        case .custom: "files of your own (\(TaskDefinition.customName))"
        case .sentences: "classifiers of sentences, not for answers in texts"
        case .answers: "answers in texts (\(names(QuestionTask.all)))"
        case .answersOrNone:
            "questions that may have no answer (\(names(QuestionTask.all.filter(\.allowsImpossible))))"
        case .givenRows:
            "files of your own and answers in texts (\(TaskDefinition.customName), "
                + "\(names(QuestionTask.all)))"
        }
    }

    private func names(_ tasks: [QuestionTask]) -> String {
        tasks.map(\.name).joined(separator: ", ")
    }
}
