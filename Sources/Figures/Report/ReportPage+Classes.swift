import Metrics

extension ReportContent {
    /// Every metric, over the folds and of their answers together where there are any; `nil` where the task's own
    /// is all there is.
    var metricSection: Page.Section? {
        guard let table = metricTable else { return nil }
        let title = folds == nil ? "All metrics, \(split) set" : "Cross-validation"
        return Page.Section(
            "\(title), \(seedCountWords)",
            [
                Page.table(
                    heads: table.titles, rows: table.rows, keys: 2,
                    caption: table.meanings.map(Self.sentence).joined(separator: " "), label: title)
            ])
    }

    /// How well each method tells the classes: precision, recall and F1 over the seeds, and which class is
    /// taken for which, all seeds together. With folds, of the answers to all rows. `nil` where no run says.
    var classSection: Page.Section? {
        let blocks = methods.flatMap { method -> [Element] in
            let reports =
                method.crossValidation?.classReports ?? method.seeds.compactMap(\.classReport)
            guard let sum = reports.dropFirst().reduce(reports.first, { $0?.adding($1) }) else {
                return []
            }
            return [
                Element("h3", text: method.name),
                Element(
                    "div", ["class": "pair"],
                    [
                        Self.scores(reports, of: method.name),
                        Self.confusion(sum, seeds: reports.count, of: method.name),
                    ].map { Element("div", [:], [$0]) }),
            ]
        }
        guard !blocks.isEmpty else { return nil }
        let what = folds == nil ? "\(split) set" : "answers to all rows, pooled over the folds"
        return Page.Section("By class, \(what)", blocks)
    }

    private static func scores(_ reports: [ClassReport], of method: String) -> Element {
        func cell(_ value: (ClassReport) -> Double) -> Element {
            let summary = Summary(reports.map { value($0) * 100 })
            let mean = summary.mean.flatMap { NumberText.typeset($0, decimals: 2) }
            let deviation = summary.standardDeviation.flatMap {
                NumberText.typeset($0, decimals: 2)
            }
            return Element(
                "td", text: (mean ?? ResultsTable.missing) + (deviation.map { " ± \($0)" } ?? ""))
        }
        func row(
            _ name: String, _ support: Int, _ scores: @escaping (ClassReport) -> ClassReport.Scores
        ) -> Element {
            Element(
                "tr", [:],
                [
                    Element("th", ["scope": "row"], text: name),
                    cell { scores($0).precision }, cell { scores($0).recall },
                    cell { scores($0).f1 }, Element("td", text: "\(support)"),
                ])
        }
        let classes = reports[0].classes
        let rows = classes.reduce(0) { $0 + $1.support }
        let body =
            classes.indices.map { index in
                row(classes[index].label, classes[index].support) { $0.classes[index].scores }
            }
        return Page.table(
            heads: ["label", "precision (%)", "recall (%)", "F1 (%)", "rows"], body: body,
            foot: [
                row("macro average", rows) { $0.macro },
                row("weighted average", rows) { $0.weighted },
            ],
            caption: reports.count > 1
                ? "Mean ± sample standard deviation over \(reports.count) seeds." : "",
            label: "\(method) by class", isSortable: true)
    }

    private static func confusion(
        _ report: ClassReport, seeds: Int, of method: String
    ) -> Element {
        let body = zip(report.classes, report.confusion).enumerated().map { index, line in
            let cells = line.1.enumerated().map { column, count in
                Element(
                    "td", column == index ? ["class": "hit"] : [:],
                    text: NumberText.typeset(Double(count), decimals: 0) ?? "\(count)")
            }
            return Element(
                "tr", [:], [Element("th", ["scope": "row"], text: line.0.label)] + cells)
        }
        return Page.table(
            heads: ["true \\ predicted"] + report.classes.map(\.label), body: body,
            caption: "Confusion matrix. Rows: true label; columns: predicted label. Numbers of rows"
                + (seeds > 1 ? ", summed over \(seeds) seeds." : "."),
            label: "Confusion matrix of \(method)")
    }
}
