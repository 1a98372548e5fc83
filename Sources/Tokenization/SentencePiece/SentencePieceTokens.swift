/// The special and added tokens beside a SentencePiece file, with the ids that transformers gives.
struct SentencePieceTokens {
    /// The order in which transformers adds tokens that the vocabulary lacks.
    private static let roles = [
        "bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token",
    ]

    /// A token and what is known of it before it has an id.
    private typealias Wanted = AddedToken

    /// The token of each role.
    let names: [String: String]
    private let special: [Wanted]
    private let listed: [(id: Int, token: Wanted, field: JSONField)]
    /// What the configuration lists beside the roles; `nil` where the pieces decide.
    private let extra: [Wanted]?

    init(
        _ family: SentencePieceFamily, _ directory: TokenizerDirectory
    ) throws(TokenizerError) {
        let configuration = try directory.companion("tokenizer_config.json")
        let map = try directory.companion("special_tokens_map.json")
        let decoder = configuration["added_tokens_decoder"]
        listed = try Self.listed(decoder)
        var special: [Wanted] = []
        var names: [String: String] = [:]
        for role in Self.roles {
            // The older file wins unless the newer one lists all tokens.
            let sources = decoder.isNull ? [map, configuration] : [configuration]
            let field = sources.map { $0[role] }.first { !$0.isNull }
            var token = Wanted(content: family.usualTokens[role] ?? "", id: -1)
            token.takesSpacesBefore = role == "mask_token" && family.maskTakesSpaces
            if let field {
                let plain = token
                token = try Self.token(field)
                if case .string = field.value { token.takesSpacesBefore = plain.takesSpacesBefore }
            }
            token = listed.first { Self.isSame($0.token, token) }?.token ?? token
            if !special.contains(where: { Self.isSame($0, token) }) { special.append(token) }
            names[role] = token.content
        }
        self.names = names
        self.special = special
        extra = try Self.extra(decoder.isNull ? [map, configuration] : [configuration])
    }

    private static func isSame(_ first: Wanted, _ second: Wanted) -> Bool {
        first.content.utf8.elementsEqual(second.content.utf8)
    }

    /// Reads a token's text, or an object with what is to be known of it.
    private static func token(_ field: JSONField) throws(TokenizerError) -> Wanted {
        if case .string(let content) = field.value { return Wanted(content: content, id: -1) }
        var token = Wanted(content: try field["content"].string(), id: -1)
        func flag(_ name: String) throws(TokenizerError) -> Bool {
            try field[name].isNull ? false : field[name].bool()
        }
        token.isWholeWord = try flag("single_word")
        token.takesSpacesBefore = try flag("lstrip")
        token.takesSpacesAfter = try flag("rstrip")
        token.isNormalized = try flag("normalized")
        return token
    }

    private static func listed(
        _ decoder: JSONField
    ) throws(TokenizerError) -> [(id: Int, token: Wanted, field: JSONField)] {
        var listed: [(id: Int, token: Wanted, field: JSONField)] = []
        for (name, field) in decoder.isNull ? [] : try decoder.members() {
            guard let id = Int(name) else { throw field.error("\"\(name)\" is no id") }
            listed.append((id, try token(field), field))
        }
        return listed.sorted { $0.id < $1.id }
    }

    private static func extra(_ files: [JSONField]) throws(TokenizerError) -> [Wanted]? {
        for file in files {
            for field in [file["extra_special_tokens"], file["additional_special_tokens"]] {
                guard case .array(let elements) = field.value, !elements.isEmpty else { continue }
                var tokens: [Wanted] = []
                for element in try field.elements() { tokens.append(try token(element)) }
                return tokens
            }
        }
        return nil
    }

    /// All of them in the order of their ids: those of the vocabulary have its ids, the others
    /// follow it.
    /// - Parameter pieces: the control and user-defined pieces of the model.
    func added(
        to vocabulary: Vocabulary, pieces: [String]
    ) throws(TokenizerError) -> [AddedToken] {
        var added: [Wanted] = []
        var next = Int32(vocabulary.tokens.count)
        func add(_ token: Wanted) {
            var token = token
            if let index = added.firstIndex(where: { Self.isSame($0, token) }) {
                token.id = added[index].id
                added[index] = token
                return
            }
            if let id = vocabulary.id(of: token.content) {
                token.id = id
            } else {
                token.id = next
                next += 1
            }
            added.append(token)
        }
        for (id, token, field) in listed {
            add(token)
            guard let given = added.last?.id, given == id else {
                throw field.error("the id \(id) does not follow from the SentencePiece file")
            }
        }
        for token in special where !listed.contains(where: { Self.isSame($0.token, token) }) {
            add(token)
        }
        for token in extra ?? pieces.map({ Wanted(content: $0, id: -1) })
        where !listed.contains(where: { Self.isSame($0.token, token) }) {
            add(token)
        }
        return added.sorted { $0.id < $1.id }
    }
}
