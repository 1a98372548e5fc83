import Metrics

extension ReportContent {
    /// The training loss against the step, smoothed; the loss itself is faint.
    public func trainingLoss() -> Figure {
        var figure = Figure(
            name: "training-loss", title: "Training loss",
            caption: "Task loss of each optimizer step, \(meanWords). Strong: "
                + "centred moving average over 1/20 of the run; faint: mean of at most "
                + "\(Self.drawnPoints) equal stretches of steps. It is the task's loss, without "
                + "penalties.",
            x: Axis("step", bounds: [0], wholeNumbers: true), y: Axis("training loss"))
        figure.notesMissingValues = false
        var raw: [Mark] = []
        var smooth: [Mark] = []
        var symbols: [Mark] = []
        for (index, method) in methods.enumerated() {
            let losses = summaries(of: method.seeds.map(\.losses)).map { $0.mean ?? .nan }
            guard !losses.isEmpty else {
                figure.notes.append("\(method.name): no losses recorded.")
                continue
            }
            let style = Mark.Style(.series(index), symbol: .series(index), radius: 3.5)
            var faint = style
            faint.opacity = 0.22
            faint.width = 1
            raw.append(Mark(.line(thinned(losses)), faint))
            let line = thinned(movingAverage(losses, radius: losses.count / 40))
            smooth.append(Mark(.line(line), style))
            // Staggered, so that the symbols of close lines do not hide each other.
            let gap = max(1, line.count / 8)
            let first = gap * (index % 5 + 1) / 6
            let marked = stride(from: first, to: line.count, by: gap).map { line[$0] }
            symbols.append(Mark(.points(marked.filter { $0.y.isFinite }), style))
            figure.legend.append(.init(method.name, style))
            figure.summary +=
                "\(method.name): from \(words(line.first?.y ?? .nan, 3)) to "
                + "\(words(line.last?.y ?? .nan, 3)) in \(losses.count) steps. "
            let missing = method.seeds.flatMap(\.losses).filter { !$0.isFinite }.count
            if missing > 0 {
                figure.notes.append(
                    "\(method.name): \(missing) \(missing == 1 ? "loss is" : "losses are") not finite."
                )
            }
        }
        figure.marks = raw + smooth + symbols
        figure.data = curveRows("step", "training loss", first: 1, \.losses)
        return figure
    }

    private static let drawnPoints = 240

    /// Means of equal stretches, at the middle of each; steps count from 1. A stretch without any
    /// finite value is a gap.
    private func thinned(_ values: [Double]) -> [Point] {
        let size = (values.count + Self.drawnPoints - 1) / Self.drawnPoints
        return stride(from: 0, to: values.count, by: max(1, size)).map { start in
            let end = min(start + size, values.count)
            return Point(
                Double(start + end + 1) / 2,
                Summary(values[start..<end].map { $0 }).mean ?? .nan)
        }
    }

    /// The mean of the finite values within `radius`; a value that is not finite stays a gap.
    private func movingAverage(_ values: [Double], radius: Int) -> [Double] {
        var sums = [0.0]
        var counts = [0]
        for value in values {
            sums.append((sums.last ?? 0) + (value.isFinite ? value : 0))
            counts.append((counts.last ?? 0) + (value.isFinite ? 1 : 0))
        }
        return values.indices.map { index in
            guard values[index].isFinite else { return .nan }
            // Narrower near the ends, alike on both sides, lest they be biased; but never so narrow
            // that the last values are noise.
            let reach = max(radius / 3, min(radius, index, values.count - 1 - index))
            let start = max(0, index - reach)
            let end = min(values.count, index + reach + 1)
            return (sums[end] - sums[start]) / Double(counts[end] - counts[start])
        }
    }
}
