import Foundation
import Isotropy
import Testing
import Torch

/// What this library answers, by the names of `Conformance/`: `nil` where it gives none.
typealias Answers = [String: [Double]?]

extension Optional<Double> {
    fileprivate var list: [Double]? { map { [$0] } }
}

enum ConformanceAnswers {
    static func spectrum(_ spectrum: Spectrum, _ covariance: Covariance) -> Answers {
        [
            "participation_ratio": covariance.participationRatio.list,
            "stable_rank": spectrum.stableRank.list,
            "effective_rank": spectrum.effectiveRank.list,
            "condition_number": spectrum.conditionNumber.list,
            "var_ex": spectrum.varEx().list,
            "explained_variance": spectrum.explainedVarianceCurve(),
            "iso_score": covariance.isoScore.list,
        ].merging(shrunk(covariance)) { $1 }
    }

    private static func shrunk(_ covariance: Covariance) -> Answers {
        let size = covariance.dimensions
        let targets = ["identity": 1, "scaled": covariance.trace / Double(size)]
        var answers: Answers = [:]
        for (name, variance) in targets {
            let target = Covariance(variances: Array(repeating: variance, count: size))
            for weight in [0.25, 0.75] {
                answers["iso_score_star_\(name)_\(weight)"] =
                    covariance.isoScoreStar(shrinkage: weight, toward: target).list
            }
        }
        return answers
    }

    static func covariance(_ rows: [[Double]]) throws -> Answers {
        let covariance = Covariance(dimensions: rows.count, elements: rows.flatMap { $0 })
        let spectrum = try Spectrum(covariance, rankBound: rows.count)
        return Self.spectrum(spectrum, covariance).merging(["eigenvalues": spectrum.eigenvalues]) {
            $1
        }
    }

    static func cloud(_ rows: [[Double]]) throws -> Answers {
        let points = try matrix(rows)
        let moments = try Moments(of: points)
        var answers = try directions(points, moments).merging(neighbors(points)) { $1 }
        answers["mean"] = moments.mean
        guard let covariance = moments.covariance(), let spectrum = try moments.spectrum(),
            let raw = try moments.spectrum(centred: false)
        else { return answers }
        let size = rows[0].count
        let correlation = covariance.correlation
        let far = Dictionary(
            uniqueKeysWithValues: (moments.outlierDimensions(beyond: 0) ?? [])
                .map { ($0.dimension, $0) })
        var shrinkage = ShrinkageMoments(dimensions: size)
        try shrinkage.add(points)
        var partition = try PartitionSums(moments)
        try partition.add(points)
        return answers.merging(Self.spectrum(spectrum, covariance)) { $1 }.merging([
            "standard_deviations": moments.standardDeviations,
            "outlier_means": (0..<size).map { far[$0]?.mean ?? 0 },
            "outlier_deviations": (0..<size).map { far[$0]?.deviation ?? 0 },
            "correlation": correlation.elements,
            "gamma": moments.softGroupSizes,
            "uncentred_explained_variance": raw.explainedVarianceCurve(),
            "uncentred_effective_rank": raw.effectiveRank.list,
            "small_sample_iso_score": moments.smallSampleIsoScore.list,
            "ledoit_wolf": shrinkage.ledoitWolf.list,
            "log_partition_score": partition.logarithm.list,
        ]) { $1 }
    }

    private static func directions(_ points: Tensor, _ moments: Moments) throws -> Answers {
        var directions = DirectionMoments(dimensions: points.size(1))
        try directions.add(points)
        var parts = CosineParts(dimensions: points.size(1))
        try parts.add(points)
        var sample = RowSample(dimensions: points.size(1))
        try sample.add(points, firstRow: 0)
        return [
            "uniformity": try Uniformity(sample)?.value.list,
            "mean_cosine": directions.meanCosine.list,
            "cosine_shares": parts.byDimension,
            "cosine_around_mean": parts.aroundMean(moments.mean).list,
        ]
    }

    /// Too few distinct points are refused.
    private static func neighbors(_ points: Tensor) throws -> Answers {
        let ratios = try? TwoNN(of: points)
        let local = try? LevinaBickel(of: points, neighborCount: 3)
        return [
            "twonn_slope": ratios?.slope().list,
            "twonn_likelihood": ratios?.likelihood().list,
            "levina_bickel_3": local?.dimension().list,
            "levina_bickel_3_harmonic": local?.dimension(.harmonic).list,
            "repeated_rows": [Double(try RepeatedRows(in: points).count)],
        ]
    }

    static func labelled(_ rows: [[Double]], _ labels: [Int]) throws -> Answers {
        var moments = ClassMoments(
            dimensions: rows[0].count, classCount: (labels.max() ?? 0) + 1)
        try moments.add(matrix(rows), labels: labels)
        let scatter = ClassScatter(moments)
        let cosines = ClassCosines(moments)
        let collapse = try scatter.collapse()
        return [
            "between_share": scatter.betweenShare.list,
            "within_iso_score": scatter.withinCovariance?.isoScore.list,
            "within_explained_variance": try scatter.withinSpectrum()?.explainedVarianceCurve(),
            "cosine_within": cosines.within.list,
            "cosine_between": cosines.between.list,
            "collapse": nil,
            "collapse.variability": collapse?.variability.list,
            "collapse.length_deviation": collapse?.lengthDeviation.list,
            "collapse.cosine_deviation": collapse?.cosineDeviation.list,
            "collapse.angle_distance": collapse?.angleDistance.list,
        ]
    }

    static func pair(_ first: [[Double]], _ second: [[Double]]) throws -> Answers {
        let pair = try CloudPair(matrix(first), matrix(second))
        var answers: Answers = [
            "linear_cka": pair.linearCKA.list,
            "unbiased_linear_cka": pair.unbiasedLinearCKA.list,
            "procrustes": try pair.procrustesDistance().list,
        ]
        let (one, other) = (first[0].count, second[0].count)
        // Of other dimensions they are no pairs.
        answers.updateValue(nil, forKey: "alignment")
        if one == other {
            var alignment = AlignmentSums(dimensions: one)
            try alignment.add(matrix(first), matrix(second))
            answers["alignment"] = alignment.alignment.list
        }
        for k in 1...min(2, one, other) {
            answers["angles_\(k)_of_points"] = try pair.principalAngles(
                k, ofPoints: matrix(first), matrix(second))
            if one == other {
                answers["angles_\(k)_of_coordinates"] = try pair.principalAngles(
                    k, in: .coordinates)
            }
        }
        return answers
    }
}

extension Double {
    fileprivate var list: [Double]? { [self] }
}
