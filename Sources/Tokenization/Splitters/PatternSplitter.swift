/// Cuts words where a pattern matches.
struct PatternSplitter: WordSplitter {
    /// What becomes of a match.
    enum Behavior: String, Sendable, CaseIterable {
        case removed = "Removed"
        case isolated = "Isolated"
        case mergedWithPrevious = "MergedWithPrevious"
        case mergedWithNext = "MergedWithNext"
        /// Matches without anything between them are one part.
        case contiguous = "Contiguous"
    }

    private typealias Segment = (range: Range<Int>, isMatch: Bool)

    let pattern: TextPattern
    let behavior: Behavior
    /// Takes what matches for what does not, and the other way round.
    var isInverted = false

    func split(_ text: inout SplitText) {
        var segments: [Segment] = []
        text.cutWords { text, word, parts in
            segments.removeAll(keepingCapacity: true)
            var end = word.lowerBound
            while let match = pattern.firstMatch(in: end..<word.upperBound, of: text) {
                if end < match.lowerBound { segments.append((end..<match.lowerBound, isInverted)) }
                segments.append((match, !isInverted))
                end = match.upperBound
            }
            if end < word.upperBound { segments.append((end..<word.upperBound, isInverted)) }
            append(segments, to: &parts)
        }
    }

    private func append(_ segments: [Segment], to parts: inout [Range<Int>]) {
        switch behavior {
        case .removed:
            for segment in segments where !segment.isMatch { parts.append(segment.range) }
        case .isolated:
            for segment in segments { parts.append(segment.range) }
        case .contiguous:
            Self.append(segments, to: &parts) { $0 == $1 }
        case .mergedWithPrevious:
            Self.append(segments, to: &parts) { previous, isMatch in isMatch && !previous }
        case .mergedWithNext:
            // The last of several matches is merged, so the others are known from the end only.
            for (index, segment) in segments.enumerated() {
                let joins =
                    index > 0 && segments[index - 1].isMatch && !segment.isMatch
                    && !parts.isEmpty
                if joins { parts.removeLast() }
                let start = joins ? segments[index - 1].range.lowerBound : segment.range.lowerBound
                parts.append(start..<segment.range.upperBound)
            }
        }
    }

    /// - Parameter joins: whether a segment continues the part before it, of what was and what is a
    ///   match.
    private static func append(
        _ segments: [Segment], to parts: inout [Range<Int>],
        joins: (_ previous: Bool, _ isMatch: Bool) -> Bool
    ) {
        var previous: Bool?
        for segment in segments {
            if let previous, joins(previous, segment.isMatch), let last = parts.last {
                parts[parts.count - 1] = last.lowerBound..<segment.range.upperBound
            } else {
                parts.append(segment.range)
            }
            previous = segment.isMatch
        }
    }
}
