import Experiments
import Figures
import Metrics
import Options
import Training

/// What runs of one task logged, method by method.
struct RunLogCurves {
    private let groups: [(name: String, runs: [Log])]
    private let headline: Metric
    private let isHeldOut: Bool

    private struct Log {
        let steps: [StepRecord]
        let evaluations: [EvaluationRecord]
    }

    init(_ compared: ComparedRuns) throws {
        guard let first = compared.runs.first else { throw InputError("there is no finished run") }
        headline = first.job.headline
        isHeldOut = first.job.fold != nil
        groups = try compared.groups.map { group in
            let logs = try group.runs.map { run in
                let directory = RunDirectory(run.url)
                return Log(
                    steps: try directory.stepRecords(),
                    evaluations: try directory.evaluationRecords())
            }
            return (group.title.flagged, logs)
        }
    }

    func figure() -> Figure {
        let split = isHeldOut ? "held-out" : "development"
        let layers = groups.flatMap(\.runs).flatMap(\.evaluations).map { $0.isotropy.layers.count }
        let last = (layers.max() ?? 0) - 1
        // The last layer, and those a third and two thirds of the way there.
        let shown = last > 0 ? [last / 3, last * 2 / 3, last].distinct().filter { $0 > 0 } : []
        let isPenalized = groups.flatMap(\.runs).flatMap(\.steps).contains { $0.penalty != 0 }
        let factor = headline.isPercentage ? 100.0 : 1
        return .trainingCurves(
            [LoggedQuantity("training loss", steps(\.taskLoss))]
                + (isPenalized ? [LoggedQuantity("penalty", steps(\.penalty))] : [])
                + [
                    LoggedQuantity(
                        "\(split) \(headline.displayName)" + (headline.isPercentage ? " (%)" : ""),
                        evaluations { record in
                            (record.metrics[headline.name] ?? nil).map { $0 * factor }
                        })
                ]
                + (isPenalized
                    ? []
                    : [
                        LoggedQuantity(
                            "IsoScore, all tokens", bounds: [0], evaluations { $0.isotropy.tokens })
                    ])
                + shown.map { layer in
                    LoggedQuantity(
                        "IsoScore, layer \(layer)", bounds: [0],
                        evaluations { record in
                            layer < record.isotropy.layers.count
                                ? record.isotropy.layers[layer] : nil
                        })
                }, seeds: seedWords)
    }

    private var seedWords: String {
        let counts = Set(groups.map(\.runs.count)).sorted()
        guard counts != [1] else { return "one seed" }
        return
            "means over \(alternatives(counts.map(String.init))) \(isHeldOut ? "folds and seeds" : "seeds")"
    }

    private func steps(_ value: (StepRecord) -> Double) -> [Curve] {
        groups.map { name, runs in
            Self.curve(name, runs.map { $0.steps.map { (Double($0.step), value($0)) } })
        }
    }

    private func evaluations(_ value: (EvaluationRecord) -> Double?) -> [Curve] {
        groups.map { name, runs in
            Self.curve(
                name, runs.map { $0.evaluations.map { (Double($0.step), value($0) ?? .nan) } })
        }
    }

    /// Over all steps that a seed has.
    private static func curve(_ name: String, _ seeds: [[(x: Double, y: Double)]]) -> Curve {
        let places = Set(seeds.joined().map(\.x)).sorted()
        return Curve(
            name, x: places,
            seeds: seeds.map { seed in
                let known = Dictionary(seed.map { ($0.x, $0.y) }) { $1 }
                return places.map { known[$0] ?? .nan }
            })
    }
}
