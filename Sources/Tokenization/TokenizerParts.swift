import Foundation

/// What a tokenizer is made of; a class, so that copies of a tokenizer share it.
final class TokenizerParts: Sendable {
    let files: [URL]
    let unknownTokenID: Int32
    let clsTokenID: Int32
    let sepTokenID: Int32
    let padTokenID: Int32?
    let maskTokenID: Int32?

    /// The token of each id; empty where no token has the id.
    let tokens: [String]
    let components: Components
    let addedBefore: AddedTokenMatcher
    let addedAfter: AddedTokenMatcher

    init(_ directory: TokenizerDirectory) throws(TokenizerError) {
        let source: String
        if directory.has("tokenizer.json") {
            source = directory.path("tokenizer.json")
            components = try TokenizerFile.components(directory.json("tokenizer.json"))
        } else if directory.has("vocab.txt") {
            source = directory.path("vocab.txt")
            components = try VocabularyFile.components(directory)
        } else {
            throw TokenizerError(
                file: directory.url.path, "has neither tokenizer.json nor vocab.txt")
        }
        files = directory.files
        let added = components.addedTokens
        addedBefore = AddedTokenMatcher(added.filter { !$0.isNormalized }, normalizer: nil)
        addedAfter = AddedTokenMatcher(
            added.filter(\.isNormalized), normalizer: components.normalizer)

        let vocabulary = components.model.vocabulary
        var tokens = vocabulary.tokens
        for token in added {
            while tokens.count <= token.id { tokens.append("") }
            tokens[Int(token.id)] = token.content
        }
        self.tokens = tokens

        let names = try directory.specialTokens()
        func id(_ role: String, _ usual: String) -> Int32? {
            let name = names[role] ?? usual
            return added.first { $0.content.utf8.elementsEqual(name.utf8) }?.id
                ?? vocabulary.id(of: name)
        }
        guard
            let unknown = vocabulary.id(of: components.model.unknownToken),
            let cls = id("cls_token", "[CLS]"), let sep = id("sep_token", "[SEP]")
        else {
            let needed = [("cls_token", "[CLS]"), ("sep_token", "[SEP]")]
            let missing = needed.filter { id($0.0, $0.1) == nil }.map { names[$0.0] ?? $0.1 }
            throw TokenizerError(
                file: source, "the vocabulary lacks \(missing.joined(separator: ", "))")
        }
        unknownTokenID = unknown
        clsTokenID = cls
        sepTokenID = sep
        padTokenID = id("pad_token", "[PAD]")
        maskTokenID = id("mask_token", "[MASK]")
    }
}
