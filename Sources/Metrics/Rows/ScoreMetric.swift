/// A metric of real values; its raw value is its name.
public enum ScoreMetric: String, CaseIterable, Sendable {
    case pearson
    case spearman
    /// The mean of Pearson's and Spearman's correlation.
    case pearsonSpearman = "pearson_spearman"
    case meanSquaredError = "mean_squared_error"
    case rootMeanSquaredError = "root_mean_squared_error"
    case meanAbsoluteError = "mean_absolute_error"
    /// The share of the targets' variance that the predictions explain.
    case rSquared = "r2"

    /// All of them, the mean of both correlations first: what a task of numbers is measured by.
    public static let ofNumbers: [ScoreMetric] =
        [.pearsonSpearman] + allCases.filter { $0 != .pearsonSpearman }

    /// Whether a better model has the larger value; false for errors.
    var largerIsBetter: Bool {
        switch self {
        case .pearson, .spearman, .pearsonSpearman, .rSquared: true
        case .meanSquaredError, .rootMeanSquaredError, .meanAbsoluteError: false
        }
    }

    /// Whether it is a correlation, which tables of papers show a hundredfold.
    var isCorrelation: Bool {
        switch self {
        case .pearson, .spearman, .pearsonSpearman: true
        case .meanSquaredError, .rootMeanSquaredError, .meanAbsoluteError, .rSquared: false
        }
    }

    var displayName: String {
        switch self {
        case .pearson: "Pearson"
        case .spearman: "Spearman"
        case .pearsonSpearman: "Pearson/Spearman"
        case .meanSquaredError: "mean squared error"
        case .rootMeanSquaredError: "RMSE"
        case .meanAbsoluteError: "MAE"
        case .rSquared: "R²"
        }
    }

    /// The value over all rows.
    /// - Returns: `nil` where the metric is undefined: no rows, for correlations a constant side, for R²
    ///   constant targets, and where a value is not finite.
    public func evaluate(_ predictions: [Double], targets: [Double]) -> Double? {
        switch self {
        case .pearson: pearsonCorrelation(predictions, targets: targets)
        case .spearman: spearmanCorrelation(predictions, targets: targets)
        case .pearsonSpearman:
            mean(
                pearsonCorrelation(predictions, targets: targets),
                spearmanCorrelation(predictions, targets: targets))
        case .meanSquaredError: Metrics.meanSquaredError(predictions, targets: targets)
        case .rootMeanSquaredError:
            Metrics.rootMeanSquaredError(predictions, targets: targets)
        case .meanAbsoluteError: Metrics.meanAbsoluteError(predictions, targets: targets)
        case .rSquared: Metrics.rSquared(predictions, targets: targets)
        }
    }

    /// Why ``evaluate(_:targets:)`` has no value, in words; `nil` where it has one.
    func objection(_ predictions: [Double], targets: [Double]) -> String? {
        guard evaluate(predictions, targets: targets) == nil else { return nil }
        if targets.isEmpty { return "there is no row" }
        guard (predictions + targets).allSatisfy(\.isFinite) else { return "a value is not finite" }
        let needsSpread = isCorrelation || self == .rSquared
        if needsSpread, targets.count == 1 { return "there is one row only" }
        if needsSpread, isConstant(targets) { return "every row has the same true value" }
        if isCorrelation, isConstant(predictions) { return "every row has the same prediction" }
        return "a number overflows"
    }
}

/// Pearson's correlation, -1 ... 1.
///
/// - Returns: `nil` when either side is constant, has fewer than two values, or holds a value that
///   is not finite.
public func pearsonCorrelation(_ predictions: [Double], targets: [Double]) -> Double? {
    requireSameCount(predictions.count, targets.count)
    guard let left = unitDeviations(predictions), let right = unitDeviations(targets) else {
        return nil
    }
    let product = zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    return min(1, max(-1, product))
}

