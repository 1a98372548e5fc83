import Files

/// How a class of transformers makes a tokenizer.
enum TokenizerKind: Sendable {
    /// tokenizer.json as it is: `PreTrainedTokenizerFast`.
    case file
    case bert
    case byteLevel(ByteLevelFamily)
    case sentencePiece(SentencePieceFamily)
}

/// The class that reads a folder's tokenizer.
///
/// transformers asks `tokenizer_class` of tokenizer_config.json, then that of config.json, then the
/// model's type. All classes but one take the vocabulary alone out of a tokenizer.json, and make all
/// else of it themselves.
struct TokenizerClass {
    let name: String
    let kind: TokenizerKind
    /// The field that says so; `nil` where none does.
    let source: JSONField?
    /// The file that the vocabulary is taken from.
    let form: VocabularyForm

    /// - Parameter forms: the files with a vocabulary that are there, one at least, in the order in
    ///   which they count.
    init(
        _ directory: TokenizerDirectory, _ configuration: JSONField, forms: [VocabularyForm]
    ) throws(TokenizerError) {
        let model = try directory.companion(ModelFileNames.configuration)
        let type = model["model_type"]
        let modelType = try type.isNull ? "" : type.string()
        if ModelTypes.isFixed(modelType) {
            try self.init(ofModel: modelType, source: type, forms)
            return
        }
        for field in [configuration["tokenizer_class"], model["tokenizer_class"]]
        where !field.isNull {
            let published = try field.string()
            let name = published.hasSuffix("Fast") ? String(published.dropLast(4)) : published
            try self.init(published, kind: Self.kind(of: name), source: field, forms)
            return
        }
        if ModelTypes.className(modelType) != nil {
            try self.init(ofModel: modelType, source: type, forms)
            return
        }
        let form = forms[0]
        switch form {
        case .whole: self.init("PreTrainedTokenizerFast", .file, source: nil, form)
        case .lines: self.init("BertTokenizer", .bert, source: nil, form)
        case .bytePairs, .sentencePiece:
            if !modelType.isEmpty {
                throw type.error("\(modelType) with a \(form.name) is not supported")
            }
            throw configuration["tokenizer_class"].error(
                "missing, and neither \(form.name) nor a config.json says what kind of tokenizer "
                    + "it is of")
        }
    }

    private init(
        _ name: String, kind: TokenizerKind?, source: JSONField, _ forms: [VocabularyForm]
    ) throws(TokenizerError) {
        guard let kind, let form = forms.first(where: { $0.suits(kind) }) else {
            throw source.error(
                "\(try source.string()) with a \(forms[0].name) is not supported"
                    + (forms[0].isWhole ? "; PreTrainedTokenizerFast reads it as it is" : ""))
        }
        self.init(name, kind, source: source, form)
    }

    private init(
        ofModel type: String, source: JSONField, _ forms: [VocabularyForm]
    ) throws(TokenizerError) {
        let name = ModelTypes.className(type) ?? ""
        guard let kind = Self.kind(of: name) else {
            throw source.error(
                "\(type) with a \(forms[0].name) is not supported: transformers has \(name) for it"
                    + (forms[0].isWhole && !ModelTypes.isFixed(type)
                        ? "; tokenizer_class PreTrainedTokenizerFast reads it as it is" : ""))
        }
        try self.init(name, kind: kind, source: source, forms)
    }

    private init(
        _ name: String, _ kind: TokenizerKind, source: JSONField?, _ form: VocabularyForm
    ) {
        self.name = name
        self.kind = kind
        self.source = source
        self.form = form
    }

    /// Whether transformers gives models the type ids of this class where no file says so.
    var givesTypeIDs: Bool {
        guard case .bert = kind else { return false }
        return !name.hasPrefix("DistilBert")
    }

    private static func kind(of name: String) -> TokenizerKind? {
        switch name {
        case "PreTrainedTokenizer", "TokenizersBackend", "PythonBackend": .file
        case "BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer", "MobileBertTokenizer",
            "SqueezeBertTokenizer", "LxmertTokenizer", "LayoutLMTokenizer":
            .bert
        case "RobertaTokenizer", "BartTokenizer", "LEDTokenizer", "MvpTokenizer",
            "LongformerTokenizer":
            .byteLevel(.roberta)
        case "GPT2Tokenizer": .byteLevel(.gpt2)
        case "AlbertTokenizer": .sentencePiece(.albert)
        case "XLMRobertaTokenizer": .sentencePiece(.xlmRoberta)
        case "CamembertTokenizer": .sentencePiece(.camembert)
        default: nil
        }
    }
}

/// The file that a folder has its vocabulary in.
enum VocabularyForm {
    /// tokenizer.json.
    case whole
    /// vocab.txt.
    case lines
    /// vocab.json with merges.txt.
    case bytePairs
    case sentencePiece(name: String)

    var name: String {
        switch self {
        case .whole: ModelFileNames.tokenizer
        case .lines: ModelFileNames.vocabularyLines
        case .bytePairs: ModelFileNames.bytePairs
        case .sentencePiece(let name): name
        }
    }

    var isWhole: Bool {
        if case .whole = self { true } else { false }
    }

    /// Whether the class looks for a file of this kind.
    func suits(_ kind: TokenizerKind) -> Bool {
        switch (self, kind) {
        case (.whole, _), (.lines, .bert), (.bytePairs, .byteLevel): true
        case (.sentencePiece(let name), .sentencePiece(let family)): name == family.fileName
        default: false
        }
    }
}
