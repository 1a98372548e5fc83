import Metrics

extension ReportContent {
    /// The task's metric against the IsoScore of all tokens, a point per method (figure 2 of Rudman
    /// and Eickhoff 2024).
    public func metricAgainstIsoScore() -> Figure {
        var seeds: [Mark] = []
        var bars: [Mark] = []
        var means: [Mark] = []
        var labels: [Label] = []
        var sentences: [String] = []
        var lacking: [String] = []
        for (index, method) in methods.enumerated() {
            let style = Mark.Style(.series(index), symbol: .series(index), radius: 4.5)
            var faint = style
            faint.opacity = 0.45
            faint.radius = 2.75
            let points = method.seeds.map {
                Point($0.isotropy.isoScoreTokens ?? .nan, shown($0.metric) ?? .nan)
            }
            // Both means over the same seeds.
            let complete = points.filter { $0.x.isFinite && $0.y.isFinite }
            let x = Summary(complete.map(\.x))
            let y = Summary(complete.map(\.y))
            if points.count > 1 { seeds.append(Mark(.points(points), faint)) }
            if complete.count < points.count, !complete.isEmpty {
                lacking.append(
                    "\(method.name): the mean of \(complete.count) of \(points.count) \(unit)s.")
            }
            guard let meanX = x.mean, let meanY = y.mean else {
                sentences.append("\(method.name): nothing to show.")
                continue
            }
            let center = Point(meanX, meanY)
            let errors = ErrorBar(
                center, x: x.standardDeviation ?? 0, y: y.standardDeviation ?? 0)
            var thin = style
            thin.width = 1.25
            bars.append(Mark(.errorBars([errors]), thin))
            means.append(Mark(.points([center]), style))
            labels.append(Label(method.name, at: center))
            sentences.append(
                "\(method.name): IsoScore \(words(meanX, 4)), \(metric.name) \(metricWords(meanY))."
            )
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
            marks: seeds + bars + means + [Mark(.labels(labels))],
            notes: withoutNotes(labels.count, lacking))
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
