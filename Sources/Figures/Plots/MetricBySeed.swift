extension ReportContent {
    /// The metric of every seed, a row per method, with a bar at the median.
    public func metricBySeed() -> Figure {
        var seeds: [Mark] = []
        var medians: [Mark] = []
        var sentences: [String] = []
        for (index, method) in methods.enumerated() {
            let values = method.seeds.map { shown($0.metric) ?? .nan }
            let style = Mark.Style(
                .series(index), opacity: 0.75, symbol: .series(index), radius: 4)
            seeds.append(Mark(.points(spread(values, row: Double(index))), style))
            guard let median = SeedSummary(values).median else {
                sentences.append("\(method.name): nothing to show.")
                continue
            }
            let bar = Mark.Style(.foreground, symbol: .bar, radius: 13)
            medians.append(Mark(.points([Point(median, Double(index))]), bar))
            sentences.append("\(method.name): median \(metricWords(median)).")
        }
        let bar = Mark.Style(.foreground, symbol: .bar, radius: 7)
        let dot = Mark.Style(.muted, radius: 4)
        return Figure(
            name: "metric-seeds", title: "Every seed",
            caption:
                "\(split.prefix(1).uppercased() + split.dropFirst()) \(metric.name) of each of "
                + "\(seedCountWords); upright bar: median. Seeds that read alike are moved apart "
                + "vertically.",
            summary: sentences.joined(separator: " "),
            x: Axis(metricTitle),
            y: Axis(categories: methods.map(\.name), isReversed: true),
            marks: medians + seeds,
            legend: methods.isEmpty
                ? [] : [.init("seed", dot, hasLine: false), .init("median", bar, hasLine: false)])
    }

    /// Points on a row; each that is closer to an earlier one than a fiftieth of all methods' range
    /// moves off the line, up and down in turn.
    private func spread(_ values: [Double], row: Double) -> [Point] {
        let all = SeedSummary(methods.flatMap(\.seeds).map { shown($0.metric) }).values
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
