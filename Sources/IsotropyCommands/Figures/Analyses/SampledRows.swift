import Isotropy
import Torch

/// Rows of clouds with classes, chosen at random, for the figures that show points.
struct SampledRows {
    private var chosen: [AnalysisRun.Key: [Tensor]] = [:]
    private var classes: [AnalysisRun.Key: [Int]] = [:]
    private var seen: [AnalysisRun.Key: Int] = [:]
    private let places: Set<StatePass.Place>
    private let sentences: RowChoice
    private let tokens: RowChoice

    /// - Parameter lengths: the tokens of each sentence.
    init(_ places: Set<StatePass.Place>, _ lengths: [Int]) {
        self.places = places
        sentences = RowChoice(of: lengths.count, limit: SampleOfClasses.limit)
        tokens = RowChoice(of: lengths.reduce(0, +), limit: SampleOfClasses.limit)
    }

    mutating func add(_ points: Tensor, _ labels: [Int]?, of key: AnalysisRun.Key) throws {
        guard let labels, key.transform == nil, places.contains(key.place) else { return }
        let choice = key.place.pooling == .tokens ? tokens : sentences
        let first = seen[key, default: 0]
        seen[key] = first + labels.count
        let kept = labels.indices.filter { choice.contains(first + $0) }
        guard !kept.isEmpty else { return }
        chosen[key, default: []].append(try points.gathered(Tensor.of(kept)))
        classes[key, default: []] += kept.map { labels[$0] }
    }

    /// - Returns: `nil` of clouds without classes.
    func sample(
        of key: AnalysisRun.Key, classCount: Int, _ cloud: MeasuredCloud
    ) throws -> SampleOfClasses? {
        guard let blocks = chosen[key], let classes = classes[key] else { return nil }
        return try SampleOfClasses(
            Tensor.concatenated(blocks), classes: classes, classCount: classCount,
            moments: cloud.moments, scale: cloud.scale)
    }
}
