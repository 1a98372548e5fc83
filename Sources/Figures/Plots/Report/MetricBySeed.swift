extension ReportContent {
    /// The metric of every seed, a row per method, with a bar at the median. Seeds without a value rank
    /// worst in it.
    public func metricBySeed() -> Figure {
        var seeds: [Mark] = []
        var medians: [Mark] = []
        var sentences: [String] = []
        var notes: [String] = []
        for (index, method) in methods.enumerated() {
            let values = method.seeds.map { shown($0.metric) ?? .nan }
            let style = Mark.Style(
                .series(index), opacity: 0.75, symbol: .series(index), radius: 4)
            seeds.append(Mark(.points(spread(values, row: Double(index))), style))
            let summary = method.summary(higherIsBetter: metric.higherIsBetter) {
                shown($0.metric)
            }
            notes += note(method, summary.seeds)
            let count = summary.seeds(folds: folds).words
            guard let median = summary.median else {
                sentences.append("\(method.name): no median of \(count).")
                continue
            }
            guard method.seeds.count > 1 else {
                sentences.append("\(method.name): \(metricWords(median)), one seed.")
                continue
            }
            let bar = Mark.Style(.foreground, symbol: .bar, radius: 13)
            medians.append(Mark(.points([Point(median, Double(index))]), bar))
            sentences.append(
                "\(method.name): median \(metricWords(median)) of \(count).")
        }
        let bar = Mark.Style(.foreground, symbol: .bar, radius: 7)
        let dot = Mark.Style(.muted, radius: 4)
        var figure = Figure(
            name: "metric-seeds", title: "Every \(unit)",
            caption:
                "\(split.prefix(1).uppercased() + split.dropFirst()) \(metric.name) of each of "
                + "\(seedCountWords)\(rowCountWords)"
                + (hasSeveralSeeds
                    ? "; upright bar: median. \(folds == nil ? "Seeds" : "Runs") that read alike are moved "
                        + "apart vertically."
                    : "."),
            summary: sentences.joined(separator: " "),
            x: Axis(metricTitle),
            y: Axis(categories: methods.map(\.name), isReversed: true),
            marks: medians + seeds,
            legend: methods.isEmpty
                ? []
                : [.init(unit, dot, hasLine: false)]
                    + (hasSeveralSeeds ? [.init("median", bar, hasLine: false)] : []),
            notes: notes)
        figure.notesMissingValues = false
        figure.data = seedRows([metricTitle, "collapsed"]) {
            [.init(shown($0.metric)), .text($0.hasCollapsed ? "yes" : "no")]
        }
        return figure
    }

    /// The seeds that cannot be drawn as they are.
    private func note(_ method: MethodResult, _ seeds: SeedCount) -> [String] {
        let lacking = seeds.total - seeds.defined
        let parts = [
            seeds.collapsed > 0 ? "\(seeds.collapsed) collapsed" : nil,
            lacking > 0 ? "\(lacking) without a value, not drawn" : nil,
        ].compactMap { $0 }
        return parts.isEmpty
            ? [] : ["\(method.name), of \(seeds.total): \(parts.joined(separator: "; "))."]
    }

    /// Points on a row; each that is closer to an earlier one than a fiftieth of all methods' range
    /// moves off the line, up and down in turn.
    private func spread(_ values: [Double], row: Double) -> [Point] {
        let all = methods.flatMap(\.seeds).compactMap { shown($0.metric) }.filter(\.isFinite)
            .sorted()
        let near = ((all.last ?? 0) - (all.first ?? 0)) / 50
        var placed: [Double] = []
        return values.map { value in
            let rank = placed.filter { abs($0 - value) <= near }.count
            placed.append(value)
            let steps = Double((rank + 1) / 2) * (rank % 2 == 0 ? -1 : 1)
            return Point(value, row + max(-0.36, min(0.36, steps * 0.2)))
        }
    }
}
