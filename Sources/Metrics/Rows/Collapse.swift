/// Whether every row has one class though what is right differs: the model tells nothing apart. One row
/// alone says nothing.
public func hasCollapsed(_ predictions: [Int], targets: [Int]) -> Bool {
    isOne(predictions) && !isOne(targets)
}

/// The same of scores.
///
/// They are one answer when they differ by no more than float32's rounding, a millionth of the
/// largest: where they do differ, their correlation is one of rounding errors.
public func hasCollapsed(_ predictions: [Double], targets: [Double]) -> Bool {
    isOne(predictions) && !isOne(targets)
}

private func isOne(_ classes: [Int]) -> Bool {
    classes.count > 1 && classes.allSatisfy { $0 == classes[0] }
}

private func isOne(_ scores: [Double]) -> Bool {
    guard scores.count > 1, let least = scores.min(), let most = scores.max() else { return false }
    return most - least <= 1e-6 * max(abs(least), abs(most))
}
