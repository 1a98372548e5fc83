extension Predictions {
    /// Whether every row has one answer though what is right differs: the model tells nothing apart.
    ///
    /// Scores are one answer when they differ by no more than float32's rounding, a millionth of the
    /// largest: where they do differ, their correlation is one of rounding errors.
    /// - Parameter targets: of the same kind, one a row.
    public func hasCollapsed(targets: Predictions) -> Bool { isOne && !targets.isOne }

    /// Whether all answers are the same; one row alone says nothing.
    private var isOne: Bool {
        switch self {
        case .classes(let classes, _):
            return classes.count > 1 && classes.allSatisfy { $0 == classes[0] }
        case .scores(let scores):
            guard scores.count > 1, let least = scores.min(), let most = scores.max() else {
                return false
            }
            return most - least <= 1e-6 * max(abs(least), abs(most))
        }
    }
}
