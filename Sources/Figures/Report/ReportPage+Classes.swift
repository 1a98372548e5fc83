import Metrics

extension ReportContent {
    /// Every metric, over the folds and of their answers together where there are any; `nil` where the task's own
    /// is all there is.
    var metricSection: Element? {
        guard let table = metricTable else { return nil }
        let body = table.rows.map { row in
            Element(
                "tr", [:],
                row.prefix(2).map { Element("th", ["scope": "row"], text: $0) }
                    + row.dropFirst(2).map { Element("td", text: $0) })
        }
        let title = folds == nil ? "All metrics, \(split) set" : "Cross-validation"
        return Element(
            "section", [:],
            [
                Element("h2", text: "\(title), \(seedCountWords)"),
                Element(
                    "div", ["class": "wide"],
                    [
                        Self.table(
                            heads: table.titles, body: body,
                            caption: table.meanings.map(Self.sentence).joined(separator: " "))
                    ]),
            ])
    }

    /// How well each method tells the classes: precision, recall and F1 over the seeds, and which class is
    /// taken for which, all seeds together. With folds, of the answers to all rows. `nil` where no run says.
    var classSection: Element? {
        let blocks = methods.flatMap { method -> [Element] in
            let reports =
                method.crossValidation?.classReports ?? method.seeds.compactMap(\.classReport)
            guard let sum = reports.dropFirst().reduce(reports.first, { $0?.adding($1) }) else {
                return []
            }
            return [
                Element("h3", text: method.name),
                Element("div", ["class": "wide"], [Self.scores(reports)]),
                Element("div", ["class": "wide"], [Self.confusion(sum, seeds: reports.count)]),
            ]
        }
        guard !blocks.isEmpty else { return nil }
        let what = folds == nil ? "\(split) set" : "answers to all rows, pooled over the folds"
        return Element("section", [:], [Element("h2", text: "By class, \(what)")] + blocks)
    }

    private static func scores(_ reports: [ClassReport]) -> Element {
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
            } + [
                row("macro average", rows) { $0.macro },
                row("weighted average", rows) { $0.weighted },
            ]
        return table(
            heads: ["label", "precision (%)", "recall (%)", "F1 (%)", "rows"], body: body,
            caption: reports.count > 1
                ? "Mean ± sample standard deviation over \(reports.count) seeds." : "")
    }

    private static func confusion(_ report: ClassReport, seeds: Int) -> Element {
        let body = zip(report.classes, report.confusion).enumerated().map { index, line in
            let cells = line.1.enumerated().map { column, count in
                Element(
                    "td", column == index ? ["class": "hit"] : [:],
                    text: NumberText.typeset(Double(count), decimals: 0) ?? "\(count)")
            }
            return Element(
                "tr", [:], [Element("th", ["scope": "row"], text: line.0.label)] + cells)
        }
        return table(
            heads: ["true \\ predicted"] + report.classes.map(\.label), body: body,
            caption: "Confusion matrix. Rows: true label; columns: predicted label. Numbers of rows"
                + (seeds > 1 ? ", summed over \(seeds) seeds." : "."))
    }

    static func table(heads: [String], body: [Element], caption: String) -> Element {
        Element(
            "table", ["class": "classes"],
            (caption.isEmpty ? [] : [Element("caption", text: caption)]) + [
                Element(
                    "thead", [:],
                    [Element("tr", [:], heads.map { Element("th", ["scope": "col"], text: $0) })]),
                Element("tbody", [:], body),
            ])
    }
}
