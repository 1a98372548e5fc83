import Metrics

/// One count, or the least and the largest of several: `1,040`, `24 to 25`.
struct CountRange: Equatable {
    let least, most: Int

    /// `nil` without counts.
    init?(_ counts: [Int]) {
        guard let least = counts.min(), let most = counts.max() else { return nil }
        (self.least, self.most) = (least, most)
    }

    var text: String {
        least == most ? Self.text(least) : "\(Self.text(least)) to \(Self.text(most))"
    }

    /// With a noun: `1 row`, `24 to 25 rows`.
    func text(_ noun: String) -> String { "\(text) \(noun)\(most == 1 ? "" : "s")" }

    private static func text(_ count: Int) -> String {
        NumberText.typeset(Double(count), decimals: 0) ?? "\(count)"
    }
}

extension ReportContent {
    /// How many rows and vectors the numbers are of. None where nobody counted.
    var countMeanings: [String] { shared(counts) }

    /// Which label F1 is of. None where no metric is of one class.
    var labelMeanings: [String] {
        shared { $0.positiveLabel.map { "F1 is of the label '\($0)'" } ?? "" }
    }

    /// A sentence for all methods, or one each where they differ.
    private func shared(_ words: (MethodResult) -> String) -> [String] {
        let all = methods.map { ($0.name, words($0)) }
        guard let first = all.first?.1, all.contains(where: { $0.1 != first }) else {
            return all.first.flatMap { $0.1.isEmpty ? nil : [$0.1] } ?? []
        }
        return all.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1)" }
    }

    private func counts(_ method: MethodResult) -> String {
        func range(_ count: (SeedResult) -> Int?) -> CountRange? {
            CountRange(method.seeds.compactMap(count))
        }
        let rows = range(\.rows).map {
            "\(metric.name) over \($0.text("\(split) row"))"
                + (folds == nil ? "" : " a fold")
                + (method.crossValidation?.rows.flatMap { CountRange([$0]) }.map {
                    ", \($0.text) in all"
                } ?? "")
        }
        let vectors = [
            range(\.isotropy.vectorsCLS)?.text("[CLS] vector"),
            range(\.isotropy.vectorsTokens).map {
                $0.text("token vector") + ", each token once a layer"
            },
        ].compactMap { $0 }
        let isotropy =
            vectors.isEmpty
            ? nil
            : "EV_k and IsoScore over \(vectors.joined(separator: " and "))"
                + (split == isotropySplit ? "" : " (\(isotropySplit) set)")
        return [rows, isotropy].compactMap { $0 }.joined(separator: "; ")
    }

    /// Of how many rows the task's metric is, for captions: ` (1,097 rows)`; empty where nobody counted.
    var rowCountWords: String {
        CountRange(methods.flatMap(\.seeds).compactMap(\.rows)).map {
            " (\($0.text("row"))\(ofFold))"
        } ?? ""
    }

    /// Of how many [CLS] vectors curves are, for captions.
    var clsCountWords: String { words(of: \.vectorsCLS) }

    /// Of how many vectors of tokens numbers are, for captions.
    var tokenCountWords: String { words(of: \.vectorsTokens) }

    /// Of how many vectors each layer's number is, for captions; `nil` where layers are not known.
    var layerCountWords: String {
        let counts = methods.flatMap(\.seeds).compactMap { seed -> Int? in
            let layers = seed.isotropy.isoScoreByLayer.count - 1
            return layers > 0 ? seed.isotropy.vectorsTokens.map { $0 / layers } : nil
        }
        return CountRange(counts).map { " (\($0.text("vector")) a layer\(ofFold))" } ?? ""
    }

    private var ofFold: String { folds == nil ? "" : " of a fold" }

    private func words(of count: KeyPath<IsotropyMeasures, Int?>) -> String {
        CountRange(methods.flatMap(\.seeds).compactMap { $0.isotropy[keyPath: count] }).map {
            " (\($0.text("vector"))\(ofFold))"
        } ?? ""
    }

    /// What one answer to every row would reach: a sentence for all methods, or one each where they differ.
    var baselineMeanings: [String] {
        let all = methods.compactMap { method in method.baseline.map { (method.name, words($0)) } }
        guard let first = all.first?.1 else { return [] }
        return all.allSatisfy { $0.1 == first }
            ? ["baseline: \(first)"] : all.map { "baseline of \($0.0): \($0.1)" }
    }

    private func words(_ baseline: BaselineScore) -> String {
        baseline.name
            + (shown(baseline.value).map { ", \(metric.name) \(metricWords($0))" }
                ?? ", \(metric.name) undefined")
    }
}
