import Foundation

/// What a tokenizer is made of; a class, so that copies of a tokenizer share it.
final class TokenizerParts: Sendable {
    let files: [URL]
    /// The ids of the special tokens that have a role, such as `cls_token`.
    let special: [String: Int32]
    /// The token of each id; empty where no token has the id.
    let tokens: [String]
    /// Of each token, where offsets are trimmed.
    let outerSpaces: [OuterSpaces]
    let components: Components
    let addedBefore: AddedTokenMatcher
    let addedAfter: AddedTokenMatcher
    /// Whether ids depend on where words stand in the text.
    let readsSources: Bool
    let sessions: SessionPool

    init(_ directory: TokenizerDirectory) throws(TokenizerError) {
        let (source, components) = try directory.components()
        self.components = components
        files = directory.files
        let added = components.addedTokens
        addedBefore = AddedTokenMatcher(added.filter { !$0.isNormalized }, normalizer: nil)
        addedAfter = AddedTokenMatcher(
            added.filter(\.isNormalized), normalizer: components.normalizer)
        readsSources = components.splitter?.readsSources ?? false
        sessions = SessionPool(components.model)

        var tokens = components.model.vocabulary.tokens
        for token in added {
            while tokens.count <= token.id { tokens.append("") }
            tokens[Int(token.id)] = token.content
        }
        self.tokens = tokens
        outerSpaces = components.postProcessor.trims.isEmpty ? [] : tokens.map(OuterSpaces.init)
        special = try Self.special(components, named: directory.specialTokens(), in: source)
    }

    /// Those that the files name must be there; of others the usual ones are taken.
    private static func special(
        _ components: Components, named names: [String: String], in source: String
    ) throws(TokenizerError) -> [String: Int32] {
        func id(_ name: String) -> Int32? {
            components.addedTokens.first { $0.content.utf8.elementsEqual(name.utf8) }?.id
                ?? components.model.vocabulary.id(of: name)
        }
        var ids: [String: Int32] = [:]
        var missing: [String] = []
        for (role, usual) in SpecialRole.all {
            if let name = names[role] {
                ids[role] = id(name)
                if ids[role] == nil { missing.append(name) }
            } else {
                ids[role] = usual.lazy.compactMap(id).first
            }
        }
        guard missing.isEmpty else {
            throw TokenizerError(
                file: source, "the vocabulary lacks \(missing.joined(separator: ", "))")
        }
        return ids
    }
}

/// The roles of special tokens and the names that they have as a rule.
enum SpecialRole {
    static let all: [(role: String, usual: [String])] = [
        ("unk_token", ["[UNK]", "<unk>"]), ("cls_token", ["[CLS]", "<s>"]),
        ("sep_token", ["[SEP]", "</s>"]), ("pad_token", ["[PAD]", "<pad>"]),
        ("mask_token", ["[MASK]", "<mask>"]),
    ]
}
