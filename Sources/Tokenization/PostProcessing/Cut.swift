import Options

/// Which tokens of each text are kept; `second` is `nil` for a single text.
struct Cut {
    var first: Range<Int>
    var second: Range<Int>?

    init(first: Range<Int>, second: Range<Int>?) {
        self.first = first
        self.second = second
    }

    /// - Throws: when `maximumLength` cannot hold the special tokens, or the text that the strategy
    ///   cuts is too short for it.
    init(
        _ texts: Session, isPair: Bool, _ template: Template, maximumLength: Int?,
        _ strategy: TruncationStrategy, _ direction: TruncationDirection
    ) throws(TokenizerError) {
        let (one, two) = (texts.first.ids.count, texts.second.ids.count)
        first = 0..<one
        second = isPair ? 0..<two : nil
        guard let maximumLength else { return }
        let special = template.specialCount(pairs: isPair)
        let (limit, overflows) = maximumLength.subtractingReportingOverflow(special)
        guard !overflows, limit >= 0 else {
            throw TokenizerError(
                "`max_length` \(maximumLength) cannot hold the \(special) special tokens")
        }
        guard isPair else {
            let kept = TruncationStrategy.kept(one, limit: limit)
            first = direction.range(keeping: kept, of: one)
            return
        }
        guard let kept = strategy.kept(one, two, limit: limit) else {
            let (short, long, count) =
                strategy == .onlyFirst ? ("first", "second", two) : ("second", "first", one)
            throw TokenizerError(
                "`max_length` \(maximumLength) has no room for the \(short) text: the \(long) has "
                    + "\(count) tokens, and \(special) are special")
        }
        first = direction.range(keeping: kept.first, of: one)
        second = direction.range(keeping: kept.second, of: two)
    }
}
