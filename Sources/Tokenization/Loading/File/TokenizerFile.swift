/// Reads tokenizer.json, the file of the `tokenizers` package.
///
/// Its `truncation` is handed on, but the maximum length is the caller's, as in transformers. Its
/// `padding` is left aside, because batches are packed. Its `decoder` only matters for turning ids
/// into text.
enum TokenizerFile {
    /// - Parameter arguments: what the files beside it say; they name the special tokens and may
    ///   list more of them, and change nothing else.
    static func components(
        _ file: JSONField, _ arguments: TokenizerArguments
    ) throws(TokenizerError) -> Components {
        let model = try model(file["model"])
        let padding = file["padding"]["pad_token"]
        let tokens = try SpecialTokens(
            arguments,
            usually: padding.isNull ? [:] : ["pad_token": PublishedToken(padding.string())])
        let added = try tokens.added(
            to: model.vocabulary, after: addedTokens(file["added_tokens"]), source: file.file)
        return Components(
            normalizer: try normalizer(file["normalizer"]),
            splitter: try splitter(file["pre_tokenizer"]),
            model: model,
            postProcessor: try PostProcessorReader(vocabulary: model.vocabulary, added: added)
                .postProcessor(file["post_processor"]),
            addedTokens: added, roles: tokens.names)
    }

    /// The type that a component names.
    static func type(_ field: JSONField) throws(TokenizerError) -> String {
        if field.isNull { throw field.error("is missing or null, which is not supported") }
        return try field["type"].string()
    }

    /// The type that a component names, or else the first whose fields it has: files of 2020 and before
    /// do not name it.
    /// - Parameter known: in the order in which `tokenizers` tries them.
    static func type(
        _ field: JSONField, orFrom known: [(name: String, fields: [String])]
    ) throws(TokenizerError) -> String {
        guard case .object(let members) = field.value, field["type"].isNull else {
            return try type(field)
        }
        let present = members.map(\.name)
        guard let match = known.first(where: { $0.fields.allSatisfy(present.contains) }) else {
            return try type(field)
        }
        return match.name
    }

    static func unsupported(_ field: JSONField, _ type: String) -> TokenizerError {
        field.error("\(type) is not supported")
    }

    static func normalizer(_ field: JSONField) throws(TokenizerError) -> (any TextNormalizer)? {
        field.isNull ? nil : try NormalizerReader.normalizer(field)
    }

    static func splitter(_ field: JSONField) throws(TokenizerError) -> (any WordSplitter)? {
        field.isNull ? nil : try SplitterReader.splitter(field, isLast: true)
    }

    private static func model(_ field: JSONField) throws(TokenizerError) -> any SubwordModel {
        switch try modelType(field) {
        case "BPE": return try BPEReader.model(field)
        case "WordPiece":
            let unknown = try field["unk_token"].string()
            let model = WordPiece(
                vocabulary: try vocabulary(field["vocab"]),
                unknownToken: unknown,
                continuationPrefix: try field["continuing_subword_prefix"].string(),
                longestWord: try field["max_input_chars_per_word"].int())
            guard let model else {
                throw field["unk_token"].error("\"\(unknown)\" is not in the vocabulary")
            }
            return model
        case "Unigram": return try UnigramReader.model(field)
        case let other: throw unsupported(field["type"], other)
        }
    }

    static func modelType(_ field: JSONField) throws(TokenizerError) -> String {
        if case .array = field["vocab"].value, field["type"].isNull, field["merges"].isNull {
            return "Unigram"
        }
        return try type(
            field,
            orFrom: [
                ("BPE", ["vocab", "merges"]),
                (
                    "WordPiece",
                    ["vocab", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word"]
                ),
                ("WordLevel", ["vocab", "unk_token"]),
            ])
    }

    static func vocabulary(_ field: JSONField) throws(TokenizerError) -> Vocabulary {
        let members = try field.members()
        var vocabulary = Vocabulary(capacity: members.count)
        for (number, member) in members.enumerated() {
            let (token, id) = (member.name, try member.field.int())
            guard let problem = vocabulary.add(token, id: id) else { continue }
            // The token itself, and before it what it is at odds with.
            let numbers = (0...number).filter {
                members[$0].name.utf8.elementsEqual(token.utf8)
                    || (try? members[$0].field.int()) == id
            }
            let places = field.places(ofMembers: numbers).map(\.description)
            throw field.error("\(problem) (\(places.joined(separator: " and ")))")
        }
        return vocabulary
    }

    private static func addedTokens(
        _ field: JSONField
    ) throws(TokenizerError) -> [TokenizerArguments.Listed] {
        var tokens: [TokenizerArguments.Listed] = []
        for element in field.isNull ? [] : try field.elements() {
            let id = element["id"]
            tokens.append(
                .init(id: try id.int(), token: try PublishedToken(element), field: element))
        }
        return tokens
    }
}
