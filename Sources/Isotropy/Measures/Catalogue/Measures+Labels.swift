import Torch

extension MeasureCatalogue {
    static let labelMeasures: [Measure] = [
        .betweenShare, .withinIsoScore, .withinExplainedVariance, .cosineWithinClasses,
        .cosineBetweenClasses, .classMeanCosine, .collapse,
    ]
}

extension Measure {
    public static let betweenShare = Measure(
        "between_class_share", "variance between classes", .labels,
        definition:
            "tr B / (tr B + tr W), B the scatter of the class means around the mean of all points, W that around the class "
            + "means.",
        source: "Fisher 1936; eta squared of all dimensions together",
        pitfalls: ["(classes - 1) / (points - 1) where labels mean nothing."],
        range: .within(0, 1), needs: [.labels]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.scatter?.betweenShare)
    }
    .with(
        isotropic: Isotropic.none("(classes - 1) / (points - 1)"), debiasing: .jackknife,
        smoothness: .smooth)

    public static let withinIsoScore = Measure(
        "within_class_isoscore", "IsoScore within classes", .labels,
        definition: "IsoScore of the covariance around the class means, W / (N - classes).",
        source: "Rudman et al. 2022, of the scatter within classes",
        pitfalls: [
            "Too low below some ten points a dimension.",
            "IsoScore of the whole cloud falls as classes part: good clusters are not isotropic.",
        ], range: .within(0, 1), needs: [.labels]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.scatter?.withinCovariance?.isoScore)
    }
    .with(
        isotropic: Isotropic.none("as isoscore of points - classes + 1 points"),
        debiasing: .jackknife, smoothness: .smooth)

    public static let withinExplainedVariance = Measure(
        "within_class_explained_variance", "EV_1, EV_2, EV_3 within classes", .labels,
        definition: "EV_k of the covariance around the class means.",
        source: "Zhou et al. 2021, Eq. 9, of the scatter within classes",
        pitfalls: ["Too high with few points."], range: .within(0, 1),
        components: ["EV_1", "EV_2", "EV_3"], needs: [.labels]
    ) { cloud throws(TorchError) in
        MeasureValue(try cloud.scatter?.withinSpectrum()?.explainedVarianceCurve(limit: 3))
    }
    .with(isotropic: Isotropic.none("as explained_variance of points - classes + 1 points"))

    public static let cosineWithinClasses = Measure(
        "mean_cosine_within_classes", "cosine within classes", .labels,
        definition: "The mean cosine over all pairs of points of the same class, exact.",
        source: "Ethayarajh 2019, by class", range: .within(-1, 1), needs: [.labels]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.classes.flatMap { ClassCosines($0).within })
    }
    .with(isotropic: .exact { _, _ in 0 }, smoothness: .smooth)

    public static let cosineBetweenClasses = Measure(
        "mean_cosine_between_classes", "cosine between classes", .labels,
        definition: "The mean cosine over all pairs of points of different classes, exact.",
        source: "Ethayarajh 2019, by class", range: .within(-1, 1), needs: [.labels]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.classes.flatMap { ClassCosines($0).between })
    }
    .with(isotropic: .exact { _, _ in 0 }, smoothness: .smooth)

    public static let classMeanCosine = Measure(
        "class_mean_cosine", "cosine of class means", .labels,
        definition:
            "The mean cosine of pairs of class means around the mean of all points: -1 / (classes - 1) where classes have "
            + "collapsed into a simplex.",
        source: "Papyan, Han and Donoho 2020, Fig. 3 and 4",
        pitfalls: ["-1 of two classes of equal size whatever lies where."], range: .within(-1, 1),
        needs: [.labels]
    ) { cloud throws(TorchError) in
        guard let scatter = cloud.scatter, let cosines = scatter.meanCosines else { return nil }
        let count = Double(scatter.classes.count)
        return .number((cosines.reduce(0, +) - count) / (count * (count - 1)))
    }
    .with(isotropic: Isotropic.none("follows the classes' sizes"))

    public static let collapse = Measure(
        "neural_collapse", "NC1, NC2 lengths, NC2 angles", .labels,
        definition:
            "NC1, tr(Σ_W Σ_B⁺) / classes; NC2, the deviation of the class means' lengths over their mean, and the mean of "
            + "|cos + 1 / (classes - 1)| of their pairs: all 0 where classes have collapsed.",
        source: "Papyan, Han and Donoho 2020", range: .atLeast(0),
        components: ["NC1", "NC2 lengths", "NC2 angles"], needs: [.labels]
    ) { cloud throws(TorchError) in
        guard let collapse = try cloud.scatter?.collapse() else { return nil }
        return .numbers([collapse.variability, collapse.lengthDeviation, collapse.angleDistance])
    }
    .with(isotropic: Isotropic.none("follows the classes' number and sizes"))
}
