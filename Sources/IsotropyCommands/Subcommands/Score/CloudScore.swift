import Isotropy
import Torch

/// What is told of a cloud.
struct CloudScore: Encodable {
    let name: String
    let file: String
    let points: Int
    let dimensions: Int
    /// The classes' names, where there are labels.
    let labels: [String]?
    let measures: [MeasureRow]
    /// Where the measures took directions.
    let summary: CloudSummary?
    /// Where all that it takes was asked for.
    let findings: CloudFindings?
    /// The points that were compared for measures of neighbours, where these were computed.
    let neighborPoints: Int?
    let repeated: RepeatedRows?
    let nearDuplicates: NearDuplicates?
    /// How much more than by chance consecutive blocks differ, where there are blocks for intervals.
    let blockSpread: Double?

    private enum CodingKeys: String, CodingKey {
        case name, file, points, dimensions, labels, measures, summary, findings, repeated
        case blockSpread = "block_spread"
        case neighborPoints = "neighbor_points"
        case nearDuplicates = "near_duplicates"
    }

    init(
        _ name: String, _ file: String, _ result: CloudPasses.Result, _ measures: [Measure]
    ) throws {
        try self.init(name, file, result.cloud, measures, labels: result.labels)
    }

    init(
        _ name: String, _ file: String, _ cloud: MeasuredCloud, _ measures: [Measure],
        labels: [String]? = nil
    ) throws {
        (self.name, self.file, self.labels) = (name, file, labels)
        (points, dimensions) = (cloud.pointCount, cloud.dimensions)
        let hasSummary = CloudSummary.measures.allSatisfy(cloud.canCompute)
        summary = hasSummary ? try CloudSummary(cloud) : nil
        let (cosine, variance) = (Measure.meanCosine, Measure.explainedVariance)
        let isExplained = measures.contains(cosine) && measures.contains(variance)
        // What dimensions make of the cosine is in findings alone, unless it was asked for.
        let needed =
            isExplained
            ? CloudFindings.measures.filter { !measures.contains($0) && cloud.canCompute($0) } : []
        let results = try cloud.results(of: measures + needed)
        self.measures = zip(measures, results).map { MeasureRow($0, $1) }
        findings = isExplained ? try CloudFindings(cloud, results) : nil
        neighborPoints = cloud.neighbors?.pointCount
        repeated = cloud.neighbors?.twoNN.repeated
        nearDuplicates = cloud.neighbors?.nearDuplicates
        blockSpread = cloud.blockSpread
    }
}

/// A measure's value with what stands beside it.
struct MeasureRow: Encodable {
    let measure: Measure
    let result: MeasureResult

    init(_ measure: Measure, _ result: MeasureResult) {
        (self.measure, self.result) = (measure, result)
    }

    private enum CodingKeys: String, CodingKey {
        case name, group, value, debiased, intervals, isotropic
        case noInterval = "no_interval"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(measure.name, forKey: .name)
        try container.encode(measure.group, forKey: .group)
        try container.encode(result.value, forKey: .value)
        try container.encodeIfPresent(result.debiased, forKey: .debiased)
        try container.encodeIfPresent(result.isotropic, forKey: .isotropic)
        let bounds = result.intervals.map { $0.ends.map { [$0.lower, $0.upper] } }
        if bounds.contains(where: { $0 != nil }) {
            try container.encode(bounds, forKey: .intervals)
        }
        try container.encodeIfPresent(result.reason?.rawValue, forKey: .noInterval)
    }
}

extension MeasureResult {
    /// Why one of the numbers has no interval.
    var reason: NoInterval? {
        intervals.lazy.compactMap(\.reason).first
    }
}
