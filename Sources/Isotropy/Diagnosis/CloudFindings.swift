import Files
import Foundation
import Options
import Torch

/// What a cloud's cosines and its spread are made of, in sentences that give degrees and the numbers behind them.
///
/// There is no threshold between one text and another but where a number says nothing: of too few points, of points that
/// are all the same, and of a mean cosine that cannot be told from 0.
public struct CloudFindings: Sendable, Equatable, Codable {
    /// In the order in which a reader asks.
    public let sentences: [String]
    /// The share of the mean cosine that comes from the mean of the points, which may lie beyond 0 ... 1; `nil` where the
    /// mean cosine cannot be told from 0.
    public let shareOfMean: Double?
    /// The dimensions that make most of the mean cosine, from 0, with their shares of it; none where that is.
    public let dimensions: [DimensionShare]

    public struct DimensionShare: Sendable, Equatable, Codable {
        public let dimension: Int
        public let share: Double
    }

    private enum CodingKeys: String, CodingKey {
        case sentences, dimensions
        case shareOfMean = "share_of_mean"
    }

    /// What findings are made of.
    public static let measures: [Measure] = [
        .meanCosine, .cosineOfMean, .cosineByDimension, .explainedVariance, .isoScore,
        .participationRatio,
    ]

    public var text: String { sentences.joined(separator: " ") }

    /// - Parameter results: of ``measures``, and of others; they are made where `nil`.
    public init(_ cloud: MeasuredCloud, _ results: [MeasureResult]? = nil) throws(TorchError) {
        let known: [MeasureResult]
        if let results { known = results } else { known = try cloud.results(of: Self.measures) }
        self.init(
            cloud,
            Dictionary(known.map { ($0.measure, $0) }, uniquingKeysWith: { first, _ in first }))
    }

    private init(_ cloud: MeasuredCloud, _ results: [String: MeasureResult]) {
        func value(_ measure: Measure) -> MeasureValue? { results[measure.name]?.value }
        guard cloud.dimensions > 1, cloud.pointCount >= Diagnosis.leastPoints else {
            (shareOfMean, dimensions) = (nil, [])
            sentences = [
                "There are too few points or dimensions to tell: it takes \(Diagnosis.leastPoints) points in 2 "
                    + "dimensions. Measures of fewer say more about their number than about their spread."
            ]
            return
        }
        guard let variance = value(.explainedVariance) else {
            (shareOfMean, dimensions) = (nil, [])
            sentences = ["All points are the same: no measure of their spread is defined."]
            return
        }
        let cosine = Self.cosine(cloud, results)
        shareOfMean = cosine.share
        dimensions = cosine.share == nil ? [] : Self.dimensions(results)
        var sentences = [cosine.sentence]
        if let words = Self.words(for: dimensions, of: cloud.dimensions) { sentences.append(words) }
        sentences.append(Self.spread(variance.numbers, cloud, results))
        if let neighbors = cloud.neighbors { sentences += Self.copies(neighbors) }
        self.sentences = sentences
    }

    private static func cosine(
        _ cloud: MeasuredCloud, _ results: [String: MeasureResult]
    ) -> (sentence: String, share: Double?) {
        guard let result = results[Measure.meanCosine.name], let mean = result.value?.number else {
            return ("No two points have a direction, so there is no mean cosine.", nil)
        }
        let (count, size) = (Double(cloud.directions.count), Double(cloud.dimensions))
        // Three deviations of what isotropic points show by chance.
        var isNothing = abs(mean) < 3 * (2 / (count * (count - 1) * size)).squareRoot()
        var between = ""
        if let (lower, upper) = result.intervals.first?.ends {
            isNothing = isNothing || (lower <= 0 && upper >= 0)
            between = " (\(significant(lower, 3)) to \(significant(upper, 3)))"
        }
        let head = "The mean cosine is \(significant(mean))\(between)"
        guard !isNothing else { return ("\(head), which cannot be told from 0.", nil) }
        guard let ofMean = results[Measure.cosineOfMean.name]?.value?.number else {
            return ("\(head).", nil)
        }
        let share = ofMean / mean
        let rest = "the spread around it"
        let tail =
            switch share {
            case ...0:
                "the mean of the points takes \(significant(-ofMean)) off, and \(rest) makes it"
            case 1... where percent(share - 1) == percent(0):
                "all of it comes from the mean of the points"
            case 1...:
                "the mean of the points makes \(significant(ofMean)), of which \(rest) takes "
                    + "\(significant(ofMean - mean)) off"
            default:
                "\(percent(share)) of it comes from the mean of the points, \(percent(1 - share)) from \(rest)"
            }
        return ("\(head); \(tail).", share)
    }

    private static func dimensions(_ results: [String: MeasureResult]) -> [DimensionShare] {
        guard let mean = results[Measure.meanCosine.name]?.value?.number, mean > 0,
            let parts = results[Measure.cosineByDimension.name]?.value?.numbers
        else { return [] }
        return parts.indices.sorted { (parts[$1], $0) < (parts[$0], $1) }.prefix(3).map {
            DimensionShare(dimension: $0, share: parts[$0] / mean)
        }
    }

    private static func words(for parts: [DimensionShare], of size: Int) -> String? {
        guard let first = parts.first, size > parts.count else { return nil }
        let all = parts.reduce(0) { $0 + $1.share }
        let names = parts.map { "\($0.dimension)" }.joined(separator: ", ")
        return
            "Dimension \(first.dimension) (from 0) alone makes \(percent(first.share)) of it, \(names) together "
            + "\(percent(all)); \(parts.count) of \(size) that are alike would make "
            + "\(percent(Double(parts.count) / Double(size)))."
    }

    private static func spread(
        _ variance: [Double], _ cloud: MeasuredCloud, _ results: [String: MeasureResult]
    ) -> String {
        let reference = results[Measure.explainedVariance.name]?.isotropic?.numbers.first
        let beside = reference.map { " (of isotropic points \(percent($0)))" } ?? ""
        var text =
            "Around the mean the first direction holds \(percent(variance.first ?? 0)) of the variance\(beside)"
        if let ratio = results[Measure.participationRatio.name],
            let used = ratio.debiased?.number ?? ratio.value?.number
        {
            let how = ratio.debiased == nil ? "" : ", without the bias of few points"
            text +=
                ", and about \(significant(used, 3)) of \(cloud.dimensions) directions are in use (participation ratio\(how))"
        }
        return text + "."
    }

    private static func copies(_ neighbors: NeighborMeasurement) -> [String] {
        let (repeated, near) = (neighbors.twoNN.repeated.count, neighbors.nearDuplicates.count)
        guard repeated + near > 0 else { return [] }
        return [
            "Of \(neighbors.pointCount) points \(repeated) repeat another, and \(near) lie next to one."
        ]
    }

    /// Of whole percents, of which little is left with a decimal.
    private static func percent(_ share: Double) -> String {
        let percent = share * 100
        return String(format: abs(percent) < 9.95 ? "%.1f %%" : "%.0f %%", percent)
    }
}
