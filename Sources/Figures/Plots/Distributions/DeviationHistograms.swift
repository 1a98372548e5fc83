extension Figure {
    /// How the standard deviations of the dimensions are spread, on a logarithmic axis (figure 1 of Zhou et al.
    /// 2021): all panels have the same bins.
    ///
    /// - Parameters:
    ///   - deviations: The deviation of each dimension, models by tasks.
    ///   - subject: What has the dimensions.
    ///   - bins: How many bars between the least and the largest deviation of all.
    public static func deviations(
        _ deviations: Panels<[Double]>, of subject: String = "[CLS] embeddings", bins: Int = 30
    ) -> Figure {
        let shown = deviations.contents.flatMap(varying)
        let edges = Histogram.edges(of: shown, count: bins, .log) ?? []
        var figure = Figure(
            name: "deviations", title: "Standard deviations of the dimensions",
            caption: "How many dimensions of the \(subject) have which standard deviation; "
                + "\(bins) bins, equally wide on the logarithmic axis, the same in all panels; "
                + "dashed: the median. An isotropic cloud has one narrow peak.",
            x: Axis("standard deviation of a dimension", kind: .log),
            y: Axis("dimensions", bounds: [0], wholeNumbers: true))
        figure.arrangement = Arrangement(y: .rows)
        figure.panels = deviations.map { values in
            guard !edges.isEmpty else { return Panel() }
            let values = varying(values)
            let histogram = Histogram(values, edges: edges)
            let boxes = histogram.counts.enumerated().filter { $0.element > 0 }.map {
                Box(
                    left: edges[$0.offset], right: edges[$0.offset + 1], lower: 0,
                    upper: Double($0.element))
            }
            let style = Mark.Style(.series(1), opacity: 0.85)
            let edge = Mark.Style(.background, width: 0.35)
            let top = Double(histogram.counts.max() ?? 0)
            let median = median(values)
            let line = median.map {
                Mark(
                    .line([Point($0, 0), Point($0, top)]),
                    Mark.Style(.foreground, width: 1.25, dash: [3, 3]))
            }
            return Panel(
                [Mark(.boxes(boxes), style), Mark(.outlines(boxes), edge)]
                    + [line].compactMap { $0 })
        }
        figure.summary = deviations.named.map { panel in
            let shown = varying(panel.content).sorted()
            let words = [shown.first, median(shown), shown.last].map {
                NumberText.words($0 ?? .nan)
            }
            return (panel.name.isEmpty ? "" : panel.name + ": ")
                + "\(panel.content.count) dimensions from \(words[0]) to \(words[2]), "
                + "median \(words[1])."
        }.joined(separator: " ")
        figure.notes = deviations.named.compactMap { panel in
            let hidden = panel.content.count - varying(panel.content).count
            guard hidden > 0 else { return nil }
            return (panel.name.isEmpty ? "" : panel.name + ": ")
                + "\(hidden) of \(panel.content.count) dimensions not drawn: they do not vary."
        }
        figure.data = deviations.table(["dimension", "standard deviation"]) { values in
            values.enumerated().map { [.whole($0.offset), .number($0.element)] }
        }
        return figure
    }

    /// Those of dimensions that vary: what is left of a constant one by rounding is none of them.
    private static func varying(_ deviations: [Double]) -> [Double] {
        let finite = deviations.filter(\.isFinite)
        let least = 1e-12 * (finite.max() ?? 0)
        return finite.filter { $0 > least }
    }

    private static func median(_ values: [Double]) -> Double? {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return nil }
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
