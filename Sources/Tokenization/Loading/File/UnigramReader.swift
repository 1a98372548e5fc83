/// Reads a Unigram `model` of a tokenizer.json.
enum UnigramReader {
    static func model(_ field: JSONField) throws(TokenizerError) -> Unigram {
        let (unknown, bytes) = (field["unk_id"], field["byte_fallback"])
        let unknownID: Int? = unknown.isNull ? nil : try unknown.int()
        return try model(
            entries(field["vocab"]), unknownID: unknownID,
            fallsBackToBytes: bytes.isNull ? false : bytes.bool(), in: field["vocab"])
    }

    static func entries(
        _ field: JSONField
    ) throws(TokenizerError) -> [(token: String, score: Double)] {
        var tokens: [(token: String, score: Double)] = []
        for entry in try field.elements() {
            let pair = try entry.elements()
            guard pair.count == 2 else { throw entry.error("expected a token and its score") }
            tokens.append((try pair[0].string(), try pair[1].double()))
        }
        return tokens
    }

    static func model(
        _ tokens: [(token: String, score: Double)], unknownID: Int?, fallsBackToBytes: Bool,
        in field: JSONField
    ) throws(TokenizerError) -> Unigram {
        var vocabulary = Vocabulary(capacity: tokens.count)
        for (id, entry) in tokens.enumerated() {
            if entry.token.isEmpty { throw field.error("the token \(id) is empty") }
            if let problem = vocabulary.add(entry.token, id: id) { throw field.error(problem) }
            guard entry.score.isFinite else {
                throw field.error("the score of \"\(entry.token)\" is not finite")
            }
        }
        if let unknownID, !tokens.indices.contains(unknownID) {
            throw field.error("the unknown token \(unknownID) is not in 0..<\(tokens.count)")
        }
        return Unigram(
            vocabulary: vocabulary, scores: tokens.map(\.score),
            unknownID: unknownID.map { Int32($0) },
            fallsBackToBytes: fallsBackToBytes)
    }
}
