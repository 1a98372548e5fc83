import Metrics

extension ReportContent {
    /// The task's metric against the IsoScore of all tokens, a point per method (figure 2 of Rudman
    /// and Eickhoff 2024).
    public func metricAgainstIsoScore() -> Figure {
        let clouds = methods.map { method in
            ScoreCloud(
                method.name,
                method.seeds.map {
                    .init(isoScore: $0.isotropy.isoScoreTokens, metric: shown($0.metric))
                })
        }
        let sentences = clouds.map { cloud in
            guard let mean = cloud.mean?.center else { return "\(cloud.name): nothing to show." }
            return "\(cloud.name): IsoScore \(words(mean.x, 4)), \(metric.name) "
                + "\(metricWords(mean.y))."
        }
        let lacking = clouds.compactMap { cloud in
            let (complete, all) = (cloud.complete.count, cloud.seeds.count)
            return complete > 0 && complete < all
                ? "\(cloud.name): the mean of \(complete) of \(all) \(unit)s." : nil
        }
        var figure = Figure(
            name: "metric-isoscore", title: "Task performance against isotropy",
            caption: (hasSeveralSeeds
                ? "Large symbols: mean over \(seedCountWords) of" : "One seed:")
                + " the \(split) \(metric.name)\(rowCountWords) and "
                + (hasSeveralSeeds ? "of " : "")
                + "the \(isotropySplit) set's IsoScore of all tokens' hidden states\(tokenCountWords)"
                + (hasSeveralSeeds
                    ? "; bars: sample standard deviation over \(unit)s, both ways; faint symbols: single "
                        + "\(unit)s. " : ". ")
                + "Right is more isotropic.",
            summary: sentences.joined(separator: " "),
            x: Axis("IsoScore of all tokens (→ more isotropic)", bounds: [0]),
            y: Axis(metricTitle),
            notes: withoutNotes(clouds.count { $0.mean != nil }, lacking))
        figure.panels = Panels(
            Panel(clouds, series: Array(clouds.indices), isLabelled: true))
        figure.data = seedRows(["IsoScore", metricTitle]) {
            [.init($0.isotropy.isoScoreTokens), .init(shown($0.metric))]
        }
        return figure
    }

    private func withoutNotes(_ shown: Int, _ lacking: [String]) -> [String] {
        let hidden = methods.count - shown
        return hidden == 0
            ? lacking
            : ["Not drawn: \(hidden) \(hidden == 1 ? "method" : "methods") without a value."]
                + lacking
    }
}
