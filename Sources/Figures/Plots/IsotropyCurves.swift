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
        var figure = Figure(name: name, title: title, caption: caption, x: x, y: y)
        var bands: [Mark] = []
        var lines: [Mark] = []
        if let pretrained, !curve(pretrained).isEmpty {
            let style = Mark.Style(.muted, width: 1.5, dash: [2, 3])
            let points = curve(pretrained).enumerated()
                .map { Point(Double($0.offset + firstX), $0.element) }
            lines.append(Mark(.line(points), style))
            figure.legend.append(.init("before training", style, hasSymbol: false))
        }
        for (index, method) in methods.enumerated() {
            let values = summaries(of: method.seeds.map { curve($0.isotropy) })
            guard !values.isEmpty else {
                figure.notes.append("\(method.name): not measured.")
                continue
            }
            let style = Mark.Style(.series(index), symbol: .series(index), radius: 3.5)
            var faint = style
            faint.opacity = 0.14
            let points = values.enumerated()
                .map { Point(Double($0.offset + firstX), $0.element.mean ?? .nan) }
            let intervals = zip(points, values).map { point, summary in
                Interval(around: point, summary.standardDeviation)
            }
            bands.append(Mark(.band(intervals), faint))
            lines.append(Mark(.line(points), style))
            let marked = points.indices.filter { hasSymbol($0) && points[$0].y.isFinite }
            lines.append(Mark(.points(marked.map { points[$0] }), style))
            figure.legend.append(.init(method.name, style))
            let last = points.last?.y ?? .nan
            figure.summary +=
                "\(method.name): from \(words(points[0].y, 3)) to \(words(last, 3)). "
        }
        figure.marks = bands + lines
        figure.data = curveRows(
            x.title, y.title, first: firstX, { curve($0.isotropy) },
            pretrained: pretrained.map(curve) ?? [])
        return figure
    }
}

extension Interval {
    /// One deviation both ways within 0...1; no height where there is no deviation, and a gap where
    /// there is no value.
    fileprivate init(around point: Point, _ deviation: Double?) {
        guard point.y.isFinite else {
            self.init(x: point.x, lower: .nan, upper: .nan)
            return
        }
        let deviation = deviation ?? 0
        self.init(
            x: point.x, lower: max(0, point.y - deviation), upper: min(1, point.y + deviation))
    }
}
