/// Reads vocab.json and merges.txt, the older files of RoBERTa and GPT-2.
///
/// How text is prepared and which tokens are special is said by the class that tokenizer_config.json
/// names; without one by the `model_type` of config.json.
struct BytePairFiles {
    /// A kind of tokenizer that has these files, with what transformers takes where files are silent.
    private struct Kind {
        var roles: [String: String]
        /// Whether `<s> A </s>` and `<s> A </s></s> B </s>` are made of texts.
        var addsSpecialTokens: Bool
    }

    private static let roberta = Kind(
        roles: [
            "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "sep_token": "</s>",
            "pad_token": "<pad>", "cls_token": "<s>", "mask_token": "<mask>",
        ],
        addsSpecialTokens: true)
    private static let gpt2 = Kind(
        roles: [
            "bos_token": "<|endoftext|>", "eos_token": "<|endoftext|>",
            "unk_token": "<|endoftext|>",
        ],
        addsSpecialTokens: false)

    private let directory: TokenizerDirectory
    private let configuration: JSONField
    private let vocabulary: Vocabulary

    static func components(_ directory: TokenizerDirectory) throws(TokenizerError) -> Components {
        try BytePairFiles(directory).components()
    }

    private init(_ directory: TokenizerDirectory) throws(TokenizerError) {
        self.directory = directory
        configuration = try directory.companion("tokenizer_config.json")
        vocabulary = try TokenizerFile.vocabulary(directory.json("vocab.json"))
    }

    private func components() throws(TokenizerError) -> Components {
        let kind = try kind()
        for name in ["add_bos_token", "add_eos_token"] where try flag(name, otherwise: false) {
            throw configuration[name].error("true is not supported")
        }
        let addsPrefixSpace = try flag("add_prefix_space", otherwise: false)
        let added = try addedTokens(kind)
        var processor = PostProcessor(template: .plain)
        if kind.addsSpecialTokens {
            let cls = try id(of: specialToken("cls_token", kind), added)
            let sep = try id(of: specialToken("sep_token", kind), added)
            processor.template = .roberta(cls: cls, sep: sep)
            if try flag("trim_offsets", otherwise: true) {
                processor.trims = [OffsetTrim(addsPrefixSpace: addsPrefixSpace, seesFirst: true)]
            }
        }
        let model = try BPEReader.model(vocabulary, merges(), BytePairEncoding.Options())
        return Components(
            normalizer: nil,
            splitter: ByteLevelSplitter(
                addsPrefixSpace: addsPrefixSpace, cutsWords: true, isLast: true),
            model: model, postProcessor: processor, addedTokens: added)
    }

    private func kind() throws(TokenizerError) -> Kind {
        let named = configuration["tokenizer_class"]
        if !named.isNull {
            switch try named.string() {
            case "RobertaTokenizer", "RobertaTokenizerFast": return Self.roberta
            case "GPT2Tokenizer", "GPT2TokenizerFast": return Self.gpt2
            case let other: throw named.error("\(other) with a vocab.json is not supported")
            }
        }
        let type = try directory.companion("config.json")["model_type"]
        switch try type.isNull ? "" : type.string() {
        case "roberta": return Self.roberta
        case "gpt2": return Self.gpt2
        default:
            throw named.error(
                "missing, and vocab.json does not say what kind of tokenizer it is of")
        }
    }

    private func flag(_ name: String, otherwise value: Bool) throws(TokenizerError) -> Bool {
        let field = configuration[name]
        return field.isNull ? value : try field.bool()
    }

    private func merges() throws(TokenizerError) -> [BPEReader.PublishedMerge] {
        var merges: [BPEReader.PublishedMerge] = []
        let lines = try directory.bytes("merges.txt").split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !(line.isEmpty && index == lines.count - 1) {
            let content = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            let field = JSONField(
                file: directory.path("merges.txt"), path: "line \(index + 1)", value: .null)
            guard let text = String(validating: content, as: UTF8.self) else {
                throw field.error("not UTF-8")
            }
            if let merge = try BPEReader.merge(text, field) { merges.append(merge) }
        }
        return merges
    }
}

extension BytePairFiles {
    /// What a role's token is called, with how it is looked for where a file says so.
    private func specialToken(
        _ role: String, _ kind: Kind
    ) throws(TokenizerError) -> (content: String, field: JSONField?)? {
        for file in ["tokenizer_config.json", "special_tokens_map.json"] {
            let field = try directory.companion(file)[role]
            if field.isNull { continue }
            if case .object = field.value { return (try field["content"].string(), field) }
            return (try field.string(), nil)
        }
        return kind.roles[role].map { ($0, nil) }
    }

    private func id(
        of token: (content: String, field: JSONField?)?, _ added: [AddedToken]
    ) throws(TokenizerError) -> Int32 {
        let content = token?.content ?? ""
        let listed = added.first { $0.content.utf8.elementsEqual(content.utf8) }?.id
        guard let id = listed ?? vocabulary.id(of: content) else { throw missing([content]) }
        return id
    }

    private func missing(_ tokens: [String]) -> TokenizerError {
        TokenizerError(
            file: directory.path("vocab.json"),
            "the vocabulary lacks \(tokens.joined(separator: ", "))")
    }

    /// The special tokens, and what added_tokens.json and `added_tokens_decoder` list.
    private func addedTokens(_ kind: Kind) throws(TokenizerError) -> [AddedToken] {
        var tokens: [[UInt8]: AddedToken] = [:]
        let listed = try directory.companion("added_tokens.json")
        for (name, field) in try listed.members() {
            var token = AddedToken(content: name, id: try AddedToken.id(field.int(), field))
            token.isNormalized = true
            tokens[Array(name.utf8)] = token
        }
        let decoder = configuration["added_tokens_decoder"]
        for (name, field) in decoder.isNull ? [] : try decoder.members() {
            guard let id = Int(name) else { throw field.error("\"\(name)\" is no id") }
            let token = try AddedToken(field, id: id)
            tokens[Array(token.content.utf8)] = token
        }
        let roles = Set(kind.roles.keys).union(SpecialRole.all.map(\.role))
        var lacking: Set<String> = []
        for role in roles {
            guard let (content, field) = try specialToken(role, kind) else { continue }
            let key = Array(content.utf8)
            guard let id = vocabulary.id(of: content) ?? tokens[key]?.id else {
                lacking.insert(content)
                continue
            }
            if let field {
                tokens[key] = try AddedToken(field, id: Int(id))
            } else if tokens[key] == nil || configuration["added_tokens_decoder"].isNull {
                tokens[key] = AddedToken(content: content, id: id)
            }
        }
        if !lacking.isEmpty { throw missing(lacking.sorted()) }
        let sorted = tokens.values.sorted { $0.id < $1.id }
        try AddedToken.check(sorted, against: vocabulary, in: decoder)
        return sorted
    }
}
