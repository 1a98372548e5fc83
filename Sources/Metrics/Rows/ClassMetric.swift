/// A metric of class indices; its raw value is its name.
public enum ClassMetric: String, CaseIterable, Sendable {
    case accuracy
    /// F1 of the positive class.
    case f1
    /// The mean of accuracy and F1 of the positive class.
    case accuracyF1 = "accuracy_f1"
    case macroF1 = "macro_f1"
    case matthews

    var displayName: String {
        switch self {
        case .accuracy: "accuracy"
        case .f1: "F1"
        case .accuracyF1: "accuracy/F1"
        case .macroF1: "macro F1"
        case .matthews: "Matthews correlation"
        }
    }

    /// The value over all rows.
    /// - Parameter positive: the class that F1 is of; GLUE's tasks have it second.
    /// - Returns: `nil` without rows.
    public func evaluate(_ predictions: [Int], targets: [Int], positive: Int = 1) -> Double? {
        switch self {
        case .accuracy: Metrics.accuracy(predictions, targets: targets)
        case .f1: Metrics.f1(predictions, targets: targets, positive: positive)
        case .accuracyF1:
            mean(
                Metrics.accuracy(predictions, targets: targets),
                Metrics.f1(predictions, targets: targets, positive: positive))
        case .macroF1: Metrics.macroF1(predictions, targets: targets)
        case .matthews: matthewsCorrelation(predictions, targets: targets)
        }
    }
}

/// The share of rows whose predicted class is the target class, 0 ... 1.
///
/// - Returns: `nil` without rows.
public func accuracy(_ predictions: [Int], targets: [Int]) -> Double? {
    requireSameCount(predictions.count, targets.count)
    if targets.isEmpty { return nil }
    let hits = zip(predictions, targets).count { $0 == $1 }
    return Double(hits) / Double(targets.count)
}

/// The harmonic mean of precision and recall of one class, 0 ... 1.
///
/// - Parameter positive: the class that counts as found; every other class counts as not found.
/// - Returns: 0 when the class is never predicted rightly, and, as scikit-learn and GLUE's own scoring
///   have it, when it is neither predicted nor a target; `nil` without rows.
public func f1(_ predictions: [Int], targets: [Int], positive: Int = 1) -> Double? {
    requireSameCount(predictions.count, targets.count)
    var found = 0
    var claimed = 0
    var present = 0
    for (prediction, target) in zip(predictions, targets) {
        if prediction == positive { claimed += 1 }
        if target == positive { present += 1 }
        if prediction == positive && target == positive { found += 1 }
    }
    if targets.isEmpty { return nil }
    return claimed + present == 0 ? 0 : 2 * Double(found) / Double(claimed + present)
}

/// The unweighted mean of every class's F1, 0 ... 1, over the classes that are predicted or are
/// targets; a class that is neither is left out, as scikit-learn does.
///
/// - Returns: `nil` without rows.
public func macroF1(_ predictions: [Int], targets: [Int]) -> Double? {
    requireSameCount(predictions.count, targets.count)
    let classes = Set(predictions).union(targets).sorted()
    if classes.isEmpty { return nil }
    let scores = classes.compactMap { f1(predictions, targets: targets, positive: $0) }
    return scores.reduce(0, +) / Double(classes.count)
}

/// Matthews correlation for two or more classes, -1 ... 1 (Gorodkin 2004, Eq. 8).
///
/// - Returns: 0 when all predictions or all targets are one class, as scikit-learn and GLUE's own
///   scoring have it; `nil` without rows.
public func matthewsCorrelation(_ predictions: [Int], targets: [Int]) -> Double? {
    requireSameCount(predictions.count, targets.count)
    if targets.isEmpty { return nil }
    let rows = targets.count
    var predicted: [Int: Int] = [:]
    var actual: [Int: Int] = [:]
    var hits = 0
    for (prediction, target) in zip(predictions, targets) {
        predicted[prediction, default: 0] += 1
        actual[target, default: 0] += 1
        if prediction == target { hits += 1 }
    }
    // Whole numbers throughout: exact up to three thousand million rows.
    let chance = predicted.reduce(0) { $0 + $1.value * actual[$1.key, default: 0] }
    let predictedSpread = rows * rows - predicted.values.reduce(0) { $0 + $1 * $1 }
    let actualSpread = rows * rows - actual.values.reduce(0) { $0 + $1 * $1 }
    if predictedSpread == 0 || actualSpread == 0 { return 0 }
    let scale = Double(predictedSpread).squareRoot() * Double(actualSpread).squareRoot()
    return min(1, max(-1, Double(hits * rows - chance) / scale))
}

/// `nil` where one of the two is.
func mean(_ first: Double?, _ second: Double?) -> Double? {
    guard let first, let second else { return nil }
    return (first + second) / 2
}

func requireSameCount(_ predictions: Int, _ targets: Int) {
    precondition(
        predictions == targets, "\(predictions) predictions do not pair with \(targets) targets")
}
