/// What one answer to every row would reach on the same rows: the most frequent class, or the mean of numbers.
///
/// A model that is no better has learnt nothing. In files, keys are snake_case.
public struct Baseline: Sendable, Codable, Equatable {
    /// The class that most rows have, of equally frequent ones the first; `nil` for numbers.
    public var label: String?
    /// The mean of the rows' numbers; `nil` for classes.
    public var mean: Double?
    /// The metrics of that answer by their names; `nil` where one is undefined, as a correlation is.
    public var metrics: [String: Double?]
}

extension Comparison {
    /// What one answer to every row would reach; `nil` without rows, and where a number is not finite.
    public var baseline: Baseline? {
        switch self {
        case .classes(_, let targets, let labels, let positive, let metrics):
            var counts = [Int](repeating: 0, count: labels.count)
            for target in targets { counts[target] += 1 }
            guard !targets.isEmpty, let most = counts.max(), let place = counts.firstIndex(of: most)
            else { return nil }
            let constant = Comparison.classes(
                targets.map { _ in place }, targets: targets, labels: labels, positive: positive,
                metrics: metrics)
            return Baseline(label: labels[place], metrics: constant.values)
        case .scores(_, let targets, let metrics):
            guard !targets.isEmpty else { return nil }
            let mean = meanOf(targets)
            guard mean.isFinite else { return nil }
            let constant = Comparison.scores(
                targets.map { _ in mean }, targets: targets, metrics: metrics)
            return Baseline(mean: mean, metrics: constant.values)
        }
    }
}
