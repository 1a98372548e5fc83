extension Figure {
    /// Panels of curves, each name in one colour and with one symbol wherever it appears; intervals are bands.
    ///
    /// - Parameters:
    ///   - columns: What x and y are called in the data.
    ///   - seriesNames: Which name has which colour; those that are left out come after.
    ///   - hasSymbol: Where a curve has its symbol.
    init(
        name: String, title: String, caption: String, x: Axis, y: Axis, curves: Panels<[Curve]>,
        columns: (x: String, y: String), arrangement: Arrangement = Arrangement(),
        seriesNames: [String] = [],
        hasSymbol: (Curve.Value) -> Bool = { _ in true }
    ) {
        self.init(name: name, title: title, caption: caption, x: x, y: y)
        self.arrangement = arrangement
        let names = curves.contents.joined().reduce(into: seriesNames) { names, curve in
            if !curve.isReference, !names.contains(curve.name) { names.append(curve.name) }
        }
        panels = curves.map { panel in
            let drawn = panel.map { curve -> (Curve, Mark.Style) in
                var style = Self.style(curve, index: names.firstIndex(of: curve.name))
                if curves.columns.count > 1 { style.radius = 2.75 }
                return (curve, style)
            }
            return Panel(
                drawn.compactMap { Self.band($0, $1) }
                    + drawn.sorted { $0.0.isReference && !$1.0.isReference }.flatMap {
                        Self.line($0, $1, hasSymbol)
                    })
        }
        var explained: Set<String> = []
        let all = curves.contents.joined()
        for curve in all.filter(\.isReference) + all.filter({ !$0.isReference })
        where explained.insert(curve.name).inserted {
            legend.append(
                .init(
                    curve.name, Self.style(curve, index: names.firstIndex(of: curve.name)),
                    hasSymbol: !curve.isReference))
        }
        summary = Self.words(curves)
        data = curves.table(["curve", columns.x, columns.y, "lower", "upper"]) { panel in
            panel.flatMap { curve in
                curve.values.map {
                    [
                        .text(curve.name), .number($0.x), .number($0.y), .init($0.lower),
                        .init($0.upper),
                    ]
                }
            }
        }
    }

    private static func style(_ curve: Curve, index: Int?) -> Mark.Style {
        guard let index, !curve.isReference else {
            return Mark.Style(.muted, width: 1.5, dash: [2, 3])
        }
        return Mark.Style(.series(index), symbol: .series(index), radius: 3.5)
    }

    private static func line(
        _ curve: Curve, _ style: Mark.Style, _ hasSymbol: (Curve.Value) -> Bool
    ) -> [Mark] {
        let line = Mark(.line(curve.values.map { Point($0.x, $0.y) }), style)
        guard !curve.isReference else { return [line] }
        let marked = curve.values.filter { hasSymbol($0) && $0.y.isFinite }
        return [line, Mark(.points(marked.map { Point($0.x, $0.y) }), style)]
    }

    private static func band(_ curve: Curve, _ style: Mark.Style) -> Mark? {
        guard curve.values.contains(where: { $0.lower != nil && $0.upper != nil }) else {
            return nil
        }
        var faint = style
        faint.opacity = 0.14
        return Mark(
            .band(
                curve.values.map {
                    Interval(x: $0.x, lower: $0.lower ?? $0.y, upper: $0.upper ?? $0.y)
                }), faint)
    }

    /// "BERT, MRPC: none: from 0.76 to 0.99. "
    private static func words(_ curves: Panels<[Curve]>) -> String {
        curves.named.flatMap { panel in
            panel.content.map { curve in
                let ends = [curve.values.first, curve.values.last].map {
                    NumberText.words($0?.y ?? .nan)
                }
                let name = [panel.name, curve.name].filter { !$0.isEmpty }
                return "\(name.joined(separator: ": ")): from \(ends[0]) to \(ends[1])."
            }
        }.joined(separator: " ")
    }
}
