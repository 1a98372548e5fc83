import Foundation
import Torch

extension MeasureCatalogue {
    static let twoCloudMeasures: [Measure] = [
        .unbiasedLinearCKA, .linearCKA, .procrustes, .principalAngles, .canonicalAngles,
    ]

    /// The leading directions whose angles are told.
    public static let angles = 10
}

extension Measure {
    public static let unbiasedLinearCKA = Measure(
        "linear_cka_unbiased", "linear CKA, unbiased", .twoClouds,
        definition:
            "HSIC(X, Y) / √(HSIC(X, X) HSIC(Y, Y)) of linear kernels, each part by an unbiased estimate: near 0 for "
            + "independent clouds.",
        source: "Kornblith et al. 2019; Song et al. 2012, Eq. 5; Nguyen, Raghu and Kornblith 2021",
        pitfalls: ["Chance can bring it below 0, or above 1 where both clouds are small."],
        range: .anything, needs: [.secondCloud]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.pair?.unbiasedLinearCKA)
    }
    .with(isotropic: .exact { _, _ in 0 }, smoothness: .smooth)

    public static let linearCKA = Measure(
        "linear_cka", "linear CKA", .twoClouds,
        definition:
            "‖XᵀY‖² / (‖XᵀX‖ ‖YᵀY‖) of the centred points, row i of both of the same thing.",
        source: "Kornblith et al. 2019",
        pitfalls: [
            "Far too high with few points: independent points of many dimensions read near 1."
        ],
        range: .within(0, 1), needs: [.secondCloud]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.pair?.linearCKA)
    }
    .with(isotropic: Isotropic.none("follows both clouds' dimensions"))

    public static let procrustes = Measure(
        "procrustes_distance", "Procrustes distance", .twoClouds,
        definition:
            "The least ‖X - YQ‖² over orthogonal Q, both centred and of Frobenius norm 1: 2 - 2 ‖XᵀY‖_*.",
        source: "Schönemann 1966; Ding, Denain and Steinhardt 2021",
        pitfalls: ["Too low with few points, which can be turned onto each other."],
        range: .within(0, 2), needs: [.secondCloud]
    ) { cloud throws(TorchError) in
        MeasureValue(
            try cloud.pair.flatMap { pair throws(TorchError) in try pair.procrustesDistance() })
    }
    .with(isotropic: Isotropic.none("follows both clouds' dimensions"))

    public static let principalAngles = Measure(
        "principal_angles", "angles of leading directions", .twoClouds,
        definition:
            "The principal angles between the spans of both clouds' first k principal directions, ascending, k = 10 or "
            + "the dimensions; for clouds of the same dimensions, of one layer before and after training.",
        source: "Björck and Golub 1973",
        pitfalls: ["Not defined where the k-th eigenvalue equals the next."],
        range: .within(0, .pi / 2), unit: "radians", needs: [.secondCloud]
    ) { cloud throws(TorchError) in
        guard let pair = cloud.pair, pair.firstDimensions == pair.secondDimensions else {
            return nil
        }
        return MeasureValue(try pair.principalAngles(pair.angleCount, in: .coordinates))
    }
    .with(isotropic: Isotropic.none("follows k and the dimensions"))

    public static let canonicalAngles = Measure(
        "principal_component_angles", "angles of leading components", .twoClouds,
        definition:
            "The principal angles between the spans of both clouds' first k principal components over the points: their "
            + "cosines are the canonical correlations of SVCCA.",
        source: "Raghu et al. 2017; Björck and Golub 1973",
        pitfalls: [
            "Too small with few points.",
            "Angles below 1e-7 are rounding where points are read once.",
        ],
        range: .within(0, .pi / 2), unit: "radians", needs: [.secondCloud]
    ) { cloud throws(TorchError) in
        guard let pair = cloud.pair else { return nil }
        return MeasureValue(
            try pair.principalAngles(
                pair.angleCount, in: .points, sines: cloud.componentSines))
    }
    .with(isotropic: Isotropic.none("follows k and the points"))
}

extension CloudPair {
    var angleCount: Int {
        min(MeasureCatalogue.angles, firstDimensions, secondDimensions)
    }
}
