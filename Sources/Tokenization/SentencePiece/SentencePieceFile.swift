/// Reads the model files of SentencePiece, beside which tokenizer_config.json says whose they are.
///
/// The tokenizer is the one that transformers 5.23 makes of them. It is not SentencePiece's own:
/// user-defined pieces are cut out of the text before anything else is done to it.
enum SentencePieceFile {
    static let names = ["spiece.model", "sentencepiece.bpe.model"]

    static func components(
        _ directory: TokenizerDirectory, _ name: String
    ) throws(TokenizerError) -> Components {
        let file = directory.path(name)
        let model = try model(directory.bytes(name), file: file)
        guard model.algorithm == .unigram else {
            throw TokenizerError(file: file, "a model of type \(model.algorithm) is not supported")
        }
        if directory.has("added_tokens.json") {
            throw TokenizerError(
                file: directory.path("added_tokens.json"),
                "is not supported beside a \(name); save the tokenizer as tokenizer.json")
        }
        let family = try family(directory)
        let configuration = try directory.companion("tokenizer_config.json")
        let tokens = try SentencePieceTokens(family, directory)
        let unigram = try unigram(model, family, tokens, file: file)
        let kinds: [SentencePieceModel.Piece.Kind] = [.control, .userDefined]
        let added = try tokens.added(
            to: unigram.vocabulary,
            pieces: model.pieces.filter { kinds.contains($0.kind) }.map(\.text))
        let adds = configuration["add_prefix_space"]
        let prependScheme: MetaspaceSplitter.PrependScheme =
            try flag(adds, usually: true) ? .always : .never
        let template = try template(family, tokens, added, file: file)
        return Components(
            normalizer: try normalizer(model, family, configuration, file: file),
            splitter: SplitterSequence(splitters: [
                PatternSplitter(pattern: .one(.whiteSpace), behavior: .removed),
                MetaspaceSplitter(prependScheme: prependScheme),
            ]),
            model: unigram, postProcessor: PostProcessor(template: template), addedTokens: added)
    }

    private static func model(
        _ bytes: [UInt8], file: String
    ) throws(TokenizerError) -> SentencePieceModel {
        do {
            return try SentencePieceModel(bytes)
        } catch {
            throw TokenizerError(file: file, field: "byte \(error.position)", error.message)
        }
    }

    private static func family(
        _ directory: TokenizerDirectory
    ) throws(TokenizerError) -> SentencePieceFamily {
        let type = try directory.companion("tokenizer_config.json")["tokenizer_class"]
        if !type.isNull {
            let name = try type.string()
            if let family = SentencePieceFamily.all.first(where: { $0.classes.contains(name) }) {
                return family
            }
            throw type.error("\(name) with a SentencePiece file is not supported")
        }
        let modelType = try directory.companion("config.json")["model_type"]
        guard !modelType.isNull else {
            throw type.error("missing, and no config.json says whose tokenizer it is")
        }
        let name = try modelType.string()
        guard let family = SentencePieceFamily.all.first(where: { $0.modelType == name }) else {
            throw modelType.error("\(name) with a SentencePiece file is not supported")
        }
        return family
    }

    private static func unigram(
        _ model: SentencePieceModel, _ family: SentencePieceFamily, _ tokens: SentencePieceTokens,
        file: String
    ) throws(TokenizerError) -> Unigram {
        var entries: [(token: String, score: Double)] = family.leading.map { leading in
            switch leading {
            case .role(let role): (tokens.names[role] ?? "", 0)
            case .token(let token, let score): (token, score)
            }
        }
        guard model.pieces.count > max(family.unknownID, family.replacedPieces) else {
            throw TokenizerError(file: file, "has \(model.pieces.count) pieces only")
        }
        entries += model.pieces.dropFirst(family.replacedPieces).map { ($0.text, Double($0.score)) }
        if family.endsWithMask { entries.append((tokens.names["mask_token"] ?? "", 0)) }
        return try UnigramReader.model(
            entries, unknownID: family.unknownID, fallsBackToBytes: false,
            in: JSONField(file: file, path: "pieces", value: .null))
    }

    private static func normalizer(
        _ model: SentencePieceModel, _ family: SentencePieceFamily, _ configuration: JSONField,
        file: String
    ) throws(TokenizerError) -> any TextNormalizer {
        var normalizers: [any TextNormalizer] = []
        if family.cleansText {
            for quote in ["``", "''"] {
                normalizers.append(
                    ReplaceNormalizer(
                        pattern: .literal(Array(quote.utf8)), content: [UInt8(ascii: "\"")]))
            }
            let (accents, lowercases) = (
                configuration["keep_accents"], configuration["do_lower_case"]
            )
            if try !flag(accents, usually: false) {
                normalizers.append(UnicodeNormalizer(isCompatible: true, composes: false))
                normalizers.append(ScalarNormalizer.stripAccents)
            }
            if try flag(lowercases, usually: true) {
                normalizers.append(ScalarNormalizer.lowercase)
            }
        }
        if !model.characterMap.isEmpty {
            do {
                normalizers.append(Precompiled(try CharacterMap(model.characterMap)))
            } catch {
                throw TokenizerError(file: file, field: "precompiled_charsmap", error.message)
            }
        }
        return NormalizerSequence(normalizers: normalizers)
    }

    private static func flag(
        _ field: JSONField, usually usual: Bool
    ) throws(TokenizerError) -> Bool {
        field.isNull ? usual : try field.bool()
    }

    private static func template(
        _ family: SentencePieceFamily, _ tokens: SentencePieceTokens, _ added: [AddedToken],
        file: String
    ) throws(TokenizerError) -> Template {
        func id(_ role: String) -> Int32? {
            added.first { $0.content.utf8.elementsEqual((tokens.names[role] ?? "").utf8) }?.id
        }
        guard let start = id(family.ends.start), let end = id(family.ends.end) else {
            throw TokenizerError(
                file: file, "has no \(family.ends.start) or no \(family.ends.end)")
        }
        return family.typesSecondText
            ? .bert(cls: start, sep: end) : .roberta(cls: start, sep: end)
    }
}
