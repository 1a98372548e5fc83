import Figures
import Files
import Formats
import Foundation
import Isotropy
import Options
import Torch

/// Why the vectors of a cloud look alike, and what helps.
struct CloudDiagnosis: Encodable {
    let name: String
    let points: Int
    let total: Int
    let score: CloudScore
    /// What transforms do; none of too few points.
    let remedies: [Remedy]

    private enum CodingKeys: String, CodingKey { case name, points, total, score, remedies }

    static let measures: [Measure] = [
        .meanCosine, .cosineOfMean, .cosineAroundMean, .outlierDimensions, .largestCosineShare,
        .explainedVariance, .isoScore, .participationRatio, .effectiveRank, .lengthOfMean,
        .deviations, .twoNN, .repeatedPoints, .nearDuplicates,
    ]

    init(_ points: DiagnosedPoints) throws {
        (name, total) = (points.name, points.total)
        self.points = points.points.size(0)
        let cloud = try MeasuredCloud(of: points.points, measures: Self.measures)
        // Neighbours take three points that differ.
        let measures = Self.measures.filter {
            cloud.neighbors != nil || !$0.needs.contains(.neighbours)
        }
        score = try CloudScore(points.name, points.name, cloud, measures)
        let isTold = cloud.pointCount >= 4 * Diagnosis.leastPoints && cloud.moments.isoScore != nil
        remedies = isTold ? try Remedy.all(of: points.points) : []
    }

    var text: String {
        var parts = ["\(printable(name)): \(points) points of \(score.dimensions) dimensions"]
        if points < total { parts[0] += ", chosen at random among \(total)" }
        if let findings = score.findings {
            parts.append(findings.sentences.joined(separator: "\n"))
        }
        parts.append(ScoreText([score]).numbers(width: Console.resultWidth))
        guard !remedies.isEmpty else {
            parts.append("There are too few points to say what would help.")
            return parts.joined(separator: "\n\n")
        }
        parts.append(
            "What each transform leaves of it (in use: directions), in halves of the points by what was fitted to the "
                + "other half:\n"
                + table.text(width: Console.resultWidth))
        parts.append(advice)
        return parts.map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 }.joined(
            separator: "\n\n")
    }

    private var table: TextTable {
        TextTable(
            header: [["transform", "mean cosine", "IsoScore", "EV_1", "in use"]],
            rows: remedies.map { remedy in
                [
                    remedy.transform?.split(separator: ":").first.map(String.init) ?? "none",
                    remedy.meanCosine.text { fixed($0, 3) },
                    remedy.isoScore.text { significant($0, 3) }, remedy.firstShare.short,
                    remedy.directions.short,
                ]
            },
            alignments: [.leading, .trailing, .trailing, .trailing, .trailing])
    }

    private var advice: String {
        """
        centre subtracts the mean, standardise divides by deviations too, isobn scales dimensions by the paper's \
        formula and leaves the mean, abtt also removes the first principal directions, zca whitens with Ledoit and \
        Wolf's shrinkage. `isotropy transform fit` fits one, and `transform export` ships it with the model.
        None of them helps a linear classifier that is trained on the vectors: its weights can undo any such map \
        exactly, so what it can separate stays the same (how fast and how well it is trained may not). They help \
        where cosines or distances are compared. To change what a model's vectors hold, fine-tune it: `isotropy \
        finetune --normalizer isobn`, or `--penalty istar`.
        """
    }
}

/// What a transform does to points that it was not fitted to.
struct Remedy: Encodable {
    struct Number: Encodable {
        let value: Double?
        let interval: [Double]?

        init(_ result: MeasureResult?) {
            value = result?.debiased?.numbers.first ?? result?.value?.numbers.first
            interval = result?.intervals.first?.ends.map { [$0.lower, $0.upper] }
        }

        /// The value alone.
        var short: String { value.map { significant($0, 3) } ?? "undefined" }

        func text(_ number: (Double) -> String) -> String {
            guard let value else { return "undefined" }
            guard let interval else { return number(value) }
            return "\(number(value)) [\(number(interval[0])) … \(number(interval[1]))]"
        }
    }

    /// `nil` for the points as they are.
    let transform: String?
    let meanCosine, isoScore, firstShare, directions: Number

    private enum CodingKeys: String, CodingKey {
        case transform, isoScore = "isoscore", directions
        case meanCosine = "mean_cosine"
        case firstShare = "explained_variance_1"
    }

    private static let transforms = [
        "centre", "standardise", "isobn", "abtt", "zca:shrinkage=auto",
    ]

    /// Rows of odd and of even places are the halves.
    static func all(of points: Tensor) throws -> [Remedy] {
        let count = points.size(0)
        let halves = try [0, 1].map { first in
            try points.gathered(Tensor.of(Array(stride(from: first, to: count, by: 2))))
        }
        var remedies = [try Remedy(nil, points)]
        for word in transforms {
            let options = try TransformOptions(text: word)
            let fits = try halves.map { half in
                let pass: PointPass = { body in try body(half) }
                return try TransformFit(options, dimensions: points.size(1), pass).transform
            }
            let moved = try Tensor.concatenated([fits[1](halves[0]), fits[0](halves[1])])
            remedies.append(try Remedy(word, moved))
        }
        return remedies
    }

    private init(_ transform: String?, _ points: Tensor) throws {
        let measures: [Measure] = [
            .meanCosine, .isoScore, .explainedVariance, .participationRatio,
        ]
        let results = try MeasuredCloud(of: points, measures: measures)
            .results(of: measures, isotropic: false)
        self.transform = transform
        meanCosine = Number(results[0])
        isoScore = Number(results[1])
        firstShare = Number(results[2])
        directions = Number(results[3])
    }
}
