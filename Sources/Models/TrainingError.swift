import Options

/// What keeps a model from being opened or saved, and what ends a training run.
public enum TrainingError: MessageError, Sendable {
    /// A term of the loss, the gradient or what an evaluation gives is not a number or infinite.
    case notFinite(term: String, step: Int, value: Double, lastGood: String)
    /// The user asked to stop; the state is saved.
    case interrupted(step: Int, resume: Message)
    /// Options that make no sense, each with the reason.
    case options([OptionProblem])
    /// The run's files do not fit what was asked.
    case run(Message)

    public var message: Message {
        switch self {
        case .notFinite(let term, let step, let value, let lastGood):
            "the \(term) became \(value.isNaN ? "nan" : "\(value)") at step \(step); "
                + "training stopped there. \(lastGood)"
        case .interrupted(let step, let resume):
            step == 0
                ? "interrupted between two runs; what is finished is kept. \(resume)"
                : "interrupted after step \(step); the state is saved. \(resume)"
        case .options(let problems): problems.message
        case .run(let message): message
        }
    }
}

extension [OptionProblem] {
    /// - Throws: all of them.
    package func check() throws(TrainingError) {
        guard isEmpty else { throw .options(self) }
    }
}
