/// An answer that a model may give.
package struct SpanCandidate: Equatable {
    /// The window that it was found in, by its place in the list.
    package var window: Int
    package var tokens: ClosedRange<Int>
    /// The scores of its beginning and of its end together.
    package var score: Double

    package init(window: Int, tokens: ClosedRange<Int>, score: Double) {
        (self.window, self.tokens, self.score) = (window, tokens, score)
    }
}

/// The scores of a window's tokens.
package struct SpanScores {
    package var starts, ends: [Float]

    package init(starts: [Float], ends: [Float]) {
        (self.starts, self.ends) = (starts, ends)
    }

    /// What the window gives to there being no answer: the scores of its first token.
    package var null: Double { Double(starts[0]) + Double(ends[0]) }
}

/// Looks for the best answers, as BERT's and transformers' question answering do: the best beginnings and
/// ends of each window are combined, and what is no span of the text is left out.
package struct SpanSearch {
    private let bestCount: Int
    private let longestAnswer: Int

    package init(_ options: SpanOptions) {
        bestCount = options.bestCount
        longestAnswer = options.longestAnswer
    }

    /// The best answers of one question over its windows, the best first; equal ones in the order in
    /// which they are found.
    package func candidates(
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
        best.reserveCapacity(min(bestCount, scores.count) + 1)
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
