/// Reads vocab.txt, BERT's own file: a token a line, its id the number of lines before it.
///
/// How text is prepared is said by tokenizer_config.json, which must give `do_lower_case`.
enum VocabularyFile {
    private static let classes = [
        "BertTokenizer", "BertTokenizerFast", "DistilBertTokenizer", "DistilBertTokenizerFast",
        "ElectraTokenizer", "ElectraTokenizerFast",
    ]

    static func components(_ directory: TokenizerDirectory) throws(TokenizerError) -> Components {
        let file = directory.path("vocab.txt")
        let vocabulary = try vocabulary(directory.bytes("vocab.txt"), file: file)
        guard directory.has("tokenizer_config.json") else {
            throw TokenizerError(
                file: directory.path("tokenizer_config.json"), field: "do_lower_case",
                "the file is missing, and vocab.txt does not say whether text is lower-cased")
        }
        let configuration = try directory.companion("tokenizer_config.json")
        try checkSupport(configuration, directory)
        let names = try directory.specialTokens()
        var special: [String: AddedToken] = [:]
        var missing: [String] = []
        for (role, usual, isNeeded) in Self.roles {
            let token = names[role] ?? usual
            if let id = vocabulary.id(of: token) {
                special[role] = AddedToken(content: token, id: id)
            } else if isNeeded {
                missing.append(token)
            }
        }
        guard
            let unknown = special["unk_token"], let cls = special["cls_token"],
            let sep = special["sep_token"],
            let model = WordPiece(
                vocabulary: vocabulary, unknownToken: unknown.content, continuationPrefix: "##",
                longestWord: 100)
        else {
            throw TokenizerError(
                file: file, "no line for \(missing.joined(separator: ", "))")
        }
        let lowercases = try configuration["do_lower_case"].bool()
        let accents = configuration["strip_accents"]
        let ideographs = configuration["tokenize_chinese_chars"]
        return Components(
            normalizer: BertNormalizer(
                cleansText: true,
                spacesIdeographs: ideographs.isNull ? true : try ideographs.bool(),
                stripsAccents: accents.isNull ? lowercases : try accents.bool(),
                lowercases: lowercases),
            splitter: BertWordSplitter(), model: model,
            postProcessor: PostProcessor(template: .bert(cls: cls.id, sep: sep.id)),
            addedTokens: try addedTokens(special, configuration, vocabulary))
    }

    private static let roles: [(role: String, usual: String, isNeeded: Bool)] = [
        ("unk_token", "[UNK]", true), ("cls_token", "[CLS]", true), ("sep_token", "[SEP]", true),
        ("pad_token", "[PAD]", false), ("mask_token", "[MASK]", false),
    ]

    private static func vocabulary(
        _ bytes: [UInt8], file: String
    ) throws(TokenizerError) -> Vocabulary {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        var vocabulary = Vocabulary(capacity: lines.count)
        for (id, line) in lines.enumerated() {
            let content = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard let token = String(validating: content, as: UTF8.self) else {
                throw TokenizerError(file: file, field: "line \(id + 1)", "not UTF-8")
            }
            if token.isEmpty {
                throw TokenizerError(file: file, field: "line \(id + 1)", "an empty token")
            }
            if let problem = vocabulary.add(token, id: id) {
                throw TokenizerError(file: file, field: "line \(id + 1)", problem)
            }
        }
        return vocabulary
    }

    /// Refuses what asks for another tokenizer than BERT's.
    private static func checkSupport(
        _ configuration: JSONField, _ directory: TokenizerDirectory
    ) throws(TokenizerError) {
        let type = configuration["tokenizer_class"]
        if !type.isNull, !classes.contains(try type.string()) {
            throw type.error("\(try type.string()) with a vocab.txt is not supported")
        }
        let splits = configuration["do_basic_tokenize"]
        if !splits.isNull, try !splits.bool() { throw splits.error("false is not supported") }
        let kept = configuration["never_split"]
        if !kept.isNull, try !kept.elements().isEmpty {
            throw kept.error("is not supported")
        }
        if directory.has("added_tokens.json") {
            throw TokenizerError(
                file: directory.path("added_tokens.json"),
                "is not supported beside a vocab.txt; save the tokenizer as tokenizer.json")
        }
    }

    /// The special tokens, and what `added_tokens_decoder` lists beside or instead of them.
    private static func addedTokens(
        _ special: [String: AddedToken], _ configuration: JSONField, _ vocabulary: Vocabulary
    ) throws(TokenizerError) -> [AddedToken] {
        var tokens: [Int32: AddedToken] = [:]
        for token in special.values { tokens[token.id] = token }
        let listed = configuration["added_tokens_decoder"]
        for (name, field) in listed.isNull ? [] : try listed.members() {
            guard let id = Int(name) else { throw field.error("\"\(name)\" is no id") }
            let token = try AddedToken(field, id: id)
            tokens[token.id] = token
        }
        let sorted = tokens.values.sorted { $0.id < $1.id }
        try AddedToken.check(sorted, against: vocabulary, in: listed)
        return sorted
    }
}
