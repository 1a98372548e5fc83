/// The points of one class in a plane.
public struct ProjectedClass: Sendable, Equatable {
    public var name: String
    public var points: [Point]

    public init(_ name: String, _ points: [Point]) {
        self.name = name
        self.points = points
    }
}

extension Figure {
    /// Points on the plane of their first two principal directions, by class.
    ///
    /// - Parameters:
    ///   - classes: In each panel; x is along the first direction.
    ///   - shares: Of the variance that lies in both directions, 0 ... 1, for each panel by its place, where it is
    ///     known.
    ///   - limit: How many points a panel shows at most: then every so many, the same share of each class.
    public static func projection(
        _ classes: Panels<[ProjectedClass]>, shares: Panels<(first: Double, second: Double)>? = nil,
        of subject: String = "[CLS] embeddings", limit: Int = 2000
    ) -> Figure {
        let names = classes.contents.joined().reduce(into: [String]()) {
            if !$0.contains($1.name) { $0.append($1.name) }
        }
        let style = { (name: String) in
            let index = names.firstIndex(of: name) ?? 0
            return Mark.Style(
                .series(index + 1), opacity: 0.6, symbol: .series(index), radius: 2.5)
        }
        var figure = Figure(
            name: "projection", title: "Two principal directions of the \(subject)",
            caption: "The \(subject) on their first two principal directions, and only that: what "
                + "lies in all other directions is not seen, classes that overlap here may be apart "
                + "there, and each axis has its own scale.",
            x: Axis("first principal direction"), y: Axis("second principal direction"))
        figure.arrangement = Arrangement(x: .none, y: .none, aspect: 0.8)
        figure.panels = Panels(
            rows: classes.rows, columns: classes.columns,
            cells: classes.cells.enumerated().map { row, cells in
                cells.enumerated().map { column, cell in
                    cell.map { groups in
                        let share = shares?.cells[row][column]
                        return Panel(
                            groups.map { group in
                                let step = step(groups, limit)
                                let shown = stride(from: 0, to: group.points.count, by: step)
                                    .map { group.points[$0] }
                                return Mark(.points(shown), style(group.name))
                            }, title: share.map(words) ?? "")
                    }
                }
            })
        figure.legend = names.map {
            var solid = style($0)
            (solid.opacity, solid.radius) = (1, 4)
            return .init($0, solid, hasLine: false)
        }
        figure.summary = classes.named.flatMap { panel in
            panel.content.map { group in
                let x = group.points.map(\.x).filter(\.isFinite)
                let y = group.points.map(\.y).filter(\.isFinite)
                let ends = [x.min(), x.max(), y.min(), y.max()].map { NumberText.words($0 ?? .nan) }
                return [panel.name, group.name].filter { !$0.isEmpty }.joined(separator: ": ")
                    + ": \(group.points.count) points, x from \(ends[0]) to \(ends[1]), y from "
                    + "\(ends[2]) to \(ends[3])."
            }
        }.joined(separator: " ")
        figure.notes = classes.named.compactMap { panel in
            let step = step(panel.content, limit)
            let all = panel.content.reduce(0) { $0 + $1.points.count }
            guard step > 1 else { return nil }
            return (panel.name.isEmpty ? "" : panel.name + ": ")
                + "one of \(step) of the \(all) points is drawn."
        }
        figure.data = classes.table(["class", "first", "second"]) { groups in
            groups.flatMap { group in
                group.points.map { [.text(group.name), .number($0.x), .number($0.y)] }
            }
        }
        return figure
    }

    private static func step(_ groups: [ProjectedClass], _ limit: Int) -> Int {
        let all = groups.reduce(0) { $0 + $1.points.count }
        return max(1, (all + limit - 1) / max(limit, 1))
    }

    private static func words(_ shares: (first: Double, second: Double)) -> String {
        let words = [shares.first, shares.second].map {
            NumberText.typeset(100 * $0, decimals: 0) ?? "?"
        }
        return "\(words[0]) % + \(words[1]) % of variance"
    }
}
