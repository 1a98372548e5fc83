import Experiments
import Figures
import Files
import Formats
import Foundation
import Metrics
import Models
import Options
import Tasks
import Training

/// Finished runs as a table, figures and a page.
struct ExperimentReport {
    let content: ReportContent

    /// - Parameter title: of the page; without one, the task with the methods.
    init(_ compared: ComparedRuns, title: String? = nil) throws {
        let runs = compared.runs
        guard let job = runs.first?.job, let split = runs.first?.results.split else {
            throw InputError("there is no finished run to report")
        }
        let methods = compared.groups.map(\.title).joined(separator: ", ")
        content = ReportContent(
            title: title ?? "\(job.task) with \(methods)",
            summary: Self.summary(compared, job, split: split),
            metric: ReportContent.Metric(
                job.headline.displayName,
                isPercentage: job.headline.isPercentage,
                higherIsBetter: job.headline.largerIsBetter),
            split: job.fold == nil ? split : "held-out",
            isotropySplit: job.fold == nil ? "development" : "held-out",
            methods: try compared.groups.map { group in
                MethodResult(
                    name: group.title, seeds: try group.runs.map(Self.seedResult),
                    crossValidation: Self.crossValidation(group, headline: job.headline))
            },
            settings: Self.settings(runs),
            environment: Self.environment(runs.map(\.environment)),
            command: Self.commands(runs.map(\.environment)))
    }

    /// The results for a terminal.
    func table() -> String { content.textTable(width: Console.resultWidth) }

    /// Writes `report.html`, `table.md` and each figure as a file of its own.
    func write(to output: URL) throws {
        let figures = output.appending(path: "figures", directoryHint: .isDirectory)
        try makeFolder(figures)
        for figure in content.figures() {
            try writeAtomically(
                Data(figure.svg().utf8), to: figures.appending(path: figure.name + ".svg"))
        }
        try writeAtomically(
            Data(content.html().utf8), to: output.appending(path: "report.html"))
        try writeAtomically(
            Data((content.markdownTable() + "\n").utf8), to: output.appending(path: "table.md"))
    }

    private static func seedResult(_ run: FinishedRun) throws -> SeedResult {
        let (results, isotropy) = (run.results, run.results.isotropy)
        return SeedResult(
            seed: results.seed, metric: results.score, hasCollapsed: results.hasCollapsed,
            isotropy: IsotropyMeasures(
                evCurve: isotropy.explainedVarianceCurve,
                isoScoreCLS: isotropy.features, isoScoreTokens: isotropy.tokens,
                isoScoreByLayer: isotropy.layers.map { $0 ?? .nan }),
            losses: try RunDirectory(run.url).taskLosses(), seconds: results.seconds,
            classReport: results.classReports?[results.split])
    }

    /// All metrics over the folds and of their answers together; `nil` for other runs.
    private static func crossValidation(
        _ group: ComparedRuns.Group, headline: Metric
    ) -> CrossValidatedScores? {
        guard let results = CrossValidationResults(group.runs) else { return nil }
        let others = Metric.all.filter { $0 != headline }
        return CrossValidatedScores(
            folds: results.folds,
            scores: ([headline] + others).compactMap { metric in
                guard let runs = results.overRuns[metric.name],
                    let pooled = results.pooled[metric.name]
                else { return nil }
                return .init(
                    metric.displayName, isPercentage: metric.isPercentage, overRuns: runs,
                    pooled: pooled)
            },
            classReports: results.bySeed.compactMap(\.classReport))
    }

    private static func summary(
        _ compared: ComparedRuns, _ job: RunConfiguration.Job, split: String
    ) -> String {
        let runs = compared.runs
        let hasQuestions =
            if case .questions = try? KnownTask.named(job.task) { true } else { false }
        let rows = hasQuestions ? "questions" : "rows"
        let features =
            hasQuestions
            ? "every window's first token in the last layer"
            : "the sentence features that the classifier reads"
        func count(_ part: KeyPath<RowCounts, Int>) -> String {
            let counts = Set(runs.compactMap { $0.results.rows?[keyPath: part] }).sorted()
            return counts.isEmpty ? "" : " (\(alternatives(counts.map(String.init))) \(rows))"
        }
        func trained() -> String {
            let all = runs.compactMap(\.results.rows).map { counts in
                counts.training < counts.trainingAvailable
                    ? "\(counts.training) of \(counts.trainingAvailable)" : "\(counts.training)"
            }
            return all.isEmpty ? "" : "\(alternatives(all.distinct())) \(rows) of "
        }
        let models = Set(runs.map { modelTitle($0.job.model) }).sorted()
        let seeds = Set(
            compared.groups.map { Set($0.runs.map(\.job.seed)).count }
        ).sorted()
        let methods = compared.groups.count
        let start =
            "\(models.joined(separator: ", ")) fine-tuned on \(trained())\(job.task) "
            + "with \(methods) method\(methods == 1 ? "" : "s") from "
            + "\(alternatives(seeds.map(String.init))) seed\(seeds == [1] ? "" : "s") each"
        if let folds = job.fold?.count {
            return start
                + ", cross-validated: each of \(folds) folds is held out in turn. A fold's model is trained "
                + "on the others and measured once, after its last step, on that fold"
                + "\(count(\.development)), which chose nothing: so the metrics, and the geometry: EV_k and "
                + "IsoScore of \(features), and IsoScore of all tokens of all transformer layers."
        }
        return start
            + ". The best evaluation of each run was chosen on the development set"
            + "\(count(\.development)); the table shows "
            + (split == "test"
                ? "that model on the test set\(count(\.test)), " : "that development set itself, ")
            + "and its geometry on the development set: EV_k and IsoScore of \(features), "
            + "and IsoScore of all tokens of all transformer layers."
    }

    /// Everything but the method that the runs were asked to do; where they differ, each value once.
    private static func settings(_ runs: [FinishedRun]) -> [ReportContent.Entry] {
        entries(
            of: runs.map { run in
                run.job.ofAllFolds.settings + [
                    ("preset", run.job.preset.rawValue),
                    ("best model by", run.job.headline.displayName),
                ]
            })
    }

    private static func environment(_ places: [RunEnvironment]) -> [ReportContent.Entry] {
        entries(
            of: places.map { place in
                [
                    ("isotropy", place.isotropy + (place.commit.map { " (\($0))" } ?? "")),
                    ("libtorch", place.libtorch),
                    ("processor", "\(place.processor), \(place.instructionSet)"),
                    ("GPU", place.gpu ?? ""),
                    ("threads", String(place.threads)),
                    ("memory", "\(place.memoryGB) GB"),
                    ("system", place.system),
                ].filter { !$1.isEmpty }
            })
    }

    /// The names in their first order, each with all of its values.
    private static func entries(
        of lists: [[(name: String, value: String)]]
    ) -> [ReportContent.Entry] {
        var names: [String] = []
        var values: [String: [String]] = [:]
        for (name, value) in lists.joined() {
            if values[name] == nil { names.append(name) }
            if values[name]?.contains(value) != true { values[name, default: []].append(value) }
        }
        return names.map { .init($0, values[$0, default: []].joined(separator: "; ")) }
    }

    /// What starts the runs anew, a command a line.
    private static func commands(_ places: [RunEnvironment]) -> String {
        places.compactMap(\.command).map { words in
            (["./isotropy"] + words).map(shellWord).joined(separator: " ")
        }.distinct().joined(separator: "\n")
    }
}
