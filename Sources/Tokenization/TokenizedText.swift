/// The tokens of one text, of which the first `kept` will be used.
struct TokenizedText {
    var pieces: [Piece] = []
    /// How added tokens were written, by their place, where not as in the vocabulary.
    var spellings: [Int: String] = [:]
    var kept = 0
}

extension TokenizerParts {
    func tokenized(_ text: String) -> TokenizedText {
        var result = TokenizedText()
        result.pieces.reserveCapacity(text.utf8.count / 4 + 4)
        var original = NormalizedText(text)
        guard let found = addedBefore.parts(of: original) else {
            appendNormalized(&original, &result)
            return result
        }
        for part in found {
            if let token = part.added {
                append(token, part.range, original, &result)
            } else {
                var between = NormalizedText(original, part.range)
                appendNormalized(&between, &result)
            }
        }
        return result
    }

    private func appendNormalized(_ text: inout NormalizedText, _ result: inout TokenizedText) {
        components.normalizer.normalize(&text)
        guard let found = addedAfter.parts(of: text) else {
            appendWords(text, &result)
            return
        }
        for part in found {
            if let token = part.added {
                append(token, part.range, text, &result)
            } else {
                appendWords(NormalizedText(text, part.range), &result)
            }
        }
    }

    private func append(
        _ token: AddedToken, _ range: Range<Int>, _ text: NormalizedText,
        _ result: inout TokenizedText
    ) {
        let spelling = String(decoding: text.bytes[range], as: UTF8.self)
        if !spelling.utf8.elementsEqual(token.content.utf8) {
            result.spellings[result.pieces.count] = spelling
        }
        result.pieces.append(Piece(id: token.id, source: text.source(of: range)))
    }

    private func appendWords(_ text: NormalizedText, _ result: inout TokenizedText) {
        let model = components.model
        components.splitter.forEachWord(in: text) { word in
            model.append(word, of: text, to: &result.pieces)
        }
    }
}
