import Metrics

/// Something that was logged while models were trained: a curve for each method against the step.
public struct LoggedQuantity: Sendable, Equatable {
    /// With its unit: "development accuracy (%)".
    public var title: String
    /// Values that its axis must reach.
    public var bounds: [Double]
    /// x is the step.
    public var curves: [Curve]

    public init(_ title: String, bounds: [Double] = [], _ curves: [Curve]) {
        self.title = title
        self.bounds = bounds
        self.curves = curves
    }
}

extension Figure {
    /// What was logged against the step: a panel for each quantity, a curve for each method, seeds as a band.
    ///
    /// - Parameters:
    ///   - quantities: From left to right and downwards; those without a value are left out.
    ///   - seeds: Over what means and bands are: "5 seeds".
    public static func trainingCurves(_ quantities: [LoggedQuantity], seeds: String) -> Figure {
        let shown = quantities.filter {
            $0.curves.contains { $0.values.contains { $0.y.isFinite } }
        }
        let columns = min(max(shown.count, 1), shown.count == 4 ? 2 : 3)
        let rows = (max(shown.count, 1) + columns - 1) / columns
        let cells = (0..<rows).map { row in
            (0..<columns).map { column -> [Curve]? in
                let place = row * columns + column
                return place < shown.count ? shown[place].curves.map(\.thinned) : nil
            }
        }
        let marked = Set(
            cells.joined().compactMap { $0 }.joined().flatMap { curve in
                stride(
                    from: curve.values.count / 12, to: curve.values.count,
                    by: max(1, curve.values.count / 6)
                ).map { curve.values[$0].x }
            })
        let hasBands = shown.flatMap(\.curves).flatMap(\.values).contains { $0.lower != nil }
        var figure = Figure(
            name: "training-curves", title: "Training curves",
            caption: "What was logged while the models were trained, against the optimizer step; "
                + "\(seeds)\(hasBands ? ", band: ± one standard deviation" : ""). Where a log has more "
                + "than \(Curve.drawnPoints) values, means of equal stretches of steps are drawn; the data "
                + "has every step.",
            x: Axis("step", bounds: [0], wholeNumbers: true), y: Axis(""),
            curves: Panels(
                rows: Array(repeating: "", count: rows),
                columns: Array(repeating: "", count: columns), cells: cells),
            columns: ("step", "value"), arrangement: Arrangement(x: .none, y: .none),
            hasSymbol: { marked.contains($0.x) })
        figure.notesMissingValues = false
        figure.panels = Panels(
            rows: figure.panels.rows, columns: figure.panels.columns,
            cells: figure.panels.cells.enumerated().map { row, cells in
                cells.enumerated().map { column, panel in
                    let place = row * columns + column
                    guard var panel, place < shown.count else { return nil }
                    panel.title = shown[place].title
                    panel.yAxis = Axis("", bounds: shown[place].bounds)
                    return panel
                }
            })
        figure.summary = shown.flatMap { quantity in
            quantity.curves.map { curve in
                let ends = [curve.values.first, curve.values.last].map {
                    NumberText.words($0?.y ?? .nan)
                }
                return "\(quantity.title): \(curve.name): from \(ends[0]) to \(ends[1])."
            }
        }.joined(separator: " ")
        figure.data = DataTable(
            ["quantity", "curve", "step", "value", "lower", "upper"],
            rows: shown.flatMap { quantity in
                quantity.curves.flatMap { curve in
                    curve.values.map {
                        [
                            .text(quantity.title), .text(curve.name), .number($0.x), .number($0.y),
                            .init($0.lower), .init($0.upper),
                        ]
                    }
                }
            })
        return figure
    }
}

extension Curve {
    fileprivate static let drawnPoints = 100

    /// Means of equal stretches, at the middle of each, where there are more values than can be told apart.
    fileprivate var thinned: Curve {
        let size = (values.count + Self.drawnPoints - 1) / Self.drawnPoints
        guard size > 1 else { return self }
        let stretches = stride(from: 0, to: values.count, by: size).map {
            Array(values[$0..<min($0 + size, values.count)])
        }
        let means = stretches.map { stretch in
            Value(
                Summary(stretch.map(\.x)).mean ?? .nan, Summary(stretch.map(\.y)).mean ?? .nan,
                lower: Summary(stretch.map(\.lower)).mean,
                upper: Summary(stretch.map(\.upper)).mean)
        }
        return Curve(name, means, isReference: isReference)
    }
}