/// Spearman's rank correlation, -1 ... 1: Pearson's of the ranks, equal values sharing the mean of
/// theirs.
///
/// - Returns: `nil` where ``pearsonCorrelation(_:targets:)`` does.
public func spearmanCorrelation(_ predictions: [Double], targets: [Double]) -> Double? {
    requireSameCount(predictions.count, targets.count)
    guard predictions.allSatisfy(\.isFinite), targets.allSatisfy(\.isFinite) else { return nil }
    return pearsonCorrelation(averageRanks(predictions), targets: averageRanks(targets))
}

/// The mean of the squared differences.
///
/// - Returns: `nil` without rows, and where a value is not finite or its square overflows.
public func meanSquaredError(_ predictions: [Double], targets: [Double]) -> Double? {
    requireSameCount(predictions.count, targets.count)
    if targets.isEmpty { return nil }
    let sum = zip(predictions, targets).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return sum.isFinite ? sum / Double(targets.count) : nil
}

/// The square root of ``meanSquaredError(_:targets:)``, in the targets' unit.
public func rootMeanSquaredError(_ predictions: [Double], targets: [Double]) -> Double? {
    meanSquaredError(predictions, targets: targets)?.squareRoot()
}

/// The mean of the differences' magnitudes, in the targets' unit.
///
/// - Returns: `nil` without rows, and where a value is not finite or the sum overflows.
public func meanAbsoluteError(_ predictions: [Double], targets: [Double]) -> Double? {
    requireSameCount(predictions.count, targets.count)
    if targets.isEmpty { return nil }
    let sum = zip(predictions, targets).reduce(0) { $0 + abs($1.0 - $1.1) }
    return sum.isFinite ? sum / Double(targets.count) : nil
}

/// The coefficient of determination, `1 - Σ (target - prediction)² / Σ (target - mean)²`: 1 of a perfect
/// model, 0 of one that answers the targets' mean, without a lower bound.
///
/// - Returns: `nil` for constant targets, of which scikit-learn's `r2_score` says 0, or 1 of perfect
///   answers, and where a sum is not finite.
public func rSquared(_ predictions: [Double], targets: [Double]) -> Double? {
    requireSameCount(predictions.count, targets.count)
    guard targets.count > 1, !isConstant(targets) else { return nil }
    let center = meanOf(targets)
    let rest = zip(predictions, targets).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let spread = targets.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    guard rest.isFinite, spread.isFinite, spread > 0 else { return nil }
    let share = rest / spread
    return share.isFinite ? 1 - share : nil
}

/// The mean of finite values; of equal ones, themselves.
func meanOf(_ values: [Double]) -> Double {
    guard let first = values.first else { return 0 }
    return first + values.reduce(0) { $0 + ($1 - first) } / Double(values.count)
}

private func isConstant(_ values: [Double]) -> Bool {
    values.allSatisfy { $0 == values[0] }
}

/// The rank of every value, from 1; equal values share the mean of their ranks.
///
/// The values must be finite: NaN has no rank.
public func averageRanks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
        var end = start + 1
        while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
        let shared = Double(start + 1 + end) / 2
        for place in start..<end { ranks[order[place]] = shared }
        start = end
    }
    return ranks
}

/// The deviations from the mean, scaled to length 1.
private func unitDeviations(_ values: [Double]) -> [Double]? {
    // Equality decides, not a variance of 0: the mean of equal values may be off by one rounding.
    guard values.count > 1, values.allSatisfy(\.isFinite),
        values.contains(where: { $0 != values[0] })
    else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    var deviations = values.map { $0 - mean }
    // What the mean's rounding leaves: of values far from 0 it is not little beside their deviations.
    let rest = deviations.reduce(0, +) / Double(deviations.count)
    for index in deviations.indices { deviations[index] -= rest }
    // The largest becomes 1 first, so that squares neither overflow nor vanish.
    let largest = deviations.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return nil }
    for index in deviations.indices { deviations[index] /= largest }
    let length = deviations.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return deviations.map { $0 / length }
}
