import Foundation
import Torch

extension MeasureCatalogue {
    static let directionMeasures: [Measure] = [
        .meanCosine, .cosineOfMean, .cosineAroundMean, .partitionScore, .logPartitionScore,
        .uniformity, .alignment, .lengthOfMean, .zeroVectors,
    ]
}

extension Measure {
    private static let ofOwnMean =
        "The mean of few points is not 0 where that behind them is: of N, about 1/N goes from one part to the other."

    public static let meanCosine = Measure(
        "mean_cosine", "mean cosine", .directions,
        definition:
            "The mean over all pairs of the cosine, (|Σ u|² - N) / (N (N - 1)), u = x / |x|: exact.",
        source: "Ethayarajh 2019",
        pitfalls: [
            "Sees the direction of the mean only: a shifted isotropic cloud reads .975, a collapsed one around 0 can "
                + "read 0."
        ], range: .within(-1, 1), needs: [.directions]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.directions.meanCosine)
    }
    .with(isotropic: .exact { _, _ in 0 }, smoothness: .smooth)

    public static let cosineOfMean = Measure(
        "mean_cosine_of_mean", "… of the mean", .directions,
        definition:
            "The part of the mean cosine that comes from the mean of the points: mean_cosine less "
            + "mean_cosine_around_mean.",
        source: "follows from the definition of the mean cosine",
        pitfalls: [ofOwnMean], range: .anything, needs: [.moments, .directions, .cosineParts]
    ) { cloud throws(TorchError) in
        guard let around = cloud.cosineAroundMean, let whole = cloud.directions.meanCosine else {
            return nil
        }
        return .number(whole - around)
    }
    .with(
        isotropic: .exact { points, dimensions in
            CosineParts.isotropicAroundMean(points: points, dimensions: dimensions).map { -$0 }
        }, debiasing: .jackknife, smoothness: .awayFromZero)

    public static let cosineAroundMean = Measure(
        "mean_cosine_around_mean", "… around the mean", .directions,
        definition:
            "The part of the mean cosine that is left when the mean m is subtracted and the lengths are kept: the mean "
            + "over i ≠ j of (x_i - m)·(x_j - m) / (|x_i| |x_j|), which the spectrum and the lengths make.",
        source: "follows from the definition of the mean cosine",
        pitfalls: [ofOwnMean, "Large where points are near 0, whose lengths it divides by."],
        range: .anything, needs: [.moments, .cosineParts]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.cosineAroundMean)
    }
    .with(
        isotropic: .exact {
            CosineParts.isotropicAroundMean(points: $0, dimensions: $1)
        }, debiasing: .jackknife, smoothness: .none(.inverseLengths))

    public static let partitionScore = Measure(
        "partition_score", "partition score", .directions,
        definition:
            "min Z(c) / max Z(c), Z(c) = Σ exp(c·x), c over every eigenvector of XᵀX, as columns, and its negative.",
        source: "Arora et al. 2016; Mu and Viswanath 2018",
        pitfalls: [
            "Follows the points' unit: exp(c·x) of long vectors is 0 or infinite, see log_partition_score.",
            "A published code runs over rows of the eigenvector matrix, which are no directions of the cloud.",
        ], range: .within(0, 1), needs: [.moments, .secondPass]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.partition?.score)
    }
    .with(isotropic: Isotropic.none("follows the points' unit"))

    public static let logPartitionScore = Measure(
        "log_partition_score", "log partition score", .directions,
        definition: "The natural logarithm of partition_score, which does not underflow.",
        source: "Mu and Viswanath 2018", pitfalls: ["Follows the points' unit."],
        range: .anything, needs: [.moments, .secondPass]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.partition?.logarithm)
    }
    .with(isotropic: Isotropic.none("follows the points' unit"))

    public static let uniformity = Measure(
        "uniformity", "uniformity", .directions,
        definition: "log mean over i ≠ j of exp(-2 |u_i - u_j|²), u = x / |x|; less is more even.",
        source: "Wang and Isola 2020, Eq. 5",
        pitfalls: [
            "Of more than \(RowSample.limit) points a random sample of so many rows is taken: the mean over its pairs is "
                + "unbiased, and its logarithm nearly so. For fewer it is exact."
        ], range: .within(-8, 0), needs: [.sample]
    ) { cloud throws(TorchError) in
        MeasureValue(
            try cloud.sample.flatMap { sample throws(TorchError) in
                try Uniformity(sample)?.value
            })
    }
    .with(isotropic: .exact { Uniformity.uniform(dimensions: $1) })

    public static let alignment = Measure(
        "alignment", "alignment", .directions,
        definition:
            "The mean of |u - v|² over pairs of rows that belong together, u and v of length 1.",
        source: "Wang and Isola 2020, Eq. 4, alpha = 2",
        pitfalls: ["0 where all points are one: read it beside uniformity."],
        range: .within(0, 4), needs: [.pairs]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.alignment?.alignment)
    }
    .with(
        isotropic: .exact { _, _ in 2 },
        smoothness: .standardError { $0.alignment?.standardError })

    public static let lengthOfMean = Measure(
        "length_of_mean", "length of the mean", .directions,
        definition: "|m|, m the mean of the points: how far the cloud is shifted from 0.",
        source: "Mu and Viswanath 2018", pitfalls: ["Follows the points' unit."],
        range: .atLeast(0), unit: "the points'"
    ) { cloud throws(TorchError) in
        let squared = cloud.moments.mean.reduce(0) { $0 + $1 * $1 }
        return .number(squared.squareRoot() * cloud.scale)
    }
    .with(
        isotropic: Isotropic.none("follows the points' unit"), debiasing: .square,
        smoothness: .smooth)

    public static let zeroVectors = Measure(
        "zero_vectors", "points of length 0", .directions,
        definition:
            "The points of length 0, which have no direction and are left out where directions count.",
        source: "a count", range: .atLeast(0), needs: [.directions]
    ) { cloud throws(TorchError) in
        .number(Double(cloud.directions.zeroCount))
    }
    .with(isotropic: .exact { _, _ in 0 })
}

extension MeasuredCloud {
    /// `nil` also where points are so near 0 that a length's square has no inverse.
    fileprivate var cosineAroundMean: Double? {
        cosines?.aroundMean(moments.mean).flatMap { $0.isFinite ? $0 : nil }
    }
}
