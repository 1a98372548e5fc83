import Torch

extension MeasureCatalogue {
    static let spectrumMeasures: [Measure] = [
        .explainedVariance, .uncentredExplainedVariance, .explainedVarianceCurve, .isoScore,
        .smallSampleIsoScore, .ledoitWolf, .isoScoreStar, .isoScoreStarIdentity,
        .isoScoreStarScaledIdentity, .participationRatio, .smallSampleParticipationRatio,
        .effectiveRank, .normalizedEffectiveRank, .stableRank, .conditionNumber, .varEx,
    ]

    /// The zeta of the paper's best runs that ``Measure/isoScoreStarIdentity`` and its scaled form have.
    public static let zeta = 0.2
}

extension Measure {
    private static let few = "Biased where points are fewer than some ten a dimension."

    public static let explainedVariance = Measure(
        "explained_variance", "EV_1, EV_2, EV_3", .spectrum,
        definition:
            "EV_k, the share of the variance in the first k principal directions, Σ_{i≤k} l_i / Σ l_j, l the "
            + "eigenvalues of the covariance.",
        source: "Zhou et al. 2021, Eq. 9, centred", pitfalls: ["Too high with few points."],
        range: .within(0, 1), components: ["EV_1", "EV_2", "EV_3"]
    ) { cloud throws(TorchError) in
        MeasureValue(try cloud.spectrum()?.explainedVarianceCurve(limit: 3))
    }
    .with(debiasing: .jackknife, smoothness: .eigenvalue(1))

    public static let uncentredExplainedVariance = Measure(
        "explained_variance_uncentred", "EV_1, EV_2, EV_3 about 0", .spectrum,
        definition: "EV_k of the second moments about 0, Σ x xᵀ / N, instead of the covariance.",
        source: "Zhou et al. 2021, Eq. 9",
        pitfalls: [
            "Follows the mean: the paper's claim that EV_k does not depend on it holds for the centred form alone."
        ], range: .within(0, 1), components: ["EV_1", "EV_2", "EV_3"]
    ) { cloud throws(TorchError) in
        MeasureValue(try cloud.spectrum(centred: false)?.explainedVarianceCurve(limit: 3))
    }

    public static let explainedVarianceCurve = Measure(
        "explained_variance_curve", "EV_k for every k", .spectrum,
        definition: "EV_k for k = 1 ... dimensions.",
        source: "Zhou et al. 2021, Eq. 9 and Fig. 4", pitfalls: ["Too high with few points."],
        range: .within(0, 1)
    ) { cloud throws(TorchError) in
        MeasureValue(try cloud.spectrum()?.explainedVarianceCurve())
    }

    /// EV_k of the first 50 components, with what leaving blocks of sentences out says of each: for figures. It is not in
    /// the catalogue, as the bias of few points stays in the value and in the interval around it.
    package static let explainedVarianceStart = Measure(
        "explained_variance_start", "EV_k for k up to 50", .spectrum,
        definition: "EV_k for k = 1 ... 50.", source: "Zhou et al. 2021, Eq. 9 and Fig. 4",
        range: .within(0, 1)
    ) { cloud throws(TorchError) in
        MeasureValue(try cloud.spectrum()?.explainedVarianceCurve(limit: 50))
    }
    .with(isotropic: Isotropic.none("is for figures alone"), smoothness: .smooth)

