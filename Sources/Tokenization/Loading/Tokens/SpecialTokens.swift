/// The special tokens of a folder, and all that are added to its vocabulary.
struct SpecialTokens {
    /// The token of each role that has one.
    let roles: [String: PublishedToken]
    /// The same before an object of names gave roles others: what models are made with, and ALBERT's
    /// frame of texts.
    private let own: [String: PublishedToken]
    private let arguments: TokenizerArguments
    private let extra: [PublishedToken]
    /// The texts of those that no file names.
    private let assumed: Set<[UInt8]>

    /// - Parameters:
    ///   - usual: the class's own tokens by role, where no file names others.
    ///   - pieces: those of a SentencePiece file.
    ///   - usualExtra: the class's own without a role.
    init(
        _ arguments: TokenizerArguments, usually usual: [String: PublishedToken] = [:],
        pieces: [PublishedToken]? = nil, usualExtra: [PublishedToken] = []
    ) throws(TokenizerError) {
        self.arguments = arguments
        extra = arguments.extraTokens(pieces: pieces, usually: usualExtra)
        var own: [String: PublishedToken] = [:]
        var roles: [String: PublishedToken] = [:]
        var stated = arguments.listed.map(\.token) + arguments.named.tokens
        stated += arguments.extraTokens(pieces: pieces)
        for role in TokenizerArguments.roles {
            own[role] = try Self.token(role, arguments, usually: usual[role])
            roles[role] = arguments.named.token(role) ?? own[role]
            stated += [try arguments.token(role, usually: nil), arguments.named.token(role)]
                .compactMap { $0 }
        }
        self.own = own
        self.roles = roles
        let all = Array(roles.values) + Array(own.values) + extra
        assumed = Set(all.map(\.bytes)).subtracting(stated.map(\.bytes))
    }

    /// A token of which a file gives the text alone is looked for as the class's own.
    private static func token(
        _ role: String, _ arguments: TokenizerArguments, usually usual: PublishedToken?
    ) throws(TokenizerError) -> PublishedToken? {
        let token = try arguments.token(role, usually: usual)
        guard let token, token.isPlain, var flagged = usual, !flagged.isPlain else { return token }
        flagged.content = token.content
        return flagged
    }

    /// Makes sure that a vocabulary has the tokens of roles that no text can do without, unless a file
    /// names others.
    func require(
        _ needed: [String], in vocabulary: Vocabulary, source: String
    ) throws(TokenizerError) {
        var missing: [String] = []
        for role in needed {
            for name in [try name(of: role), try ownName(of: role)]
            where isAssumed(name) && vocabulary.id(of: name) == nil && !missing.contains(name) {
                missing.append(name)
            }
        }
        guard missing.isEmpty else {
            throw TokenizerError(
                file: source, "the vocabulary lacks \(missing.joined(separator: ", "))")
        }
    }

    private func isAssumed(_ name: String) -> Bool {
        assumed.contains(Array(name.utf8))
    }

    var names: [String: String] { roles.mapValues(\.content).filter { !$0.value.isEmpty } }

    /// - Throws: where a file says that there is none.
    func name(of role: String) throws(TokenizerError) -> String {
        try name(of: role, in: roles)
    }

    /// The same before an object of names gave the role another.
    func ownName(of role: String) throws(TokenizerError) -> String {
        try name(of: role, in: own)
    }

    private func name(
        of role: String, in tokens: [String: PublishedToken]
    ) throws(TokenizerError) -> String {
        guard let token = tokens[role], !token.content.isEmpty else {
            throw arguments.field(role).error("null or empty, which is not supported")
        }
        return token.content
    }

    /// All of them with their ids, as transformers adds them: those with a given id, those of the
    /// roles, those of other names, the rest.
    /// - Parameters:
    ///   - given: what a tokenizer.json that is read as it is adds itself.
    ///   - source: the file with the vocabulary.
    func added(
        to vocabulary: Vocabulary, after given: [TokenizerArguments.Listed] = [], source: String
    ) throws(TokenizerError) -> [AddedToken] {
        let ordered =
            TokenizerArguments.roles.compactMap { roles[$0] } + arguments.named.tokens
        var list = AddedTokenList(vocabulary)
        for listed in given { try list.add(listed.token, id: listed.id, listed.field) }
        for listed in arguments.listed {
            try list.add(special(listed.token, among: ordered), id: listed.id, listed.field)
        }
        let known = list
        var wanted: Set<PublishedToken> = []
        for token in ordered + extra
        where !known.contains(token) && wanted.insert(token).inserted {
            list.add(special(token, among: ordered))
        }
        var added = list.tokens.sorted { $0.id < $1.id }
        for (index, token) in added.enumerated() {
            let isNew = vocabulary.id(of: token.content) == nil
            added[index].isAssumed = isNew && isAssumed(token.content)
            if !added[index].isAssumed { try list.check(token, source: source) }
        }
        return added
    }

    /// Plain texts are special, and so is whatever has a role.
    private func special(
        _ token: PublishedToken, among named: [PublishedToken]
    ) -> PublishedToken {
        var token = token
        if token.isPlain || named.contains(where: { $0.isSpelled(token.content) }) {
            token.isSpecial = true
        }
        return token
    }
}

extension SpecialTokens {
    /// The id of a role's token among those that were added.
    func id(of role: String, in added: [AddedToken]) throws(TokenizerError) -> Int32 {
        let name = try name(of: role)
        guard let token = added.first(where: { $0.content.utf8.elementsEqual(name.utf8) }) else {
            throw TokenizerError("no token \(name) was added")
        }
        return token.id
    }
}
