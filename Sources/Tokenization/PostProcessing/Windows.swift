import Options

extension TruncationDirection {
    /// The parts of a text, each of at most `length` tokens, of which `stride` are those of the part
    /// before. Cut from the left they begin at the end of the text.
    func windows(of count: Int, length: Int, stride: Int) -> [Range<Int>] {
        var windows = [range(keeping: min(length, count), of: count)]
        while let last = windows.last {
            switch self {
            case .right:
                if last.upperBound >= count { return windows }
                let start = last.lowerBound + length - stride
                windows.append(start..<min(start + length, count))
            case .left:
                if last.lowerBound == 0 { return windows }
                let end = last.upperBound - (length - stride)
                windows.append(max(end - length, 0)..<end)
            }
        }
        return windows
    }
}

extension Cut {
    /// The cut itself and then what it leaves out, in the order in which `tokenizers` lists what
    /// overflows: each further part of the text that comes first with every part of the other, then
    /// the first text's beginning with the other's further parts.
    /// - Throws: when a stride is not shorter than the part of a text that it is taken of.
    func windows(
        of texts: Session, _ template: Template, stride: Int, _ direction: TruncationDirection
    ) throws(TokenizerError) -> [Cut] {
        let firsts = try Self.windows(of: texts.first, first, stride, direction)
        guard let second else { return firsts.map { Cut(first: $0, second: nil) } }
        let seconds = try Self.windows(of: texts.second, second, stride, direction)
        let startsWithSecond = template.startsWithSecond
        let (outer, inner) = startsWithSecond ? (seconds, firsts) : (firsts, seconds)
        let order =
            [(0, 0)]
            + outer.indices.dropFirst().flatMap { place in inner.indices.map { (place, $0) } }
            + inner.indices.dropFirst().map { (0, $0) }
        return order.map { outer, inner in
            startsWithSecond
                ? Cut(first: firsts[inner], second: seconds[outer])
                : Cut(first: firsts[outer], second: seconds[inner])
        }
    }

    private static func windows(
        of text: TokenizedText, _ kept: Range<Int>, _ stride: Int,
        _ direction: TruncationDirection
    ) throws(TokenizerError) -> [Range<Int>] {
        let count = text.ids.count
        if kept.count == count { return [kept] }
        guard !kept.isEmpty else {
            throw TokenizerError("`max_length` has no room for text beside the special tokens")
        }
        guard stride >= 0, stride < kept.count else {
            throw TokenizerError(
                "`stride` \(stride) is not in 0 ..< \(kept.count), the tokens of the text that a "
                    + "window of `max_length` has room for")
        }
        return direction.windows(of: count, length: kept.count, stride: stride)
    }
}
