import Files

/// What the files beside a vocabulary say of a tokenizer, merged as transformers merges them.
///
/// tokenizer_config.json says everything where it lists `added_tokens_decoder`. Otherwise every
/// field of special_tokens_map.json takes its field's place, and tokens are listed by
/// added_tokens.json and, over it, by tokenizer.json.
struct TokenizerArguments {
    /// A token that a file gives an id.
    struct Listed {
        var id: Int
        var token: PublishedToken
        var field: JSONField
    }

    /// In the order in which transformers adds those that no file lists.
    static let roles = [
        "bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token",
    ]

    let configuration: JSONField
    /// By id.
    private(set) var listed: [Listed] = []
    /// Where an id is in the list, until that is sorted.
    private var places: [Int: Int] = [:]
    /// Of each text the last token that is listed; also of one whose id a later file gives to another.
    private var described: [[UInt8]: PublishedToken] = [:]
    private(set) var named = NamedTokens()
    private var fields: [(name: String, field: JSONField)] = []
    private var isFromMap: Set<String> = []
    /// `extra_special_tokens`; `nil` where no file has it.
    private var extra: [PublishedToken]?
    /// Those of which tokenizer_config.json says more than the text: added_tokens.json's token of
    /// the same text is none of them to transformers.
    private var spelledOut: Set<[UInt8]> = []
    /// `additional_special_tokens`, which count where there are no others.
    private var additional: [PublishedToken]?

    /// - Parameter file: tokenizer.json, where there is one.
    init(
        _ directory: TokenizerDirectory, _ configuration: JSONField, file: JSONField?
    ) throws(TokenizerError) {
        self.configuration = configuration
        for (name, field) in try configuration.members() { set(name, field) }
        // What tokenizer.json says by itself, so that transformers drops these beside one.
        if file != nil { fields.removeAll { Self.frames.contains($0.name) } }
        try readExtra()
        let decoder = configuration["added_tokens_decoder"]
        if decoder.isNull {
            try merge(directory.companion(ModelFileNames.specialTokens))
            try readListed(directory.companion(ModelFileNames.addedTokens), file)
        } else {
            for (name, field) in try decoder.members() {
                guard let id = Int(name) else { throw field.error("\"\(name)\" is no id") }
                list(Listed(id: id, token: try PublishedToken(field), field: field))
            }
        }
        listed.sort { $0.id < $1.id }
    }

    /// The field of that name, from whichever file counts; null where there is none.
    func field(_ name: String) -> JSONField {
        fields.last { $0.name == name }?.field ?? configuration[name]
    }

    func flag(_ name: String, otherwise value: Bool) throws(TokenizerError) -> Bool {
        has(name) ? try field(name).bool() : value
    }

    /// The token of a role.
    /// - Parameter usual: the class's own, where no file names one.
    func token(
        _ role: String, usually usual: PublishedToken?
    ) throws(TokenizerError) -> PublishedToken? {
        guard has(role) else { return usual }
        let field = field(role)
        if field.isNull { return nil }
        let token = try PublishedToken(field, isSpecial: isFromMap.contains(role))
        return described[token.bytes] ?? token
    }

    /// The special tokens beside those of the roles.
    /// - Parameters:
    ///   - pieces: those of a SentencePiece file, which take the place of what
    ///     `additional_special_tokens` lists.
    ///   - usual: the class's own, where no file names any.
    func extraTokens(
        pieces: [PublishedToken]? = nil, usually usual: [PublishedToken] = []
    ) -> [PublishedToken] {
        extra ?? pieces ?? additional ?? usual
    }

    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

    private mutating func set(_ name: String, _ field: JSONField) {
        fields.removeAll { $0.name == name }
        fields.append((name, field))
    }
}

extension TokenizerArguments {
    private mutating func readExtra() throws(TokenizerError) {
        var (published, older) = (field("extra_special_tokens"), field("additional_special_tokens"))
        if has("additional_special_tokens"), isEmpty(published) {
            published = older
            older = JSONField(file: older.file, path: older.path, value: .null)
            extra = []
        }
        if has("extra_special_tokens") { extra = [] }
        var names: JSONField?
        if case .object = published.value {
            names = published
            extra = nil
        } else if !published.isNull {
            extra = try tokens(published)
            spelledOut = Set((extra ?? []).filter { !$0.isPlain }.map(\.bytes))
        }
        named = try NamedTokens(
            fields, extra: names, otherwise: configuration["model_specific_special_tokens"])
        if !older.isNull { additional = try tokens(older) }
    }

    private func isEmpty(_ field: JSONField) -> Bool {
        switch field.value {
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        default: field.isNull
        }
    }

    private func tokens(_ field: JSONField) throws(TokenizerError) -> [PublishedToken] {
        var tokens: [PublishedToken] = []
        for element in try field.elements() {
            tokens.append(try PublishedToken(element, isSpecial: element["__type"].isNull))
        }
        return tokens
    }

    private mutating func merge(_ map: JSONField) throws(TokenizerError) {
        for (name, field) in try map.members() {
            switch (name, field.value) {
            case ("extra_special_tokens", .array):
                var merged = extra ?? []
                var known = Set(merged)
                for token in try tokens(field) where known.insert(token).inserted {
                    merged.append(token)
                }
                extra = merged
            case ("extra_special_tokens", .object):
                try named.add(field)
                extra = nil
            case ("additional_special_tokens", .array), ("additional_special_tokens", .object):
                additional = try tokens(field)
            default:
                if Self.unmapped.contains(name), !field.isNull {
                    throw field.error("is not supported in this file")
                }
                try named.take(name, field)
                set(name, field)
                isFromMap.insert(name)
            }
        }
    }

    private mutating func readListed(
        _ older: JSONField, _ file: JSONField?
    ) throws(TokenizerError) {
        var special = Set((extra ?? []).filter { !spelledOut.contains($0.bytes) }.map(\.bytes))
        for role in Self.roles {
            guard let token = try token(role, usually: nil) else { continue }
            if token.isPlain || isFromMap.contains(role) { special.insert(token.bytes) }
        }
        for (name, field) in try older.members() {
            var token = PublishedToken(name)
            token.isPlain = false
            token.isSpecial = special.contains(token.bytes)
            token.isNormalized = !token.isSpecial
            list(Listed(id: try field.int(), token: token, field: field))
        }
        guard let file, !file["added_tokens"].isNull else { return }
        for field in try file["added_tokens"].elements() {
            list(Listed(id: try field["id"].int(), token: try PublishedToken(field), field: field))
        }
    }

    private mutating func list(_ token: Listed) {
        if let place = places[token.id] {
            listed[place] = token
        } else {
            places[token.id] = listed.count
            listed.append(token)
        }
        described[token.token.bytes] = token.token
    }
}
