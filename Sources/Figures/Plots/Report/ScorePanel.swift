import Metrics

/// A task's metric against IsoScore: a method's seeds, their mean, and error bars both ways.
public struct ScoreCloud: Sendable, Equatable {
    public struct Seed: Sendable, Equatable {
        public var isoScore, metric: Double?

        public init(isoScore: Double?, metric: Double?) {
            self.isoScore = isoScore
            self.metric = metric
        }
    }

    /// A method, or a setting of it: "λ = −1".
    public var name: String
    public var seeds: [Seed]

    public init(_ name: String, _ seeds: [Seed]) {
        self.name = name
        self.seeds = seeds
    }

    var points: [Point] { seeds.map { Point($0.isoScore ?? .nan, $0.metric ?? .nan) } }

    /// The seeds that have both numbers, over which both means are.
    var complete: [Point] { points.filter { $0.x.isFinite && $0.y.isFinite } }

    /// `nil` where no seed has both.
    var mean: ErrorBar? {
        let x = Summary(complete.map(\.x))
        let y = Summary(complete.map(\.y))
        guard let meanX = x.mean, let meanY = y.mean else { return nil }
        return ErrorBar(
            Point(meanX, meanY), x: x.standardDeviation ?? 0, y: y.standardDeviation ?? 0)
    }
}

extension Panel {
    /// Faint seeds, bars of one deviation and a symbol at the mean.
    /// - Parameter series: The colour and symbol of each cloud.
    init(_ clouds: [ScoreCloud], series: [Int], isLabelled: Bool) {
        var seeds: [Mark] = []
        var bars: [Mark] = []
        var means: [Mark] = []
        var labels: [Label] = []
        for (cloud, index) in zip(clouds, series) {
            let style = Mark.Style(.series(index), symbol: .series(index), radius: 4.5)
            var faint = style
            faint.opacity = 0.45
            faint.radius = 2.75
            if cloud.seeds.count > 1 { seeds.append(Mark(.points(cloud.points), faint)) }
            guard let mean = cloud.mean else { continue }
            var thin = style
            thin.width = 1.25
            bars.append(Mark(.errorBars([mean]), thin))
            means.append(Mark(.points([mean.center]), style))
            labels.append(Label(cloud.name, at: mean.center))
        }
        self.init(seeds + bars + means + (isLabelled ? [Mark(.labels(labels))] : []))
    }
}

extension Figure {
    /// Performance against isotropy: a point for each setting of a method, with error bars of its seeds both ways
    /// (figure 2 of Rudman and Eickhoff 2024).
    ///
    /// - Parameters:
    ///   - clouds: Tasks by models.
    ///   - metrics: What y is in each row of panels: "accuracy (%)".
    ///   - score: What x is called: IsoScore where nothing is shrunk.
    public static func performance(
        againstIsoScore clouds: Panels<[ScoreCloud]>, metrics: [String], score: String = "IsoScore*"
    ) -> Figure {
        precondition(
            metrics.count == clouds.rows.count,
            "\(metrics.count) metrics for \(clouds.rows.count) rows")
        let names = clouds.contents.joined().reduce(into: [String]()) {
            if !$0.contains($1.name) { $0.append($1.name) }
        }
        let isSingle = clouds.rows.count == 1 && clouds.columns.count == 1
        var figure = Figure(
            name: "performance-isoscore", title: "Task performance against isotropy",
            caption: "Large symbols: means over seeds; bars: sample standard deviation over seeds, "
                + "both ways; faint symbols: single seeds. Right is more isotropic.",
            summary: clouds.named.flatMap { panel in
                panel.content.map { cloud in
                    let name = [panel.name, cloud.name].filter { !$0.isEmpty }
                    return name.joined(separator: ": ") + ": "
                        + (cloud.mean.map {
                            "\(score) \(NumberText.words($0.center.x)), "
                                + "\(metrics[panel.row]) \(NumberText.words($0.center.y)), "
                                + "\(cloud.complete.count) of \(cloud.seeds.count) seeds."
                        } ?? "no value.")
                }
            }.joined(separator: " "),
            x: Axis("\(score) (→ more isotropic)"), y: Axis(""))
        figure.arrangement = Arrangement(x: .columns, y: .none)
        figure.panels = Panels(
            rows: clouds.rows, columns: clouds.columns,
            cells: clouds.cells.indices.map { row in
                clouds.cells[row].map { cell in
                    let clouds = cell ?? []
                    var panel = Panel(
                        clouds, series: clouds.map { names.firstIndex(of: $0.name) ?? 0 },
                        isLabelled: isSingle)
                    panel.yAxis = Axis(metrics[row])
                    return panel
                }
            })
        if !isSingle {
            figure.legend = names.enumerated().map {
                .init(
                    $1, Mark.Style(.series($0), symbol: .series($0), radius: 4.5), hasLine: false)
            }
        }
        figure.data = clouds.table(["setting", "seed", score, "metric"]) { clouds in
            clouds.flatMap { cloud in
                cloud.seeds.enumerated().map {
                    [
                        .text(cloud.name), .whole($0.offset + 1), .init($0.element.isoScore),
                        .init($0.element.metric),
                    ]
                }
            }
        }
        return figure
    }
}
