import Experiments
import Figures
import Files
import Formats
import Foundation
import Isotropy
import Models

/// What was found of a model's layers, for files and tables.
struct Analysis: Encodable {
    /// A layer and pooling, as it is or transformed.
    struct Cloud: Encodable {
        let layer: Int
        let pooling: String
        let transform: String?
        let score: CloudScore
    }

    /// The run that the model is of.
    struct Run: Codable, Equatable {
        /// What tables call the model that the run began with.
        let model: String
        let task: String
        let method: String
        let seed: UInt64
    }

    /// The folder of the model.
    let model: String
    /// `nil` of a model that no run made.
    let run: Run?
    /// What the sentences are called, and how many rows there are.
    let sentences: String
    let rows: Int
    let clouds: [Cloud]?
    let similarities: SimilarityAnalysis?

    init(
        model: String, run: Run?, sentences: String, rows: Int, clouds: [Cloud]?,
        similarities: SimilarityAnalysis?
    ) {
        (self.model, self.run, self.sentences, self.rows) = (model, run, sentences, rows)
        (self.clouds, self.similarities) = (clouds, similarities)
    }

    private enum CodingKeys: String, CodingKey {
        case model, run, sentences, rows, clouds, similarities
    }

    // MARK: - Tables

    /// The measures that tables of layers show; all are in the CSV and the JSON.
    private static let shown: [(measure: Measure, index: Int, title: String)] = [
        (.isoScore, 0, "IsoScore"), (.explainedVariance, 0, "EV_1"),
        (.explainedVariance, 2, "EV_3"),
        (.effectiveRank, 0, "eff. rank"), (.meanCosine, 0, "mean cos"),
        (.cosineOfMean, 0, "… of mean"), (.twoNN, 0, "TwoNN"), (.betweenShare, 0, "between"),
        (.withinIsoScore, 0, "IsoScore within"),
    ]

    func text(width: Int) -> String {
        let head = "\(sentences): \(rows) rows, \(model)"
        if let similarities {
            return head + "\n" + similarities.table.text(width: width, keys: similarities.keys)
        }
        return head + "\n"
            + table(marked: false).text(
                width: width, keys: (clouds ?? []).contains { $0.transform != nil } ? 3 : 2) + notes
    }

    var markdown: String {
        let head = "\(sentences): \(rows) rows, \(model)\n\n"
        if let similarities { return head + similarities.table.markdown() }
        return head + table(marked: true).markdown() + notes
    }

    var csv: String {
        if let similarities { return similarities.csv }
        let rows = (clouds ?? []).flatMap { cloud in
            ScoreText([cloud.score]).csvRows.dropFirst().map {
                ["\(cloud.layer)", cloud.pooling, cloud.transform ?? ""] + $0.dropFirst(2)
            }
        }
        let header = ["layer", "pooling", "transform"] + ScoreText.csvHeader.dropFirst(2)
        return ([header] + rows).map { $0.map(commaCell).joined(separator: ",") + "\n" }.joined()
    }

    private func table(marked: Bool) -> TextTable {
        let clouds = clouds ?? []
        let columns = Self.shown.filter { column in
            clouds.contains { $0.score.measures.contains { $0.measure == column.measure } }
        }
        let hasTransforms = clouds.contains { $0.transform != nil }
        let rows = clouds.map { cloud in
            ["\(cloud.layer)", cloud.pooling] + (hasTransforms ? [cloud.transform ?? ""] : [])
                + columns.map { Self.cell(cloud.score, $0.measure, $0.index) }
        }
        let keys = ["layer", "pooling"] + (hasTransforms ? ["transform"] : [])
        return TextTable(
            header: [keys + columns.map(\.title)], rows: rows,
            alignments: keys.map { $0 == "layer" ? .trailing : .leading }
                + columns.map { _ in .trailing })
    }

    private static func cell(_ score: CloudScore, _ measure: Measure, _ index: Int) -> String {
        score.measures.first { $0.measure == measure }?.shown(index, digits: 3) ?? ""
    }

    private var notes: String {
        let counts = Set((clouds ?? []).map(\.score.points)).sorted()
        let points = counts.map { "\($0)" }.joined(separator: " and ")
        let scores = (clouds ?? []).map(\.score)
        let notes =
            [
                "Clouds of \(points) points. In brackets 95 % intervals, where there are any: of the value that the "
                    + "distribution behind the sentences has."
            ] + ShownNumbers.notes(on: scores) + RowOrderNotes.notes(on: scores)
            + ["analysis.json has every measure and what each cloud says in words."]
        return notes.map { "\n\($0)" }.joined() + "\n"
    }
}

extension Analysis.Run {
    /// - Returns: `nil` for a folder that is no run's.
    init?(ofModel folder: URL) throws {
        let run = folder.deletingLastPathComponent()
        guard folder.lastPathComponent == ModelFolder.checkpointOfRun, ModelFolder.isRun(run) else {
            return nil
        }
        let job = try RunDirectory(run).recordedConfiguration().job
        self.init(
            model: modelTitle(job.model), task: job.task, method: job.method.title, seed: job.seed)
    }
}
