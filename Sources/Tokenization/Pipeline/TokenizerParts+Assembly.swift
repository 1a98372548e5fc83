extension TokenizerParts {
    var template: Template { components.postProcessor.template }

    /// Fills the session's texts.
    func tokenize(
        _ input: TokenizerInput, _ session: Session, tracksSources: Bool
    ) throws(TokenizerError) {
        var pass = TextPass(
            self, session, tracksSources: tracksSources, result: session.takeFirst())
        try pass.append(input.text)
        session.first = pass.result
        pass = TextPass(self, session, tracksSources: tracksSources, result: session.takeSecond())
        if let other = input.other { try pass.append(other) }
        session.second = pass.result
    }

    func cut(
        _ texts: Session, _ isPair: Bool, _ maximumLength: Int?, _ strategy: TruncationStrategy,
        _ direction: TruncationDirection?
    ) throws(TokenizerError) -> Cut {
        try Cut(
            texts, isPair: isPair, template, maximumLength: maximumLength,
            strategy, direction ?? components.direction)
    }

    /// What `cut` keeps and leaves out, as windows.
    func windows(
        of texts: Session, _ cut: Cut, stride: Int, _ direction: TruncationDirection?
    ) throws(TokenizerError) -> [Cut] {
        try cut.windows(
            of: texts, template, stride: stride, direction ?? components.direction)
    }

    /// The kept tokens with the special ones around them.
    func ids(_ texts: Session, _ cut: Cut) -> (ids: [Int32], typeIDs: [Int32]) {
        let isPair = cut.second != nil
        let count =
            cut.first.count + (cut.second?.count ?? 0) + template.specialCount(pairs: isPair)
        var (ids, typeIDs): ([Int32], [Int32]) = ([], [])
        ids.reserveCapacity(count)
        typeIDs.reserveCapacity(count)
        func append(_ part: some Collection<Int32>, _ typeID: Int32) {
            ids.append(contentsOf: part)
            typeIDs.append(contentsOf: repeatElement(typeID, count: part.count))
        }
        for part in template.parts(pairs: isPair) {
            switch part {
            case .special(let special, let typeID): append(special, typeID)
            case .first(let typeID): append(texts.first.ids[cut.first], typeID)
            case .second(let typeID): append(texts.second.ids[cut.second ?? 0..<0], typeID)
            }
        }
        return (ids, typeIDs)
    }

    /// The same with everything that is known of the tokens.
    func encoding(_ texts: Session, _ cut: Cut) -> Encoding {
        let (ids, typeIDs) = ids(texts, cut)
        let trims = components.postProcessor.trims
        var tokens: [String] = []
        var offsets: [Range<Int>] = []
        var sequenceIDs: [Int?] = []
        tokens.reserveCapacity(ids.count)
        offsets.reserveCapacity(ids.count)
        sequenceIDs.reserveCapacity(ids.count)
        func append(_ text: TokenizedText, _ kept: Range<Int>, _ sequence: Int) {
            for (index, place) in kept.enumerated() {
                let spelling = text.spellings.isEmpty ? nil : text.spellings[place]
                let id = text.ids[place]
                var source = text.sources[place]
                for trim in trims {
                    let spaces = spelling.map(OuterSpaces.init) ?? outerSpaces[Int(id)]
                    trim.trim(&source, spaces, at: index)
                }
                tokens.append(spelling ?? self.tokens[Int(id)])
                offsets.append(Int(source.start)..<Int(source.end))
                sequenceIDs.append(sequence)
            }
        }
        for part in template.parts(pairs: cut.second != nil) {
            switch part {
            case .special(let special, _):
                tokens += special.map { self.tokens[Int($0)] }
                offsets += repeatElement(0..<0, count: special.count)
                sequenceIDs += repeatElement(nil, count: special.count)
            case .first: append(texts.first, cut.first, 0)
            case .second: append(texts.second, cut.second ?? 0..<0, 1)
            }
        }
        return Encoding(
            ids: ids, typeIDs: typeIDs, tokens: tokens, offsets: offsets, sequenceIDs: sequenceIDs)
    }
}
