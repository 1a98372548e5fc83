import Experiments
import Figures
import Isotropy
import Models
import Options

/// Figures of finished runs, of one task or of several.
struct RunFigures {
    let runs: [FinishedRun]

    /// - Throws: ``MissingIngredient`` without runs.
    init(_ runs: [FinishedRun]) throws {
        guard !runs.isEmpty else {
            throw MissingIngredient(
                "finished runs", remedy: "isotropy finetune --task TASK --output FOLDER")
        }
        self.runs = runs
    }

    /// All runs beside each other.
    /// - Throws: for runs of several tasks.
    func compared() throws -> ComparedRuns { try ComparedRuns(runs) }

    private struct Cell: Hashable {
        let task, model: String
    }

    /// The runs of each task and model, compared.
    private func cells() throws -> (tasks: [String], models: [String], [Cell: ComparedRuns]) {
        let titles = modelTitles(runs.map(\.job.model))
        func cell(_ run: FinishedRun) -> Cell {
            Cell(task: run.job.task, model: titles[run.job.model] ?? run.job.model)
        }
        let all = runs.map(cell)
        let compared = try Dictionary(grouping: runs, by: cell).mapValues { try ComparedRuns($0) }
        return (all.map(\.task).distinct(), all.map(\.model).distinct(), compared)
    }

    private func panels<Content: Sendable>(
        _ content: (ComparedRuns) -> Content?
    ) throws -> (panels: Panels<Content>, tasks: [String]) {
        let (tasks, models, compared) = try cells()
        let panels = Panels(
            rows: tasks.count > 1 ? tasks : [""], columns: models.count > 1 ? models : [""],
            cells: tasks.map { task in
                models.map { compared[Cell(task: task, model: $0)].flatMap(content) }
            })
        return (panels, tasks)
    }

    /// What the score of each task is, with its unit.
    private func metrics(of tasks: [String]) -> [String] {
        tasks.map { task in
            guard let run = runs.first(where: { $0.job.task == task }) else { return "" }
            let headline = run.job.headline
            return "\(run.job.fold == nil ? run.results.split : "held-out") \(headline.displayName)"
                + (headline.isPercentage ? " (%)" : "")
        }
    }

    private static func shown(_ run: FinishedRun) -> Double? {
        run.results.score.map { run.job.headline.isPercentage ? 100 * $0 : $0 }
    }

    /// The score against IsoScore of all tokens, a point for each method and setting of it.
    func performance() throws -> Figure {
        let (panels, tasks) = try panels { compared -> [ScoreCloud]? in
            compared.groups.map { group in
                ScoreCloud(
                    group.title.flagged,
                    group.runs.map {
                        .init(isoScore: $0.results.isotropy.tokens, metric: Self.shown($0))
                    })
            }
        }
        return .performance(againstIsoScore: panels, metrics: metrics(of: tasks), score: "IsoScore")
    }

    /// The score of I-STAR against its ζ, a curve for each λ.
    /// - Throws: ``MissingIngredient`` where no λ has two of them.
    func shrinkageAblation() throws -> Figure {
        let (panels, tasks) = try panels { compared -> [Curve]? in
            let runs = compared.runs.compactMap { run in
                (run.job.method.penalty as? IStarOptions).map { (run, $0) }
            }
            let lambdas = Set(runs.map(\.1.lambda)).sorted()
            let curves = lambdas.compactMap { lambda -> Curve? in
                let own = runs.filter { $0.1.lambda == lambda }
                let zetas = Set(own.map(\.1.zeta)).sorted()
                guard zetas.count > 1 else { return nil }
                let scores = zetas.map { zeta in
                    own.filter { $0.1.zeta == zeta }.map { Self.shown($0.0) ?? .nan }
                }
                let most = scores.map(\.count).max() ?? 0
                return Curve(
                    "λ = \(short(lambda).replacing("-", with: "−"))", x: zetas,
                    seeds: (0..<most).map { seed in
                        scores.map { seed < $0.count ? $0[seed] : .nan }
                    })
            }
            return curves.isEmpty ? nil : curves
        }
        guard panels.cells.joined().contains(where: { $0 != nil }) else {
            throw MissingIngredient(
                "runs of I-STAR with one λ and several ζ",
                remedy:
                    "isotropy finetune --task TASK --method istar:zeta=0.2 --method istar:zeta=0.8 --output FOLDER"
            )
        }
        let metric = Set(metrics(of: tasks)).count == 1 ? metrics(of: tasks)[0] : "score"
        return .shrinkageAblation(panels, metric: metric)
    }
}
