/// A histogram with a name: the cosines within one class.
public struct NamedHistogram: Sendable, Equatable {
    public var name: String
    public var histogram: Histogram

    public init(_ name: String, _ histogram: Histogram) {
        self.name = name
        self.histogram = histogram
    }
}

extension Figure {
    /// Cosines between pairs of vectors, split by class: within each class, or between those of one and of two.
    ///
    /// - Parameters:
    ///   - histograms: The groups of pairs in each panel.
    ///   - subject: What the vectors are.
    public static func cosines(
        _ histograms: Panels<[NamedHistogram]>, of subject: String = "[CLS] embeddings"
    ) -> Figure {
        let names = histograms.contents.joined().reduce(into: [String]()) {
            if !$0.contains($1.name) { $0.append($1.name) }
        }
        let style = { (name: String) in
            let index = names.firstIndex(of: name) ?? 0
            // Dashes tell the outlines apart where there is no colour.
            return Mark.Style(.series(index + 1), dash: Self.dashes[index % Self.dashes.count])
        }
        var figure = Figure(
            name: "cosines", title: "Cosines between the \(subject)",
            caption: "Share of the pairs in each group by their cosine. Groups that lie apart are "
                + "told by angle; a mean far from 0 is a shift of the whole cloud, or one direction.",
            x: Axis("cosine of a pair"), y: Axis("share of pairs (%)", bounds: [0]))
        figure.panels = histograms.map { groups in
            let fills = groups.map { group in
                var faint = style(group.name)
                faint.opacity = 0.16
                return Mark(.boxes(boxes(group.histogram)), faint)
            }
            return Panel(
                fills + groups.map { Mark(.steps(outline($0.histogram)), style($0.name)) })
        }
        figure.legend = names.map { .init($0, style($0), hasSymbol: false) }
        figure.summary = histograms.named.flatMap { panel in
            panel.content.map { group in
                let name = [panel.name, group.name].filter { !$0.isEmpty }
                let peak = boxes(group.histogram).max { $0.upper < $1.upper }
                return name.joined(separator: ": ") + ": \(group.histogram.total) pairs"
                    + (peak.map {
                        ", most often between \(NumberText.words($0.left)) and "
                            + "\(NumberText.words($0.right))"
                    } ?? "") + "."
            }
        }.joined(separator: " ")
        figure.data = histograms.table(["group", "from", "to", "pairs"]) { groups in
            groups.flatMap { group in
                group.histogram.counts.enumerated().map {
                    [
                        .text(group.name), .number(group.histogram.edges[$0.offset]),
                        .number(group.histogram.edges[$0.offset + 1]), .whole($0.element),
                    ]
                }
            }
        }
        figure.notes = histograms.named.flatMap { panel in
            panel.content.filter { $0.histogram.outside > 0 }.map {
                (panel.name.isEmpty ? "" : panel.name + ", ")
                    + "\($0.name): \($0.histogram.outside) pairs outside of the bins."
            }
        }
        return figure
    }

    private static let dashes: [[Double]] = [[], [6, 3], [2, 3], [8, 3, 2, 3]]

    private static func boxes(_ histogram: Histogram) -> [Box] {
        let total = Double(max(histogram.total, 1))
        return histogram.counts.enumerated().filter { $0.element > 0 }.map {
            Box(
                left: histogram.edges[$0.offset], right: histogram.edges[$0.offset + 1], lower: 0,
                upper: 100 * Double($0.element) / total)
        }
    }

    /// From 0 up, along the bars, and down again.
    private static func outline(_ histogram: Histogram) -> [Point] {
        let total = Double(max(histogram.total, 1))
        let heights = histogram.counts.map { 100 * Double($0) / total }
        guard let start = histogram.edges.first, let end = histogram.edges.last else { return [] }
        return [Point(start, 0)] + zip(histogram.edges, heights).map { Point($0, $1) }
            + [Point(end, heights.last ?? 0), Point(end, 0)]
    }
}
