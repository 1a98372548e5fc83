extension Figure {
    /// IsoScore* against the number of points, a curve for each shrinkage (figure 1 of Rudman and Eickhoff 2024).
    ///
    /// - Parameters:
    ///   - curves: x is the number of points.
    ///   - trueScore: IsoScore of the distribution that the points are from; `nil` where it is not known, as for
    ///     a corpus.
    public static func isoScores(
        bySampleSize curves: Panels<[Curve]>, trueScore: Double? = nil
    ) -> Figure {
        let withTruth = curves.map { panel -> [Curve] in
            let sizes = panel.flatMap(\.values).map(\.x).filter(\.isFinite)
            guard let trueScore, let least = sizes.min(), let most = sizes.max() else {
                return panel
            }
            let ends = [least, most].map { Curve.Value($0, trueScore) }
            return [Curve("true score", ends, isReference: true)] + panel
        }
        return Figure(
            name: "isoscore-points", title: "IsoScore* of few points",
            caption: "IsoScore* of samples against their number of points, by the shrinkage ζ "
                + "toward a covariance from many points (ζ = 0: none)"
                + bandWords(curves) + "."
                + (trueScore.map { " Dashed: the true score, \(NumberText.words($0))." } ?? ""),
            x: Axis("number of points", kind: .log), y: Axis("IsoScore*", bounds: [0, 1]),
            curves: withTruth, columns: ("points", "IsoScore*"))
    }

    /// IsoScore* of the tokens against the layer (figure 5 of Rudman and Eickhoff 2024).
    ///
    /// - Parameters:
    ///   - curves: x is the layer; 0 is the embedding layer.
    ///   - measure: Which of the scores it is.
    ///   - subject: What it is of.
    ///   - intervals: What the bands are.
    public static func isoScores(
        byLayer curves: Panels<[Curve]>, measure: String = "IsoScore*",
        of subject: String = "tokens' hidden states", intervals: String = "intervals"
    ) -> Figure {
        Figure(
            name: "isoscore-layers", title: "\(measure) by layer",
            caption: "\(measure) of the \(subject) after each layer; layer 0 is the "
                + "embedding layer\(bandWords(curves, intervals)). Higher is more isotropic.",
            x: Axis("layer", wholeNumbers: true), y: Axis(measure, bounds: [0]),
            curves: curves, columns: ("layer", measure), arrangement: Arrangement(x: .columns))
    }

    /// The task's metric against the shrinkage ζ that the penalty uses (the ablation of Rudman and Eickhoff 2024).
    ///
    /// - Parameters:
    ///   - curves: x is ζ.
    ///   - metric: What y is, with its unit: "accuracy (%)".
    public static func shrinkageAblation(_ curves: Panels<[Curve]>, metric: String) -> Figure {
        Figure(
            name: "shrinkage-ablation", title: "Performance by shrinkage",
            caption: "\(metric) after fine-tuning with I-STAR against the shrinkage ζ of its "
                + "IsoScore*\(bandWords(curves)). ζ = 0 is no shrinkage.",
            x: Axis("shrinkage ζ"), y: Axis(metric), curves: curves, columns: ("ζ", metric),
            arrangement: Arrangement(y: .rows))
    }

    /// The intrinsic dimension by TwoNN against the layer (figure 4 of Rudman and Eickhoff 2024).
    ///
    /// - Parameters:
    ///   - curves: x is the layer.
    ///   - subject: What has the dimension.
    ///   - intervals: What the bands are.
    public static func intrinsicDimensions(
        byLayer curves: Panels<[Curve]>, of subject: String = "tokens' hidden states",
        intervals: String = "intervals"
    ) -> Figure {
        Figure(
            name: "intrinsic-dimension", title: "Intrinsic dimension by layer",
            caption:
                "TwoNN estimate of the intrinsic dimension (Facco et al. 2017) of the \(subject) "
                + "after each layer\(bandWords(curves, intervals)).",
            x: Axis("layer", wholeNumbers: true), y: Axis("TwoNN dimension", bounds: [0]),
            curves: curves, columns: ("layer", "TwoNN dimension"),
            arrangement: Arrangement(x: .columns))
    }
}
