import Torch

/// All that is shown about a point cloud; `nil` where a measure is not defined.
public struct CloudSummary: Sendable, Codable, Equatable {
    public let points: Int
    public let dimensions: Int
    /// Points of length 0, which the mean cosine leaves out.
    public let zeroVectors: Int
    public let deviations: DeviationSpread?
    /// EV_1, EV_2, EV_3 of the centred points; fewer in fewer dimensions.
    public let explainedVariance: [Double]?
    public let isoScore: Double?
    /// `Moments.smallSampleIsoScore`, bounded to 0 ... 1, where chance can leave it; `nil` for fewer
    /// points than `Diagnosis.leastPoints`, of which it says nothing.
    public let smallSampleIsoScore: Double?
    public let participationRatio: Double?
    public let stableRank: Double?
    public let meanCosine: Double?
    public let effectiveRank: Double?
    public let normalizedEffectiveRank: Double?
    /// The length of the mean vector: how far the cloud is shifted from the origin.
    public let lengthOfMean: Double
    public let diagnosis: Diagnosis

    private enum CodingKeys: String, CodingKey {
        case points, dimensions, deviations, diagnosis
        case zeroVectors = "zero_vectors"
        case explainedVariance = "explained_variance"
        case isoScore = "isoscore"
        case smallSampleIsoScore = "small_sample_isoscore"
        case participationRatio = "participation_ratio"
        case stableRank = "stable_rank"
        case meanCosine = "mean_cosine"
        case effectiveRank = "effective_rank"
        case normalizedEffectiveRank = "normalized_effective_rank"
        case lengthOfMean = "length_of_mean"
    }

    /// What a summary is made of.
    public static let measures: [Measure] = [
        .deviations, .deviationRatio, .explainedVariance, .isoScore, .smallSampleIsoScore,
        .participationRatio, .stableRank, .meanCosine, .effectiveRank, .normalizedEffectiveRank,
        .lengthOfMean, .zeroVectors,
    ]

    /// - Precondition: both were made from the same points.
    public init(_ moments: Moments, _ directions: DirectionMoments) throws(TorchError) {
        try self.init(MeasuredCloud(moments, directions))
    }

    public init(_ cloud: MeasuredCloud) throws(TorchError) {
        func number(_ measure: Measure) throws(TorchError) -> Double? {
            try measure.value(of: cloud)?.number
        }
        points = cloud.pointCount
        dimensions = cloud.dimensions
        zeroVectors = cloud.directions.zeroCount
        deviations = try Measure.deviations.value(of: cloud).map { value throws(TorchError) in
            DeviationSpread(value.numbers, ratio: try number(.deviationRatio))
        }
        explainedVariance = try Measure.explainedVariance.value(of: cloud)?.numbers
        isoScore = try number(.isoScore)
        smallSampleIsoScore = try number(.smallSampleIsoScore)
        participationRatio = try number(.participationRatio)
        stableRank = try number(.stableRank)
        meanCosine = try number(.meanCosine)
        effectiveRank = try number(.effectiveRank)
        normalizedEffectiveRank = try number(.normalizedEffectiveRank)
        lengthOfMean = try number(.lengthOfMean) ?? 0
        diagnosis = Diagnosis(cloud.moments, try cloud.spectrum())
    }

    /// Measures the rows of `points`, `[points, dimensions]`.
    ///
    /// Clouds of any size, with a largest number from 1e-300 to 1e300, give the same measures, but for the
    /// deviations and the length of the mean, which have their unit. A point has its direction however
    /// small it is beside the others.
    /// - Throws: for numbers beyond, and for those that are not finite, by their place.
    public init(of points: Tensor) throws(TorchError) {
        try self.init(MeasuredCloud(of: points, measures: Self.measures, intervals: false))
    }
}
