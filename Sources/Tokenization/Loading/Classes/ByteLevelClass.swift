/// What `RobertaTokenizer` and `GPT2Tokenizer` make of a vocabulary and its merges.
enum ByteLevelClass {
    static func components(
        _ source: VocabularySource, _ family: ByteLevelFamily, _ arguments: TokenizerArguments
    ) throws(TokenizerError) -> Components {
        let (vocabulary, merges) = try BytePairFiles.vocabularyAndMerges(source)
        let model = try BPEReader.model(vocabulary, merges, BytePairEncoding.Options())
        let tokens = try SpecialTokens(arguments, usually: family.usual)
        let addsPrefixSpace = try arguments.flag("add_prefix_space", otherwise: false)
        if family.framesTexts {
            try tokens.require(["cls_token", "sep_token"], in: vocabulary, source: source.path)
        }
        let added = try tokens.added(to: vocabulary, source: source.path)
        var processor = PostProcessor(template: .plain)
        if family.framesTexts {
            processor.template = .roberta(
                cls: try tokens.id(of: "cls_token", in: added),
                sep: try tokens.id(of: "sep_token", in: added))
            if try arguments.flag("trim_offsets", otherwise: true) {
                processor.trims = [OffsetTrim(addsPrefixSpace: addsPrefixSpace, seesFirst: true)]
            }
        } else if let file = source.file {
            processor = try PostProcessorReader(vocabulary: vocabulary, added: added)
                .postProcessor(file["post_processor"])
        }
        return Components(
            normalizer: nil,
            splitter: ByteLevelSplitter(
                addsPrefixSpace: addsPrefixSpace, cutsWords: true, isLast: true),
            model: model, postProcessor: processor, addedTokens: added, roles: tokens.names)
    }
}