    public static let isoScore = Measure(
        "isoscore", "IsoScore", .spectrum,
        definition:
            "(PR - 1) / (d - 1) with the participation ratio PR = (tr S)² / ‖S‖²: equals the published form with "
            + "eigenvalues.",
        source: "Rudman et al. 2022; closed form in isoscore.md",
        pitfalls: [
            "Too low below some ten points a dimension: 100 isotropic points of 768 dimensions read .11."
        ],
        range: .within(0, 1)
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.moments.isoScore)
    }
    .with(
        debiasing: .participation { $0.smallSampleIsoScore },
        smoothness: .smooth)

    public static let smallSampleIsoScore = Measure(
        "small_sample_isoscore", "IsoScore, unbiased", .spectrum,
        definition:
            "IsoScore from estimates of (tr S)² and ‖S‖² that are unbiased for independent normal points, cut to 0 "
            + "... 1.",
        source: "Srivastava 2005 for ‖S‖²; isoscore.md",
        pitfalls: [
            "Not defined for fewer than \(Diagnosis.leastPoints) points.",
            "Tokens of a sentence are not independent: the bias it takes out is then too small.",
        ], range: .within(0, 1)
    ) { cloud throws(TorchError) in
        guard cloud.pointCount >= Diagnosis.leastPoints else { return nil }
        return MeasureValue(cloud.moments.smallSampleIsoScore.map { min(max($0, 0), 1) })
    }
    .with(debiasing: .participation { $0.smallSampleIsoScore }, smoothness: .smooth)

    public static let ledoitWolf = Measure(
        "ledoit_wolf_zeta", "Ledoit and Wolf's zeta", .spectrum,
        definition:
            "The share of the scaled identity (tr S / d) I that makes the expected squared distance of the shrunk "
            + "covariance from the true one least, with S divided by N.",
        source: "Ledoit and Wolf 2004",
        pitfalls: ["Assumes independent points: too small for tokens of sentences."],
        range: .within(0, 1), needs: [.moments, .fourthPowers]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.shrinkage?.ledoitWolf)
    }
    .with(isotropic: Isotropic.none("takes the points' fourth powers; near 1"))

    public static let isoScoreStar = Measure(
        "isoscore_star", "IsoScore*, zeta auto", .spectrum,
        definition:
            "IsoScore of (1 - zeta) S + zeta (tr S / d) I, zeta that of ledoit_wolf_zeta.",
        source: "Rudman and Eickhoff 2024, Algorithm 1; Ledoit and Wolf 2004",
        pitfalls: [
            "Pulled toward 1: shrinkage trades the bias of few points for that of its target."
        ],
        range: .within(0, 1), needs: [.moments, .fourthPowers]
    ) { cloud throws(TorchError) in
        guard let zeta = cloud.shrinkage?.ledoitWolf, let covariance = cloud.moments.covariance()
        else { return nil }
        let target = covariance.scaledIdentity
        return MeasureValue(covariance.isoScoreStar(shrinkage: zeta, toward: target))
    }
    .with(isotropic: Isotropic.none("takes the points' fourth powers; near 1"))

    public static let isoScoreStarIdentity = Measure(
        "isoscore_star_identity", "IsoScore*, zeta .2 toward I", .spectrum,
        definition: "IsoScore of .8 S + .2 I.",
        source: "Rudman and Eickhoff 2024, Algorithm 1",
        pitfalls: ["Follows the points' unit: 1 where variances are small beside 1."],
        range: .within(0, 1)
    ) { cloud throws(TorchError) in
        guard let covariance = cloud.moments.covariance() else { return nil }
        let unit = 1 / (cloud.scale * cloud.scale)
        let target = Covariance(variances: Array(repeating: unit, count: cloud.dimensions))
        return MeasureValue(
            covariance.isoScoreStar(shrinkage: MeasureCatalogue.zeta, toward: target))
    }
    .with(
        isotropic: Isotropic.none("follows the points' unit"), debiasing: .jackknife,
        smoothness: .smooth)

    public static let isoScoreStarScaledIdentity = Measure(
        "isoscore_star_scaled_identity", "IsoScore*, zeta .2 toward (tr S / d) I", .spectrum,
        definition: "IsoScore of .8 S + .2 (tr S / d) I.",
        source: "Rudman and Eickhoff 2024, Algorithm 1",
        pitfalls: [few], range: .within(0, 1)
    ) { cloud throws(TorchError) in
        guard let covariance = cloud.moments.covariance() else { return nil }
        return MeasureValue(
            covariance.isoScoreStar(
                shrinkage: MeasureCatalogue.zeta, toward: covariance.scaledIdentity))
    }
    .with(debiasing: .jackknife, smoothness: .smooth)

    public static let participationRatio = Measure(
        "participation_ratio", "participation ratio", .spectrum,
        definition: "(tr S)² / ‖S‖², the number of directions in use.",
        source: "Gao et al. 2017; isoscore.md",
        pitfalls: ["Too low with few points, and never above their number less 1."],
        range: .directions
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.moments.participationRatio)
    }
    .with(
        debiasing: .participation { $0.smallSampleParticipationRatio },
        smoothness: .smooth)

    public static let smallSampleParticipationRatio = Measure(
        "small_sample_participation_ratio", "participation ratio, unbiased", .spectrum,
        definition:
            "(tr S)² / ‖S‖² with estimates of both that are unbiased for independent normal points, cut to 1 ... d.",
        source: "Srivastava 2005 for ‖S‖²; isoscore.md",
        pitfalls: ["As small_sample_isoscore."], range: .directions
    ) { cloud throws(TorchError) in
        guard cloud.pointCount >= Diagnosis.leastPoints else { return nil }
        return MeasureValue(
            cloud.moments.smallSampleParticipationRatio.map {
                min(max($0, 1), Double(cloud.dimensions))
            })
    }
    .with(
        debiasing: .participation { $0.smallSampleParticipationRatio },
        smoothness: .smooth)

    public static let effectiveRank = Measure(
        "effective_rank", "effective rank", .spectrum,
        definition:
            "exp(-Σ p log p), p the singular values over their sum (RankMe, without its 1e-7).",
        source: "Roy and Vetterli 2007; Garrido et al. 2023",
        pitfalls: ["Bounded by the number of points.", few], range: .rank
    ) { cloud throws(TorchError) in
        MeasureValue(try cloud.spectrum()?.effectiveRank)
    }
    .with(debiasing: .jackknife, smoothness: .smooth)

    public static let normalizedEffectiveRank = Measure(
        "normalized_effective_rank", "effective rank over its bound", .spectrum,
        definition: "effective_rank over min(N - 1, d).",
        source: "Roy and Vetterli 2007", pitfalls: [few], range: .within(0, 1)
    ) { cloud throws(TorchError) in
        MeasureValue(try cloud.spectrum()?.normalizedEffectiveRank)
    }
    .with(debiasing: .jackknife, smoothness: .smooth)

    public static let stableRank = Measure(
        "stable_rank", "stable rank", .spectrum,
        definition:
            "‖X‖_F² / ‖X‖_2² of the centred points, the total variance over the largest eigenvalue.",
        source: "Rudelson and Vershynin 2007", pitfalls: ["Too low with few points."],
        range: .directions
    ) { cloud throws(TorchError) in
        MeasureValue(try cloud.spectrum()?.stableRank)
    }
    .with(debiasing: .jackknife, smoothness: .eigenvalue(1))

    public static let conditionNumber = Measure(
        "condition_number", "condition number", .spectrum,
        definition:
            "The largest eigenvalue of the covariance over the smallest of the first min(N - 1, d).",
        source: "Golub and Van Loan 2013, Sec. 2.6",
        pitfalls: ["Far too high with few points; infinite where a direction does not vary."],
        range: .atLeast(1)
    ) { cloud throws(TorchError) in
        MeasureValue(try cloud.spectrum()?.conditionNumber)
    }

    public static let varEx = Measure(
        "varex", "VarEx", .spectrum,
        definition: "The share of the first ⌈.3 d⌉ components over the variance that they explain.",
        source: "as in Rudman et al. 2022",
        pitfalls: ["The published code takes one component less."], range: .within(0, 1)
    ) { cloud throws(TorchError) in
        MeasureValue(try cloud.spectrum()?.varEx())
    }
}

extension Covariance {
    /// `(tr S / d) I`.
    var scaledIdentity: Covariance {
        Covariance(variances: Array(repeating: trace / Double(dimensions), count: dimensions))
    }
}
