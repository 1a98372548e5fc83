/// Tokens and their ids.
struct Vocabulary: Sendable {
    /// The largest id that is accepted: beyond it a file is taken to be broken.
    static let largestID = 1 << 23

    /// The token of each id; empty where no token has the id.
    private(set) var tokens: [String] = []
    private(set) var trie: ByteTrie
    /// How many entries the file has, each spelling once.
    private(set) var count = 0

    init(capacity: Int) {
        trie = ByteTrie(capacity: 3 * capacity)
        tokens.reserveCapacity(capacity)
    }

    /// Adds a token; otherwise says what is wrong with it.
    mutating func add(_ token: String, id: Int) -> String? {
        guard (0...Self.largestID).contains(id) else {
            return "the id \(id) of \"\(token)\" is not in 0...\(Self.largestID)"
        }
        if token.isEmpty {
            // No text has it, but it takes an id.
            while tokens.count <= id { tokens.append("") }
            count += 1
            return nil
        }
        if id < tokens.count, !tokens[id].isEmpty {
            return "the id \(id) is given to \"\(tokens[id])\" and to \"\(token)\""
        }
        guard trie.hasRoom(for: token.utf8.count) else {
            return "the tokens have too many characters, all together"
        }
        if let other = trie.insert(token.utf8, value: Int32(id)) {
            return "\"\(token)\" is listed twice, with the ids \(other) and \(id)"
        }
        while tokens.count <= id { tokens.append("") }
        tokens[id] = token
        count += 1
        return nil
    }

    func id(of token: String) -> Int32? {
        trie.value(of: token.utf8)
    }
}
