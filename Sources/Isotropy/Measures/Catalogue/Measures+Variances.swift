import Torch

extension MeasureCatalogue {
    static let varianceMeasures: [Measure] = [
        .deviations, .deviationRatio, .deviationSpectrum, .outlierDimensions,
        .cosineByDimension, .largestCosineShare,
    ]
}

extension Measure {
    public static let deviations = Measure(
        "deviations", "deviations", .variances,
        definition:
            "The smallest, the median and the largest standard deviation of a dimension, divided by count - 1.",
        source: "Zhou et al. 2021, Fig. 1", range: .atLeast(0), unit: "the points'",
        components: ["smallest", "median", "largest"]
    ) { cloud throws(TorchError) in
        cloud.moments.standardDeviations.map { deviations in
            let spread = DeviationSpread(deviations, scale: cloud.scale)
            return .numbers([spread.smallest, spread.median, spread.largest])
        }
    }
    .with(isotropic: Isotropic.none("follows the points' unit"))

    public static let deviationRatio = Measure(
        "deviation_ratio", "largest over smallest deviation", .variances,
        definition: "The largest standard deviation of a dimension over the smallest.",
        source: "Zhou et al. 2021, Fig. 1",
        pitfalls: ["Not defined where a dimension does not vary."], range: .atLeast(1)
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.moments.deviationSpread?.ratio)
    }

    public static let deviationSpectrum = Measure(
        "deviation_spectrum", "deviations of all dimensions", .variances,
        definition: "The standard deviations of all dimensions, in the dimensions' order.",
        source: "Zhou et al. 2021, Fig. 1", range: .atLeast(0), unit: "the points'"
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.moments.standardDeviations?.map { $0 * cloud.scale })
    }
    .with(isotropic: Isotropic.none("follows the points' unit"), smoothness: .smooth)

    public static let outlierDimensions = Measure(
        "outlier_dimensions", "outlier dimensions", .variances,
        definition:
            "How many dimensions have a mean or a standard deviation more than 3 robust deviations, or as many as were asked for, "
            + "(1.4826 times the median absolute deviation) from the median of the others'.",
        source: "Kovaleva et al. 2021; Rudman et al. 2023",
        pitfalls: [
            "The threshold varies between papers, which also count in deviations that the outliers themselves widen.",
            "Of many dimensions that are alike some lie beyond 3 by chance: compare with the isotropic value.",
        ], range: .atLeast(0)
    ) { cloud throws(TorchError) in
        MeasureValue(
            cloud.moments.outlierDimensions(beyond: cloud.outlierLimit).map { Double($0.count) })
    }

    public static let cosineByDimension = Measure(
        "mean_cosine_by_dimension", "mean cosine by dimension", .variances,
        definition:
            "What each dimension adds to the mean cosine, ((Σ u_k)² - Σ u_k²) / (N (N - 1)), u = x / |x|: the "
            + "numbers add up to it.",
        source: "Timkey and van Schijndel 2021", range: .within(-1, 1), needs: [.cosineParts]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.cosines?.byDimension)
    }
    .with(isotropic: .exact { _, _ in 0 }, smoothness: .smooth)

    public static let largestCosineShare = Measure(
        "rogue_dimensions", "rogue dimensions", .variances,
        definition: "The three largest of mean_cosine_by_dimension, the largest first.",
        source: "Timkey and van Schijndel 2021",
        pitfalls: ["Parts of the mean cosine, not shares: divide by it where it is not near 0."],
        range: .within(-1, 1), needs: [.cosineParts]
    ) { cloud throws(TorchError) in
        MeasureValue(
            cloud.cosines?.byDimension.map { Array($0.sorted(by: >).prefix(3)) })
    }
    .with(isotropic: Isotropic.none("goes to 0 with the number of points"))
}
