import Foundation
import Options

/// What `AlbertTokenizer`, `XLMRobertaTokenizer` and `CamembertTokenizer` make of pieces.
///
/// It is not SentencePiece's own tokenizer: user-defined pieces are cut out of the text before
/// anything else is done to it.
enum SentencePieceClass {
    static func components(
        _ source: VocabularySource, _ family: SentencePieceFamily, _ arguments: TokenizerArguments
    ) throws(TokenizerError) -> Components {
        let pieces = try SentencePieces(source, family, arguments)
        let vocabulary = pieces.model.vocabulary
        let tokens = try SpecialTokens(
            arguments, usually: family.usual, pieces: pieces.added, usualExtra: family.usualExtra)
        try tokens.require(
            [family.ends.start, family.ends.end], in: vocabulary, source: source.path)
        let added = try tokens.added(to: vocabulary, source: source.path)
        let adds = try arguments.flag("add_prefix_space", otherwise: true)
        return Components(
            normalizer: try normalizer(pieces, family, arguments, source),
            splitter: SplitterSequence(splitters: [
                PatternSplitter(pattern: .one(.whiteSpace), behavior: .removed),
                MetaspaceSplitter(prependScheme: adds ? .always : .never),
            ]),
            model: pieces.model,
            postProcessor: try postProcessor(family, tokens, added, vocabulary, source),
            addedTokens: added, roles: tokens.names)
    }

    private static func normalizer(
        _ pieces: SentencePieces, _ family: SentencePieceFamily, _ arguments: TokenizerArguments,
        _ source: VocabularySource
    ) throws(TokenizerError) -> any TextNormalizer {
        var normalizers: [any TextNormalizer] = []
        if family.cleansText {
            for quote in ["``", "''"] {
                normalizers.append(
                    ReplaceNormalizer(
                        pattern: .literal(Array(quote.utf8)), content: [UInt8(ascii: "\"")]))
            }
            if try !arguments.flag("keep_accents", otherwise: false) {
                normalizers.append(UnicodeNormalizer(isCompatible: true, composes: false))
                normalizers.append(ScalarNormalizer.stripAccents)
            }
            if try arguments.flag("do_lower_case", otherwise: true) {
                normalizers.append(ScalarNormalizer.lowercase)
            }
        }
        if !pieces.characterMap.isEmpty {
            do {
                normalizers.append(Precompiled(try CharacterMap(pieces.characterMap)))
            } catch {
                throw TokenizerError(
                    file: source.path, field: "precompiled_charsmap", Message(error.message))
            }
        }
        return NormalizerSequence(normalizers: normalizers)
    }

    private static func postProcessor(
        _ family: SentencePieceFamily, _ tokens: SpecialTokens, _ added: [AddedToken],
        _ vocabulary: Vocabulary, _ source: VocabularySource
    ) throws(TokenizerError) -> PostProcessor {
        if family.asksFileForFrame, let published = source.file?["post_processor"],
            !published.isNull
        {
            return try PostProcessorReader(vocabulary: vocabulary, added: added)
                .postProcessor(published)
        }
        func id(_ role: String) throws(TokenizerError) -> Int32 {
            // ALBERT's frame is made before an object of names gives roles other tokens.
            if family.asksFileForFrame {
                let name = try tokens.ownName(of: role)
                if let id = vocabulary.id(of: name) { return id }
            }
            return try tokens.id(of: role, in: added)
        }
        let (start, end) = (try id(family.ends.start), try id(family.ends.end))
        return PostProcessor(
            template: family.typesSecondText
                ? .bert(cls: start, sep: end) : .roberta(cls: start, sep: end))
    }
}
