/// The mean of each dimension over many vectors.
public struct Activations: Sendable, Equatable {
    public var means: [Double]
    /// The dimensions to be named: those that stand out, by whatever rule found them.
    public var outliers: [Int]

    public init(means: [Double], outliers: [Int] = []) {
        precondition(
            outliers.allSatisfy(means.indices.contains),
            "no dimensions \(outliers) among \(means.count)")
        self.means = means
        self.outliers = outliers
    }

    fileprivate var words: String {
        let shown = means.filter(\.isFinite)
        let ends = [shown.min(), shown.max()].map { NumberText.words($0 ?? .nan) }
        let named = outliers.map { "\($0) (\(NumberText.words(means[$0])))" }
        let list = named.isEmpty ? "none" : named.joined(separator: ", ")
        return "\(means.count) dimensions from \(ends[0]) to \(ends[1]); outliers: \(list)."
    }
}

extension Figure {
    /// The mean activation of each dimension, with those that stand out named (figure 3 of Rudman and Eickhoff
    /// 2024).
    ///
    /// - Parameters:
    ///   - activations: Methods by models. The panels of a model have one scale.
    ///   - subject: What the means are over.
    ///   - rule: What an outlier is: "over 3 deviations from the mean of all dimensions".
    public static func activations(
        _ activations: Panels<Activations>, of subject: String = "tokens", rule: String
    ) -> Figure {
        var figure = Figure(
            name: "activations", title: "Mean activation of each dimension",
            caption: "Mean of each dimension over all \(subject). Named: outlier dimensions, "
                + "\(rule). Dimensions count from 0.",
            x: Axis("dimension", bounds: [0], wholeNumbers: true), y: Axis("mean activation"))
        figure.arrangement = Arrangement(x: .columns, y: .columns, aspect: 0.4)
        let ranges = activations.columns.indices.map { column in
            range(activations.cells.compactMap { $0[column] })
        }
        let panel = { (content: Activations, column: Int) in
            let points = content.means.enumerated().map { Point(Double($0.offset), $0.element) }
            let outliers = content.outliers.map { points[$0] }
            let style = Mark.Style(.series(2), symbol: .diamond, radius: 3.5)
            return Panel(
                [
                    Mark(.line(points), Mark.Style(.series(1), width: 0.75)),
                    Mark(.points(outliers), style),
                    Mark(.labels(content.outliers.map { Label("\($0)", at: points[$0]) })),
                ], y: Axis("mean activation", bounds: ranges[column]))
        }
        figure.panels = Panels(
            rows: activations.rows, columns: activations.columns,
            cells: activations.cells.map { row in
                row.enumerated().map { column, cell in cell.map { panel($0, column) } }
            })
        figure.summary = activations.named.map { panel in
            (panel.name.isEmpty ? "" : panel.name + ": ") + panel.content.words
        }.joined(separator: " ")
        figure.data = activations.table(["dimension", "mean", "outlier"]) { content in
            let outliers = Set(content.outliers)
            return content.means.enumerated().map {
                [
                    .whole($0.offset), .number($0.element),
                    .text(outliers.contains($0.offset) ? "yes" : "no"),
                ]
            }
        }
        return figure
    }

    /// The range of a column of panels, with room for names at both ends.
    private static func range(_ panels: [Activations]) -> [Double] {
        let means = panels.flatMap(\.means).filter { Scale.canShow($0, .linear) }
        guard let least = means.min(), let most = means.max() else { return [] }
        let room = (most - least) * 0.15
        return [least - room, most + room]
    }
}
