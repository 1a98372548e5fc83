import Files
import Foundation
import Torch

/// What a cloud's cosines and its spread are made of: first the answer in words, then sentences with the numbers behind it.
///
/// The answer has degrees, ``Cause/strength``, whose words lie near each other. There is no threshold between one text and
/// another but where a number says nothing: of too few points, of points that are all the same, and of a mean cosine or a
/// spread that cannot be told from those of isotropic points.
public struct CloudFindings: Sendable, Equatable, Codable {
    /// In the order in which a reader asks, the answer first.
    public let sentences: [String]
    /// Why the points look alike, the strongest cause first; all that are told of, also those that are weak.
    public let causes: [Cause]
    /// The share of the mean cosine that comes from the mean of the points, which may lie beyond 0 ... 1; `nil` where the
    /// mean cosine cannot be told from 0.
    public let shareOfMean: Double?
    /// The dimensions that make most of the mean cosine, from 0, with their shares of it; none where that is.
    public let dimensions: [DimensionShare]
    /// The outlier dimensions that hold more than an equal share of the points' squared lengths, with these shares, the
    /// largest first; at most twenty.
    public let outlierDimensions: [DimensionShare]

    public struct DimensionShare: Sendable, Equatable, Codable {
        public let dimension: Int
        public let share: Double
    }

    private enum CodingKeys: String, CodingKey {
        case sentences, causes, dimensions
        case shareOfMean = "share_of_mean"
        case outlierDimensions = "outlier_dimensions"
    }

    /// What findings are made of.
    public static let measures: [Measure] = [
        .meanCosine, .cosineOfMean, .cosineByDimension, .outlierDimensions, .explainedVariance,
        .isoScore, .participationRatio,
    ]

    public var text: String { sentences.joined(separator: " ") }

    /// - Parameter results: of ``measures``, and of others; they are made where `nil`.
    public init(_ cloud: MeasuredCloud, _ results: [MeasureResult]? = nil) throws(TorchError) {
        let known: [MeasureResult]
        if let results { known = results } else { known = try cloud.results(of: Self.measures) }
        self = Self.findings(FindingNumbers(cloud, known))
    }

    private init(
        _ sentences: [String], causes: [Cause] = [], shareOfMean: Double? = nil,
        dimensions: [DimensionShare] = [], outlierDimensions: [DimensionShare] = []
    ) {
        (self.sentences, self.causes, self.shareOfMean) = (sentences, causes, shareOfMean)
        (self.dimensions, self.outlierDimensions) = (dimensions, outlierDimensions)
    }

    private static func findings(_ numbers: FindingNumbers) -> CloudFindings {
        let cloud = numbers.cloud
        guard cloud.dimensions > 1, cloud.pointCount >= Diagnosis.leastPoints else {
            return CloudFindings([
                "There are too few points or dimensions to say: it takes \(Diagnosis.leastPoints) points in 2 "
                    + "dimensions. Measures of fewer say more about their number than about their spread."
            ])
        }
        guard numbers[.explainedVariance]?.value != nil else {
            return CloudFindings([
                "All points are the same: no measure of their spread is defined."
            ])
        }
        let cosine = numbers.cosine
        let outliers = OutlierShares(cloud)
        let dimensions = cosine.share == nil ? [] : numbers.largestCosines
        let causes = [
            numbers.shift(cosine.share), outliers.cause, numbers.collapse, numbers.copies,
        ].compactMap { $0 }.sorted { $0.strength > $1.strength }
        let sentences: [String?] = [
            answer(causes, pointCount: cloud.pointCount), cosine.sentence,
            numbers.words(for: dimensions),
            outliers.words(isotropic: numbers[.outlierDimensions]?.isotropic?.number),
            numbers.spread, numbers.copyWords,
        ]
        return CloudFindings(
            sentences.compactMap { $0 }, causes: causes, shareOfMean: cosine.share,
            dimensions: dimensions, outlierDimensions: Array(outliers.dominating.prefix(20)))
    }
}

/// Of whole percents, of which little is left with a decimal.
func percent(_ share: Double) -> String {
    let percent = share * 100
    return String(format: abs(percent) < 9.95 ? "%.1f %%" : "%.0f %%", percent)
}
