extension Figure {
    /// Reliability diagrams with the number of predictions in each bin below; a column a method.
    public static func calibration(_ methods: [Calibration]) -> Figure {
        var figure = Figure(
            name: "calibration", title: "Calibration of the predictions",
            caption: "Share of right predictions against their mean confidence, in equal bins of "
                + "confidence, with the number of predictions below. On the dashed line confidence "
                + "is what it says. ECE: mean distance from it, by the bins' counts.",
            x: Axis("confidence", bounds: [0, 1]), y: Axis("accuracy", bounds: [0, 1]))
        guard !methods.isEmpty else { return figure }
        figure.arrangement = Arrangement(y: .rows, rowWeights: [2.2, 1])
        figure.panels = Panels(
            rows: ["", ""], columns: methods.map(\.name),
            cells: [methods.enumerated().map(reliability), methods.enumerated().map(counts)])
        figure.summary = methods.map { method in
            let error = method.expectedError.map { "ECE \(NumberText.words($0))" } ?? "no ECE"
            let accuracies = method.bins.compactMap(\.accuracy)
            let ends = [accuracies.min(), accuracies.max()].map { NumberText.words($0 ?? .nan) }
            return "\(method.name): \(error) of \(method.count) predictions; accuracy of bins "
                + "from \(ends[0]) to \(ends[1])."
        }.joined(separator: " ")
        figure.notes = methods.filter { $0.outside > 0 }.map {
            "\($0.name): \($0.outside) predictions without a confidence of 0 to 1, in no bin."
        }
        figure.data = DataTable(
            ["method", "from", "to", "predictions", "confidence", "accuracy"],
            rows: methods.flatMap { method in
                method.bins.map {
                    [
                        .text(method.name), .number($0.lower), .number($0.upper),
                        .whole($0.count), .init($0.confidence), .init($0.accuracy),
                    ]
                }
            })
        return figure
    }

    private static func reliability(_ index: Int, _ method: Calibration) -> Panel? {
        let style = Mark.Style(.series(index), symbol: .series(index), radius: 3.5)
        let points = method.bins.compactMap { bin -> Point? in
            guard let confidence = bin.confidence, let accuracy = bin.accuracy else { return nil }
            return Point(confidence, accuracy)
        }
        let diagonal = Mark.Style(.muted, width: 1.25, dash: [2, 3])
        return Panel(
            [
                Mark(.line([Point(0, 0), Point(1, 1)]), diagonal), Mark(.line(points), style),
                Mark(.points(points), style),
            ],
            title: method.expectedError.map { "ECE \(NumberText.words($0))" } ?? "no predictions")
    }

    private static func counts(_ index: Int, _ method: Calibration) -> Panel? {
        let boxes = method.bins.filter { $0.count > 0 }.map {
            Box(left: $0.lower, right: $0.upper, lower: 0, upper: Double($0.count))
        }
        return Panel(
            [
                Mark(.boxes(boxes), Mark.Style(.series(index), opacity: 0.7)),
                Mark(.outlines(boxes), Mark.Style(.background, width: 0.75)),
            ], y: Axis("count", bounds: [0], wholeNumbers: true))
    }
}
