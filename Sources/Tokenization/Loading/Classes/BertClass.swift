import Files

/// What `BertTokenizer` makes of a vocabulary, those of DistilBERT and ELECTRA alike.
enum BertClass {
    private static let usual: [String: PublishedToken] = [
        "unk_token": PublishedToken("[UNK]"), "sep_token": PublishedToken("[SEP]"),
        "pad_token": PublishedToken("[PAD]"), "cls_token": PublishedToken("[CLS]"),
        "mask_token": PublishedToken("[MASK]"),
    ]

    static func components(
        _ source: VocabularySource, _ arguments: TokenizerArguments
    ) throws(TokenizerError) -> Components {
        let vocabulary = try vocabulary(source)
        let tokens = try SpecialTokens(arguments, usually: usual)
        try tokens.require(
            ["unk_token", "cls_token", "sep_token"], in: vocabulary, source: source.path)
        let unknown = try tokens.ownName(of: "unk_token")
        guard
            let model = WordPiece(
                vocabulary: vocabulary, unknownToken: unknown, continuationPrefix: "##",
                longestWord: 100)
        else {
            // transformers gives it an id, and fails at the first unknown word.
            throw TokenizerError(file: source.path, "the vocabulary lacks \(unknown)")
        }
        let added = try tokens.added(to: vocabulary, source: source.path)
        let lowercases = try lowercases(source, arguments)
        let accents = arguments.field("strip_accents")
        return Components(
            normalizer: BertNormalizer(
                cleansText: true,
                spacesIdeographs: try arguments.flag("tokenize_chinese_chars", otherwise: true),
                stripsAccents: accents.isNull ? lowercases : try accents.bool(),
                lowercases: lowercases),
            splitter: BertWordSplitter(), model: model,
            postProcessor: PostProcessor(
                template: .bert(
                    cls: try tokens.id(of: "cls_token", in: added),
                    sep: try tokens.id(of: "sep_token", in: added))),
            addedTokens: added, roles: tokens.names)
    }

    private static func vocabulary(
        _ source: VocabularySource
    ) throws(TokenizerError) -> Vocabulary {
        guard let file = source.file else {
            return try VocabularyFile.vocabulary(source.directory)
        }
        return try TokenizerFile.vocabulary(source.model(file, of: "WordPiece")["vocab"])
    }

    /// Beside a tokenizer.json transformers takes true where no file says otherwise, whatever that
    /// file's own normalizer does; beside a vocab.txt it does so, too, but there nothing else would
    /// tell a cased vocabulary.
    private static func lowercases(
        _ source: VocabularySource, _ arguments: TokenizerArguments
    ) throws(TokenizerError) -> Bool {
        if source.form.isWhole { return try arguments.flag("do_lower_case", otherwise: true) }
        let field = arguments.field("do_lower_case")
        guard !field.isNull || source.directory.has(ModelFileNames.tokenizerConfiguration) else {
            throw field.error(
                "the file is missing, and vocab.txt does not say whether text is lower-cased")
        }
        return try field.bool()
    }
}
