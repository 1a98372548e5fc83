extension ReportContent {
    /// All figures, in the order of the report; each is also worth a file, named by `name`.
    public func figures() -> [Figure] {
        [
            metricAgainstIsoScore(), metricBySeed(), explainedVariance(), isoScoreByLayer(),
            trainingLoss(),
        ] + furtherFigures
    }

    /// The metric in the unit in which it is shown.
    func shown(_ value: Double?) -> Double? {
        value.map { metric.isPercentage ? $0 * 100 : $0 }
    }

    /// "dev accuracy (%)".
    var metricTitle: String {
        "\(split) \(metric.name)" + (metric.isPercentage ? " (%)" : "")
    }

    /// "5 seeds", or the range where methods differ; "3 folds × 5 seeds".
    var seedCountWords: String {
        let counts = methods.map(\.seeds.count)
        guard let least = counts.min(), let most = counts.max() else { return "0 seeds" }
        if least == most { return SeedCount(most, folds: folds).words }
        return (folds.map { "\($0) folds × " } ?? "")
            + "\(least / (folds ?? 1)) to \(most / (folds ?? 1)) seeds"
    }

    /// Whether anything is a statistic over seeds.
    var hasSeveralSeeds: Bool { methods.contains { $0.seeds.count > 1 } }

    /// What a curve is: "mean over 5 seeds", or one seed's own.
    var meanWords: String { hasSeveralSeeds ? "mean over \(seedCountWords)" : "one seed" }

    /// The same with what its band is.
    var bandWords: String {
        meanWords + (hasSeveralSeeds ? ", band: ± one standard deviation" : "")
    }

    func words(_ value: Double, _ decimals: Int) -> String {
        NumberText.typeset(value, decimals: decimals) ?? "not finite"
    }

    func metricWords(_ shown: Double) -> String {
        words(shown, metric.isPercentage ? 2 : 4) + (metric.isPercentage ? " %" : "")
    }
}
