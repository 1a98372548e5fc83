extension Figure {
    /// The correlations between dimensions in the order of their clusters, with the blocks outlined (figure 2 of
    /// Zhou et al. 2021).
    ///
    /// - Parameter matrices: Models by tasks.
    public static func correlations(
        _ matrices: Panels<CorrelationMatrix>, of subject: String = "[CLS] embeddings"
    ) -> Figure {
        var figure = Figure(
            name: "correlations", title: "Correlations between dimensions",
            caption: "|ρ| between all dimensions of the \(subject), ordered by clusters. Outlined: "
                + "blocks of at least \(leastShare) % of the dimensions. The picture is averaged "
                + "to the printed size; the data has every cell.",
            x: Axis.bare(1), y: Axis.bare(1))
        figure.arrangement = Arrangement(x: .none, y: .none, aspect: 1)
        figure.colorBar = ColorBar("|ρ|", domain: 0...1)
        figure.panels = matrices.map { heatMap($0.raster, $0) }
        figure.summary = matrices.named.map { panel in
            (panel.name.isEmpty ? "" : panel.name + ": ") + words(panel.content)
        }.joined(separator: " ")
        figure.data = correlationTable(matrices)
        return figure
    }

    /// The correlations beside what batch norm and IsoBN assume of them (figure 3 of Zhou et al. 2021): that
    /// dimensions do not correlate at all, and that they do fully within blocks and not at all between.
    ///
    /// The paper shows a schematic; here both are of the measured matrix, with how much they explain.
    /// - Parameter matrices: One a row.
    public static func correlationAssumptions(
        _ matrices: [(name: String, matrix: CorrelationMatrix)],
        of subject: String = "[CLS] embeddings"
    ) -> Figure {
        var figure = Figure(
            name: "correlation-assumptions", title: "What is assumed of correlations",
            caption: "|ρ| between all dimensions of the \(subject), ordered by clusters, beside "
                + "the identity that batch norm assumes and the blocks of ones that IsoBN does. "
                + "Explained: 1 − Σ(|ρ| − A)² / Σρ² over pairs of dimensions.",
            x: Axis.bare(1), y: Axis.bare(1))
        figure.arrangement = Arrangement(x: .none, y: .none, aspect: 1)
        figure.colorBar = ColorBar("|ρ|", domain: 0...1)
        guard !matrices.isEmpty else { return figure }
        figure.panels = Panels(
            rows: matrices.map(\.name),
            columns: ["measured", "batch norm: identity", "IsoBN: blocks"],
            cells: matrices.map { _, matrix in
                let identity = matrix.raster { $0 == $1 ? 1 : 0 }
                let blocks = matrix.raster { matrix.blocks[$0] == matrix.blocks[$1] ? 1 : 0 }
                return [
                    heatMap(matrix.raster, matrix),
                    heatMap(identity, matrix, outlined: false, title: "explains 0 %"),
                    heatMap(
                        blocks, matrix, outlined: false,
                        title: matrix.explainedByBlocks.map { "explains \(percent($0))" }
                            ?? "nothing correlates"),
                ]
            })
        figure.summary = matrices.map {
            ($0.name.isEmpty ? "" : $0.name + ": ") + words($0.matrix)
        }.joined(separator: " ")
        figure.data = correlationTable(
            Panels(rows: matrices.map(\.name), cells: matrices.map { [$0.matrix] }))
        return figure
    }

    /// Smaller blocks would be lost in their own outlines.
    private static let leastShare = 1

    private static func heatMap(
        _ raster: Raster, _ matrix: CorrelationMatrix, outlined: Bool = true, title: String = ""
    ) -> Panel {
        let size = Double(matrix.size)
        let box = Box(left: 0, right: size, lower: 0, upper: size)
        let boxes = matrix.runs.filter {
            $0.count > 1 && $0.count * 100 >= leastShare * matrix.size
        }
        .map { run in
            let (start, end) = (Double(run.lowerBound), Double(run.upperBound))
            return Box(left: start, right: end, lower: start, upper: end)
        }
        return Panel(
            [Mark(.raster(raster, box))]
                + (outlined ? [Mark(.outlines(boxes), Mark.Style(.series(2), width: 1))] : [])
                + [Mark(.outlines([box]), Mark.Style(.muted, width: 0.75))],
            title: title, x: .bare(size), y: .bare(size, isReversed: true))
    }

    private static func words(_ matrix: CorrelationMatrix) -> String {
        let runs = matrix.runs
        let largest = runs.map(\.count).max() ?? 0
        return "\(matrix.size) dimensions in \(runs.count) blocks, the largest of \(largest)"
            + (matrix.explainedByBlocks.map { "; blocks explain \(percent($0))" } ?? "") + "."
    }

    private static func percent(_ share: Double) -> String {
        (NumberText.typeset(100 * share, decimals: 0) ?? "") + " %"
    }

    private static func correlationTable(_ matrices: Panels<CorrelationMatrix>) -> DataTable {
        let width = matrices.contents.map(\.size).max() ?? 0
        return matrices.table(
            ["place", "dimension", "block"] + (0..<width).map { "\($0)" }
        ) { $0.rows(width: width) }
    }
}
