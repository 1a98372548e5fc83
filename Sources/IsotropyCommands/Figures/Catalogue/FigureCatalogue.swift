import Experiments
import Figures

/// Every figure that `isotropy figure` makes, in the order of pages.
enum FigureCatalogue {
    static let sampleSize = "isoscore-points"
    static let explainedVarianceTable = "table2"

    static let all: [FigureKind] = [
        .ofAnalyses(
            "deviations", "standard deviations of the dimensions, a histogram", "IsoBN 1"
        ) { try $0.deviations() },
        .ofAnalyses(
            "correlations", "|rho| between dimensions, clustered, with the blocks found", "IsoBN 2"
        ) { try $0.correlations() },
        .ofAnalyses(
            "correlation-assumptions",
            "|rho| beside what batch norm and IsoBN assume of it, and how much each explains",
            "IsoBN 3"
        ) { try $0.correlationAssumptions() },
        .ofEither(
            "explained-variance", "EV_k: none, batch norm, IsoBN, whitening", "IsoBN 4",
            analyses: { .figure(try $0.explainedVariance()) },
            runs: {
                .figure(try ExperimentReport(try $0.compared()).content.explainedVariance())
            }),
        .ofEither(
            explainedVarianceTable,
            "EV_1, EV_2 and EV_3 before and after, models by tasks: a table",
            "IsoBN, table 2", analyses: { .table(try ExplainedVarianceTable($0)) },
            runs: { .table(try ExplainedVarianceTable($0.runs)) }),
        .ofPoints(
            sampleSize, "IsoScore* against the number of points, by zeta", "I-STAR 1"),
        .ofRuns(
            "performance-isoscore",
            "the score against IsoScore, a point a method, bars of the seeds both ways", "I-STAR 2"
        ) { try $0.performance() },
        .ofAnalyses(
            "activations", "the mean of each dimension, the outliers named", "I-STAR 3"
        ) { try $0.activations() },
        .ofAnalyses("intrinsic-dimension", "TwoNN by layer", "I-STAR 4") {
            try $0.intrinsicDimensions()
        },
        .ofEither(
            "isoscore-layers", "IsoScore by layer", "I-STAR 5",
            analyses: { .figure(try $0.isoScores()) },
            runs: { .figure(try ExperimentReport(try $0.compared()).content.isoScoreByLayer()) }),
        .ofRuns("shrinkage-ablation", "the score of I-STAR by its zeta", "I-STAR 5") {
            try $0.shrinkageAblation()
        },
        .ofAnalyses("spectra", "eigenvalues by rank, with what an isotropic sample shows") {
            try $0.spectra()
        },
        .ofAnalyses("cosines", "cosines within and between classes") { try $0.cosines() },
        .ofAnalyses("projection", "points on two principal directions, by class") {
            try $0.projection()
        },
        .ofRuns("metric-seeds", "the score of every seed") {
            try ExperimentReport(try $0.compared()).content.metricBySeed()
        },
        .ofRuns("training-curves", "loss, penalty, score and IsoScore of layers by step") {
            try RunLogCurves(try $0.compared()).figure()
        },
        .ofRuns("training-loss", "the training loss by step") {
            try ExperimentReport(try $0.compared()).content.trainingLoss()
        },
        .ofRuns("calibration", "accuracy against confidence") { try $0.compared().calibration() },
        .ofRuns("confusion", "which classes are taken for which") {
            try $0.compared().confusion()
        },
    ]

    static func kind(_ name: String) -> FigureKind? { all.first { $0.name == name } }

    /// What can be drawn of analyses, in the order of pages; what takes more than they have is left out.
    static func ofAnalyses(_ analyses: [RecordedAnalysis]) throws -> [Figure] {
        let sources = FigureSources(analyses: analyses)
        return try all.filter(\.isOfAnalyses).compactMap { kind in
            do {
                guard case .figure(var figure) = try kind.draw(sources) else { return nil }
                figure.name = kind.name
                return figure
            } catch is MissingIngredient {
                return nil
            }
        }
    }
}
