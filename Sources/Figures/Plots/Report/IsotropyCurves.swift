import Metrics

extension ReportContent {
    /// Cumulative explained variance of the [CLS] embeddings against the number of components
    /// (figure 4 of Zhou et al. 2021).
    /// - Parameter limit: How many components at most.
    public func explainedVariance(upTo limit: Int = 50) -> Figure {
        let ticks: Set<Int> = [1, 2, 3, 5, 10, 15, 20, 25, 30, 35, 40, 45]
        return curves(
            name: "explained-variance", title: "Explained variance of the [CLS] embeddings",
            caption: "EV_k: share of the variance of the \(isotropySplit) set's [CLS] embeddings "
                + "(after the normalizer, centred) that lies in their first k principal components; "
                + "\(bandWords)\(clsCountWords). A lower curve is more isotropic.",
            x: Axis("number of components k", bounds: [0], wholeNumbers: true),
            y: Axis("explained variance EV_k", bounds: [0, 1]),
            firstX: 1,
            hasSymbol: { ticks.contains($0 + 1) || ($0 + 1) % 50 == 0 },
            of: { Array($0.evCurve.prefix(max(0, limit))) })
    }

    /// IsoScore of the tokens' hidden states against the layer (figure 5 of Rudman and Eickhoff
    /// 2024).
    public func isoScoreByLayer() -> Figure {
        curves(
            name: "isoscore-layer", title: "IsoScore by layer",
            caption: "IsoScore of all tokens' hidden states on the \(isotropySplit) set after "
                + "each layer; layer 0 is the embedding layer; \(bandWords)"
                + "\(layerCountWords). "
                + "Higher is more isotropic.",
            x: Axis("layer (0: embeddings)", wholeNumbers: true),
            y: Axis("IsoScore", bounds: [0]),
            firstX: 0,
            hasSymbol: { _ in true },
            of: \.isoScoreByLayer)
    }

    /// A line per method through the means over its seeds, with a band of one standard deviation.
    private func curves(
        name: String, title: String, caption: String, x: Axis, y: Axis, firstX: Int,
        hasSymbol: (Int) -> Bool, of curve: (IsotropyMeasures) -> [Double]
    ) -> Figure {
        var curves: [Curve] = []
        if let pretrained, !curve(pretrained).isEmpty {
            let values = curve(pretrained).enumerated()
                .map { Curve.Value(Double($0.offset + firstX), $0.element) }
            curves.append(Curve("before training", values, isReference: true))
        }
        let measured = methods.map { method in
            let values = summaries(of: method.seeds.map { curve($0.isotropy) })
            return Curve(
                method.name,
                values.enumerated().map {
                    Curve.Value(x: Double($0.offset + firstX), of: $0.element)
                })
        }
        var figure = Figure(
            name: name, title: title, caption: caption, x: x, y: y,
            curves: Panels(curves + measured.filter { !$0.values.isEmpty }), columns: ("", ""),
            seriesNames: methods.map(\.name), hasSymbol: { hasSymbol(Int($0.x) - firstX) })
        figure.notes = measured.filter(\.values.isEmpty).map { "\($0.name): not measured." }
        figure.data = curveRows(
            x.title, y.title, first: firstX, { curve($0.isotropy) },
            pretrained: pretrained.map(curve) ?? [])
        return figure
    }
}

extension Curve.Value {
    /// One deviation both ways within 0...1; no height where there is no deviation, and a gap where
    /// there is no value.
    fileprivate init(x: Double, of summary: Summary) {
        let mean = summary.mean ?? .nan
        let deviation = summary.standardDeviation ?? 0
        self.init(
            x, mean, lower: mean.isFinite ? max(0, mean - deviation) : .nan,
            upper: mean.isFinite ? min(1, mean + deviation) : .nan)
    }
}
