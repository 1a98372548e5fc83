import Experiments
import Figures
import Files
import Formats
import Foundation
import Metrics
import Models
import Tasks
import Training

/// An experiment's results as a table, figures and a page.
struct ExperimentReport {
    let content: ReportContent
    private let output: URL

    init(
        _ experiment: Experiment<some Workload>, _ results: ExperimentResults, title: String
    ) throws {
        output = experiment.output
        let metric = experiment.work.headline
        content = ReportContent(
            title: title,
            summary: Self.summary(experiment, results),
            metric: ReportContent.Metric(
                metric.displayName,
                isPercentage: metric.isPercentage,
                higherIsBetter: metric.largerIsBetter),
            split: results.split, isotropySplit: "development",
            methods: try results.methods.map { method in
                MethodResult(
                    name: method.title,
                    seeds: try method.runs.map { run in
                        let directory = experiment.directory(run)
                        return try Self.seedResult(run, directory)
                    })
            },
            settings: try Self.settings(experiment),
            environment: Self.environment(),
            command: (["./isotropy"] + CommandLine.arguments.dropFirst())
                .joined(separator: " "))
    }

    /// The results for a terminal.
    func table() -> String { content.textTable() }

    /// Writes `report.html` and each figure as a file of its own.
    func write() throws {
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

    private static func seedResult(
        _ run: RunResults, _ directory: RunDirectory
    ) throws -> SeedResult {
        SeedResult(
            seed: run.seed, metric: run.score, hasCollapsed: run.hasCollapsed,
            isotropy: IsotropyMeasures(
                evCurve: run.isotropy.explainedVarianceCurve,
                isoScoreCLS: run.isotropy.features, isoScoreTokens: run.isotropy.tokens,
                isoScoreByLayer: run.isotropy.layers.map { $0 ?? .nan }),
            losses: try directory.taskLosses(), seconds: run.seconds)
    }

    private static func summary(
        _ experiment: Experiment<some Workload>, _ results: ExperimentResults
    ) -> String {
        let counts = Set(results.methods.map(\.runs.count)).sorted()
        let seeds = counts.map(String.init).joined(separator: " or ")
        let model = modelTitle(experiment.source.url.path)
        let words = experiment.work.words
        let rows = words.rows
        let part =
            results.trainingRows < results.availableRows ? " of \(results.availableRows)" : ""
        return "\(model) fine-tuned on \(results.trainingRows)\(part) \(rows) of "
            + "\(experiment.work.name) "
            + "with \(results.methods.count) method\(results.methods.count == 1 ? "" : "s") from "
            + "\(seeds) seed\(counts == [1] ? "" : "s") each. The best evaluation of each run was "
            + "chosen on the development set (\(results.developmentRows) \(rows)); the table shows "
            + (results.split == "test"
                ? "that model on the test set (\(results.testRows) \(rows)), "
                : "that development set itself, ")
            + "and its geometry on the development set: EV_k and IsoScore of "
            + words.features + ", "
            + "and IsoScore of all tokens of all transformer layers."
    }

    private static func settings(
        _ experiment: Experiment<some Workload>
    ) throws -> [ReportContent.Entry] {
        let settings = try experiment.work.settings(experiment.resolvedTraining())
        return settings.map { ReportContent.Entry($0.name, $0.value) }
            + [
                .init("preset", experiment.preset.rawValue),
                .init("best model by", experiment.work.headline.displayName),
            ]
    }

    private static func environment() -> [ReportContent.Entry] {
        let here = RunEnvironment.current(version: Version.current)
        return [
            .init("isotropy", here.isotropy + (here.commit.map { " (\($0))" } ?? "")),
            .init("libtorch", here.libtorch),
            .init("processor", "\(here.processor), \(here.instructionSet)"),
            .init("threads", String(here.threads)),
            .init("memory", "\(here.memoryGB) GB"),
            .init("system", here.system),
        ]
    }
}
