/// An answer that a model may give.
struct SpanCandidate: Equatable {
    /// The window that it was found in, by its place in the list.
    var window: Int
    var tokens: ClosedRange<Int>
    /// The scores of its beginning and of its end together.
    var score: Double
}

/// The scores of a window's tokens.
struct SpanScores {
    var starts, ends: [Float]

    /// What the window gives to there being no answer: the scores of its first token.
    var null: Double { Double(starts[0]) + Double(ends[0]) }
}

/// Looks for the best answers, as BERT's and transformers' question answering do: the best beginnings and
/// ends of each window are combined, and what is no span of the text is left out.
struct SpanSearch {
    var bestCount: Int
    var longestAnswer: Int

    init(_ options: SpanOptions) {
        bestCount = options.bestCount
        longestAnswer = options.longestAnswer
    }

    /// The best answers of one question over its windows, the best first; equal ones in the order in
    /// which they are found.
    func candidates(
        _ windows: [(index: Int, window: SpanWindow, scores: SpanScores)]
    ) -> [SpanCandidate] {
        var found: [SpanCandidate] = []
        for (index, window, scores) in windows {
            let starts = best(scores.starts).filter(window.context.contains)
            let ends = best(scores.ends).filter(window.context.contains)
            for start in starts {
                for end in ends where start <= end && end - start < longestAnswer {
                    let score = Double(scores.starts[start]) + Double(scores.ends[end])
                    found.append(
                        SpanCandidate(window: index, tokens: start...end, score: score))
                }
            }
        }
        let order = found.indices.sorted { (-found[$0].score, $0) < (-found[$1].score, $1) }
        return order.prefix(bestCount).map { found[$0] }
    }

    /// The indices of the largest scores, the largest first.
    private func best(_ scores: [Float]) -> [Int] {
        var best: [Int] = []
        best.reserveCapacity(bestCount + 1)
        for index in scores.indices {
            if best.count == bestCount, let last = best.last, scores[index] <= scores[last] {
                continue
            }
            let place = best.firstIndex { scores[$0] < scores[index] } ?? best.count
            best.insert(index, at: place)
            if best.count > bestCount { best.removeLast() }
        }
        return best
    }
}
