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
    /// How many ids texts have that do not spell tokens which no file lists.
    let vocabularySize: Int

    init(_ directory: TokenizerDirectory) throws(TokenizerError) {
        let components = try directory.components()
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
            if !token.isAssumed || tokens[Int(token.id)].isEmpty {
                tokens[Int(token.id)] = token.content
            }
        }
        self.tokens = tokens
        outerSpaces = components.postProcessor.trims.isEmpty ? [] : tokens.map(OuterSpaces.init)
        special = Self.special(components)
        vocabularySize = Self.vocabularySize(components)
    }

    /// Those that the files or the class name; of others the usual ones are taken.
    private static func special(_ components: Components) -> [String: Int32] {
        func id(_ name: String) -> Int32? {
            components.addedTokens.first {
                !$0.isAssumed && $0.content.utf8.elementsEqual(name.utf8)
            }?.id ?? components.model.vocabulary.id(of: name)
        }
        var ids: [String: Int32] = [:]
        for (role, usual) in SpecialRole.all {
            ids[role] = (components.roles[role].map { [$0] } ?? usual).lazy.compactMap(id).first
        }
        return ids
    }

    /// Without the tokens that nothing but the class knows of, unless each text has them.
    private static func vocabularySize(_ components: Components) -> Int {
        var size = components.model.vocabulary.tokens.count
        let template = components.postProcessor.template
        for part in template.single + template.pair {
            if case .special(let ids, _) = part { size = max(size, 1 + Int(ids.max() ?? 0)) }
        }
        for token in components.addedTokens where !token.isAssumed {
            size = max(size, 1 + Int(token.id))
        }
        return size
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
