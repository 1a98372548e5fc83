import Options

/// Added tokens, with the ids that `tokenizers` gives them: the vocabulary's, else the next one.
struct AddedTokenList {
    private let vocabulary: Vocabulary
    private(set) var tokens: [AddedToken] = []
    /// Where each text is among the tokens, by its bytes.
    private var places: [[UInt8]: Int] = [:]
    private var largestID: Int32?

    init(_ vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
    }

    /// Adds a token, or takes its flags for the one of the same text.
    /// - Returns: its id; `nil` for an empty text, which is none.
    @discardableResult
    mutating func add(_ token: PublishedToken) -> Int32? {
        if token.content.isEmpty { return nil }
        if let index = places[token.bytes] {
            tokens[index] = token.added(id: tokens[index].id)
            return tokens[index].id
        }
        let id = vocabulary.id(of: token.content) ?? nextID
        places[token.bytes] = tokens.count
        tokens.append(token.added(id: id))
        largestID = max(largestID ?? id, id)
        return id
    }

    func contains(_ token: PublishedToken) -> Bool { places[token.bytes] != nil }

    /// The same for a token of which a file gives the id.
    /// - Parameter field: where it does.
    mutating func add(
        _ token: PublishedToken, id: Int, _ field: JSONField
    ) throws(TokenizerError) {
        guard (0...Vocabulary.largestID).contains(id) else {
            throw field.error("the id \(id) is not in 0...\(Vocabulary.largestID)")
        }
        let isListed = vocabulary.id(of: token.content) != nil
        let isKnown = contains(token)
        guard let given = add(token), given != id else { return }
        let name = "\"\(token.content)\" has the id \(id)"
        if isListed { throw field.error("\(name), the vocabulary says \(given)") }
        if isKnown { throw field.error("\(name), and \(given), too") }
        if vocabulary.tokens.indices.contains(id), !vocabulary.tokens[id].isEmpty {
            throw field.error("\(name), which is \"\(vocabulary.tokens[id])\"")
        }
        throw field.error("\(name), where the next one is \(given)")
    }

    /// Makes sure that a token does not share its id with one of the vocabulary, as can happen where
    /// that has gaps.
    /// - Parameter source: the file with the vocabulary.
    func check(_ token: AddedToken, source: String) throws(TokenizerError) {
        guard Int(token.id) < vocabulary.tokens.count else { return }
        let other = vocabulary.tokens[Int(token.id)]
        guard other.isEmpty || other.utf8.elementsEqual(token.content.utf8) else {
            throw TokenizerError(
                file: source,
                "the vocabulary has gaps, or a token twice: \"\(token.content)\" would have the "
                    + "id \(token.id), which is \"\(other)\"")
        }
    }

    /// What `tokenizers` takes: it counts the vocabulary's entries, not its ids.
    private var nextID: Int32 {
        let count = Int32(vocabulary.count)
        guard let largestID, largestID >= count || count == 0 else { return count }
        return largestID + 1
    }
}
