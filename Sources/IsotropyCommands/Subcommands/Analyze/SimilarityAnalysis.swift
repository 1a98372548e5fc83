import Figures
import Formats
import Foundation
import Layers
import Metrics

/// How well similarities of pairs follow their scores.
struct SimilarityAnalysis: Encodable {
    /// Which number of two vectors.
    enum Similarity: String, CaseIterable, Encodable {
        case cosine, dot
        /// The Euclidean distance with its sign turned, so that more is nearer.
        case negativeDistance = "negative_distance"
    }

    struct Row: Encodable {
        let layer: Int
        let pooling: String
        let transform: String?
        let similarity: Similarity
        let spearman, pearson: Correlation
    }

    struct Correlation: Encodable {
        let value: Double?
        /// By drawing pairs with replacement.
        let interval: [Double]?
        /// To the best value of all rows, paired; 0 of the best itself.
        let difference: Double?
        let differenceInterval: [Double]?

        private enum CodingKeys: String, CodingKey {
            case value, interval, difference
            case differenceInterval = "difference_interval"
        }
    }

    let pairs: Int
    let resamples: Int
    let rows: [Row]
    /// Between all rows, by their places: not in the JSON.
    private let differences: [(one: Int, other: Int, value: Double, interval: ClosedRange<Double>)]

    private enum CodingKeys: String, CodingKey { case pairs, resamples, rows }

    /// What is known of a row before it is compared.
    typealias Numbers = (
        layer: Int, pooling: String, transform: String?, similarity: Similarity, values: [Double]
    )

    init(_ numbers: [Numbers], scores: [Double]) {
        pairs = scores.count
        let values = numbers.map(\.values)
        let spearman = Compared(values, scores, .spearman)
        let pearson = Compared(values, scores, .pearson)
        resamples = spearman.bootstrap.resamples
        rows = numbers.indices.map { index in
            let row = numbers[index]
            return Row(
                layer: row.layer, pooling: row.pooling, transform: row.transform,
                similarity: row.similarity, spearman: spearman.correlation(index),
                pearson: pearson.correlation(index))
        }
        differences = spearman.differences()
    }

    /// Correlations of all rows, and how they vary.
    private struct Compared {
        let found: [Double?]
        let best: Int?
        let bootstrap: CorrelationBootstrap
        /// Of each row that has a correlation, its place in the bootstrap.
        private let places: [Int: Int]

        init(
            _ values: [[Double]], _ scores: [Double], _ kind: CorrelationBootstrap.Correlation
        ) {
            found = values.map { row in
                kind == .spearman
                    ? spearmanCorrelation(row, targets: scores)
                    : pearsonCorrelation(row, targets: scores)
            }
            let all = found
            // A row that does not vary, as the same first token of all sentences, has none.
            let defined = all.indices.filter { all[$0] != nil }
            best = defined.max { (all[$0] ?? 0) < (all[$1] ?? 0) }
            places = Dictionary(uniqueKeysWithValues: zip(defined, defined.indices))
            var stream = RandomStream(seed: 0, name: "bootstrap of pairs")
            bootstrap = CorrelationBootstrap(
                of: defined.map { values[$0] }, with: scores, kind, using: &stream)
        }

        func correlation(_ index: Int) -> Correlation {
            let interval = places[index].flatMap { bootstrap.interval(of: $0) }
            var (difference, bounds): (Double?, [Double]?) = (nil, nil)
            if let best, let top = found[best], let own = found[index] {
                difference = own - top
                bounds = self.interval(of: index, minus: best).map {
                    [$0.lowerBound, $0.upperBound]
                }
            }
            return Correlation(
                value: found[index], interval: interval.map { [$0.lowerBound, $0.upperBound] },
                difference: difference, differenceInterval: bounds)
        }

        private func interval(of one: Int, minus other: Int) -> ClosedRange<Double>? {
            guard let first = places[one], let second = places[other] else { return nil }
            return bootstrap.interval(of: first, minus: second)
        }

        func differences() -> [(Int, Int, Double, ClosedRange<Double>)] {
            found.indices.flatMap { one in
                (one + 1..<max(found.count, one + 1)).compactMap { other in
                    guard let a = found[one], let b = found[other],
                        let interval = interval(of: one, minus: other)
                    else { return nil }
                    return (one, other, a - b, interval)
                }
            }
        }
    }

    // MARK: - Tables

    /// The columns that name a row.
    var keys: Int { rows.contains { $0.transform != nil } ? 4 : 3 }

    var table: TextTable {
        let hasTransforms = rows.contains { $0.transform != nil }
        let keys = ["layer", "pooling"] + (hasTransforms ? ["transform"] : []) + ["similarity"]
        func cell(_ value: Double?, _ interval: [Double]?) -> String {
            guard let value else { return "undefined" }
            guard let interval else { return fixed(value, 4) }
            return "\(fixed(value, 4)) [\(fixed(interval[0], 4)) … \(fixed(interval[1], 4))]"
        }
        return TextTable(
            header: [keys + ["Spearman", "less the best", "Pearson"]],
            rows: rows.map { row in
                ["\(row.layer)", row.pooling] + (hasTransforms ? [row.transform ?? ""] : [])
                    + [
                        row.similarity.rawValue.replacing("_", with: " "),
                        cell(row.spearman.value, row.spearman.interval),
                        cell(row.spearman.difference, row.spearman.differenceInterval),
                        cell(row.pearson.value, row.pearson.interval),
                    ]
            },
            alignments: keys.map { $0 == "layer" ? .trailing : .leading }
                + [.trailing, .trailing, .trailing])
    }

    var csv: String {
        let header = [
            "layer", "pooling", "transform", "similarity", "pairs", "spearman", "spearman_lower",
            "spearman_upper", "pearson", "pearson_lower", "pearson_upper",
        ]
        let lines = rows.map { row in
            ["\(row.layer)", row.pooling, row.transform ?? "", row.similarity.rawValue, "\(pairs)"]
                + [row.spearman, row.pearson].flatMap { correlation in
                    [correlation.value, correlation.interval?[0], correlation.interval?[1]].map {
                        $0.map { "\($0)" } ?? ""
                    }
                }
        }
        return Self.text([header] + lines)
    }

    /// The differences of Spearman's correlation between all rows, paired, with 95 % intervals.
    var differencesCSV: String {
        func name(_ row: Row) -> String {
            "layer \(row.layer), \(row.pooling)\(row.transform.map { ", \($0)" } ?? ""), \(row.similarity.rawValue)"
        }
        let lines = differences.map { difference in
            [
                name(rows[difference.one]), name(rows[difference.other]), "\(difference.value)",
                "\(difference.interval.lowerBound)", "\(difference.interval.upperBound)",
            ]
        }
        return Self.text([["one", "other", "spearman_difference", "lower", "upper"]] + lines)
    }

    private static func text(_ rows: [[String]]) -> String {
        rows.map { $0.map(commaCell).joined(separator: ",") + "\n" }.joined()
    }
}
