import QuestionAnswering

/// How many tokens rows have.
package struct TokenLengths: Encodable, Equatable {
    package let median: Double
    package let longest: Int
    /// The rows with more tokens than a sequence may have.
    package let aboveLimit: Int

    private enum CodingKeys: String, CodingKey {
        case median, longest
        case aboveLimit = "above_limit"
    }

    /// - Precondition: there are rows.
    package init(_ lengths: [Int], limit: Int) {
        precondition(!lengths.isEmpty, "no rows have no median")
        let sorted = lengths.sorted()
        let (lower, upper) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
        median = Double(lower + upper) / 2
        longest = sorted[sorted.count - 1]
        aboveLimit = lengths.count { $0 > limit }
    }

    /// The lengths of rows that are cut into windows: each window repeats `stride` tokens of the text.
    package init(_ windows: [SpanWindow], stride: Int, limit: Int) {
        var lengths: [Int] = []
        var last: Int?
        for window in windows {
            if window.question == last {
                lengths[lengths.count - 1] += window.context.count - stride
            } else {
                lengths.append(window.ids.count)
                last = window.question
            }
        }
        self.init(lengths, limit: limit)
    }
}
