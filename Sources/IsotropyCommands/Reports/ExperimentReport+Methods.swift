import Experiments
import Figures
import Metrics
import Models

extension ExperimentReport {
    /// What the runs of one method say together.
    static func result(
        of group: ComparedRuns.Group, named name: String, headline: Metric
    ) throws -> MethodResult {
        let results = group.runs.map(\.results)
        let folds = CrossValidationResults(group.runs)
        return MethodResult(
            name: name, seeds: try group.runs.map(seedResult),
            metrics: metrics(results, folds, headline: headline),
            baseline: baseline(results, folds, headline: headline),
            positiveLabel: group.runs.first?.positiveLabel,
            crossValidation: folds.map {
                CrossValidatedScores(
                    folds: $0.folds, rows: $0.bySeed.first?.rows,
                    classReports: $0.bySeed.compactMap(\.classReport))
            })
    }

    private static func seedResult(_ run: FinishedRun) throws -> SeedResult {
        let (results, isotropy) = (run.results, run.results.isotropy)
        return SeedResult(
            seed: results.seed, metric: results.score, rows: results.scoredRows,
            hasCollapsed: results.hasCollapsed,
            isotropy: IsotropyMeasures(
                evCurve: isotropy.explainedVarianceCurve,
                isoScoreCLS: isotropy.features, isoScoreTokens: isotropy.tokens,
                isoScoreByLayer: isotropy.layers.map { $0 ?? .nan },
                vectorsCLS: isotropy.featureVectors, vectorsTokens: isotropy.tokenVectors),
            losses: try RunDirectory(run.url).taskLosses(), seconds: results.seconds,
            classReport: results.classReports?[results.split])
    }

    /// Every metric that all runs have, over them; with folds, that of the answers to all rows too.
    private static func metrics(
        _ runs: [RunResults], _ folds: CrossValidationResults?, headline: Metric
    ) -> [MetricScores] {
        let overRuns = folds?.overRuns ?? CrossValidationResults.scored(runs)
        return NamedMetric.all(in: overRuns.keys, headline: headline.name).compactMap { metric in
            guard let summary = overRuns[metric.name] else { return nil }
            return MetricScores(
                metric.title, isPercentage: metric.metric.isPercentage, overRuns: summary,
                pooled: folds?.pooled[metric.name],
                baseline: folds == nil
                    ? runs.first?.baseline(of: metric)
                    : folds?.bySeed.first?.baseline?.metrics[metric.name] ?? nil)
        }
    }

    /// What one answer to every row would reach; with folds, to all of them.
    private static func baseline(
        _ runs: [RunResults], _ folds: CrossValidationResults?, headline: Metric
    ) -> BaselineScore? {
        let baseline =
            folds == nil
            ? runs.first.flatMap { $0.baselines?[$0.split] } : folds?.bySeed.first?.baseline
        return baseline.map {
            BaselineScore($0.words, value: $0.metrics[headline.name] ?? nil)
        }
    }
}

extension Baseline {
    /// As it reads in a sentence.
    var words: String {
        if let label {
            return "always '\(shownLabel(label))', the most frequent label of these rows"
        }
        return mean.map { "always \(readable($0)), the mean of these rows" } ?? "one answer"
    }
}
