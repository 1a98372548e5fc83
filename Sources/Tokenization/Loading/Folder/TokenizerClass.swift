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

    /// - Parameter form: the file with the vocabulary.
    init(
        _ directory: TokenizerDirectory, _ configuration: JSONField, form: VocabularyForm
    ) throws(TokenizerError) {
        let model = try directory.companion("config.json")
        for field in [configuration["tokenizer_class"], model["tokenizer_class"]]
        where !field.isNull {
            let published = try field.string()
            if published.isEmpty { continue }
            let name = published.hasSuffix("Fast") ? String(published.dropLast(4)) : published
            guard let kind = Self.kind(of: name), form.suits(kind) else {
                throw field.error(
                    "\(published) with a \(form.name) is not supported"
                        + (form.isWhole ? "; PreTrainedTokenizerFast reads it as it is" : ""))
            }
            self.init(name: name, kind: kind, source: field)
            return
        }
        try self.init(ofModel: model["model_type"], configuration["tokenizer_class"], form)
    }

    private init(name: String, kind: TokenizerKind, source: JSONField?) {
        self.name = name
        self.kind = kind
        self.source = source
    }

    private init(
        ofModel type: JSONField, _ unnamed: JSONField, _ form: VocabularyForm
    ) throws(TokenizerError) {
        let modelType = try type.isNull ? "" : type.string()
        if let name = Self.models[modelType], let kind = Self.kind(of: name) {
            guard form.suits(kind) else {
                throw type.error("\(modelType) with a \(form.name) is not supported")
            }
            self.init(name: name, kind: kind, source: type)
            return
        }
        switch form {
        case .whole: self.init(name: "PreTrainedTokenizerFast", kind: .file, source: nil)
        case .lines: self.init(name: "BertTokenizer", kind: .bert, source: nil)
        case .bytePairs, .sentencePiece:
            if !modelType.isEmpty {
                throw type.error("\(modelType) with a \(form.name) is not supported")
            }
            throw unnamed.error(
                "missing, and neither \(form.name) nor a config.json says what kind of tokenizer "
                    + "it is of")
        }
    }

    private static let models = [
        "bert": "BertTokenizer", "distilbert": "BertTokenizer", "electra": "BertTokenizer",
        "roberta": "RobertaTokenizer", "gpt2": "GPT2Tokenizer", "albert": "AlbertTokenizer",
        "xlm-roberta": "XLMRobertaTokenizer", "camembert": "CamembertTokenizer",
    ]

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
        case .whole: "tokenizer.json"
        case .lines: "vocab.txt"
        case .bytePairs: "vocab.json"
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
        case (.sentencePiece, .sentencePiece): true
        default: false
        }
    }
}
