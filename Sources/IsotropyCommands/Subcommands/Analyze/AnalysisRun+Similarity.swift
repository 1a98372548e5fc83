import Files
import Isotropy
import Options
import Tokenization
import Torch

extension AnalysisRun {
    /// How well the similarity of the two sentences of each pair follows its score.
    func similarities() throws -> Analysis {
        guard sentences.examples.allSatisfy({ $0.second != nil }) else {
            throw InputError(
                "\(sentences.name) has no pairs: --similarity takes rows of two sentences and a score"
            )
        }
        guard let scores = sentences.scores else {
            throw InputError(
                "\(sentences.name) has no scores: --similarity takes pairs with numbers, such as those of sts-b, or "
                    + "--labels names their column")
        }
        guard scores.count > 2 else {
            throw InputError("\(sentences.name) has \(scores.count) pairs, which are too few")
        }
        // Both sentences of a pair one after the other, so that a window has whole pairs beside each other.
        let inputs = sentences.examples.flatMap {
            [TokenizerInput($0.first), TokenizerInput($0.second ?? "")]
        }
        let pass = StatePass(
            embedder: embedder, sequences: try sequences(inputs), clouds: places, unit: 2)
        let progress = CountingProgress(
            "comparing", total: inputs.count * (transforms.isEmpty ? 1 : 2), unit: "sentences")
        var values: [Key: [SimilarityAnalysis.Similarity: [Double]]] = [:]
        func compare(_ key: Key, _ points: Tensor) throws {
            for (similarity, numbers) in try Self.similarities(points) {
                values[key, default: [:]][similarity, default: []] += numbers
            }
        }
        var fitted: [StatePass.Place: ShrinkageMoments] = [:]
        try pass.run(advance: progress.advance) { place, _, rows in
            try compare(Key(place: place, transform: nil), rows.points)
            if !transforms.isEmpty {
                try fitted[place, default: ShrinkageMoments(dimensions: rows.points.size(1))]
                    .add(rows.points)
            }
        }
        if !transforms.isEmpty {
            let fits = try transformsByPlace(fitted)
            try pass.run(advance: progress.advance) { place, _, rows in
                for (name, transform) in fits[place] ?? [] {
                    try compare(Key(place: place, transform: name), transform(rows.points))
                }
            }
        }
        progress.finish()
        let numbers = places.flatMap { place in
            ([nil] + transforms.map { Optional($0.text) }).flatMap { name in
                SimilarityAnalysis.Similarity.allCases.compactMap {
                    similarity -> SimilarityAnalysis.Numbers? in
                    guard let found = values[Key(place: place, transform: name)]?[similarity] else {
                        return nil
                    }
                    return (place.layer, place.pooling.rawValue, name, similarity, found)
                }
            }
        }
        return Analysis(
            model: model.url.path, run: try Analysis.Run(ofModel: model.url),
            sentences: sentences.name, rows: scores.count, clouds: nil,
            similarities: SimilarityAnalysis(numbers, scores: scores))
    }

    /// Of each row of an even number and the next.
    private static func similarities(
        _ points: Tensor
    ) throws -> [(SimilarityAnalysis.Similarity, [Double])] {
        let count = points.size(0) / 2
        let wide = try points.converted(to: .float64)
        let first = try wide.gathered(Tensor.of((0..<count).map { 2 * $0 }))
        let second = try wide.gathered(Tensor.of((0..<count).map { 2 * $0 + 1 }))
        func sums(_ one: Tensor, _ other: Tensor) throws -> [Double] {
            try one.multiplied(by: other).sum(along: 1).elements(as: Double.self)
        }
        let dot = try sums(first, second)
        let lengths = zip(try sums(first, first), try sums(second, second))
        // A vector of zeros has no direction: it is like no other.
        let cosine = zip(dot, lengths).map { product, squares in
            let length = (squares.0 * squares.1).squareRoot()
            return length > 0 ? product / length : 0
        }
        let difference = try first.subtracting(second)
        let distance = try sums(difference, difference).map { -$0.squareRoot() }
        return [(.cosine, cosine), (.dot, dot), (.negativeDistance, distance)]
    }
}
