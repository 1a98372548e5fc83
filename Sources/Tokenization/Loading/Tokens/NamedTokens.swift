/// Tokens that are named otherwise than by a role, such as `image_token`, and those that an object of
/// names gives a role instead of the usual ones, as transformers collects them.
struct NamedTokens {
    private typealias Named = (name: String, token: PublishedToken)

    /// The texts of tokenizer_config.json, and after them all that is in an object of names. Where a
    /// name is among the others, too, its token is the one here.
    private var stated: [Named] = []
    /// tokenizer_config.json's objects of type AddedToken, and what special_tokens_map.json names.
    private var found: [Named] = []

    init() {}

    /// - Parameters:
    ///   - fields: of tokenizer_config.json.
    ///   - extra: the object of names that it has.
    init(
        _ fields: [(name: String, field: JSONField)], extra: JSONField?, otherwise older: JSONField
    ) throws(TokenizerError) {
        for (name, field) in fields where Self.isName(name) {
            switch field.value {
            case .string: Self.set(name, try PublishedToken(field), in: &stated)
            case .object:
                // transformers passes over an object that does not say that it is a token.
                guard case .string("AddedToken") = field["__type"].value else { continue }
                Self.set(name, try PublishedToken(field), in: &found)
            default: continue
            }
        }
        if let extra { try add(extra) }
        if stated.isEmpty, !older.isNull { try add(older) }
    }

    /// Adds an object of names.
    mutating func add(_ object: JSONField) throws(TokenizerError) {
        for (name, field) in try object.members() {
            Self.set(name, try PublishedToken(field), in: &stated)
        }
    }

    /// Adds a field of special_tokens_map.json, if its name is a token's.
    mutating func take(_ name: String, _ field: JSONField) throws(TokenizerError) {
        guard Self.isName(name) else { return }
        switch field.value {
        case .string, .object: Self.set(name, try PublishedToken(field), in: &found)
        default: found.removeAll { $0.name == name }
        }
    }

    /// Those without a role, in the order in which transformers adds them.
    var tokens: [PublishedToken] {
        var all = found
        for (name, token) in stated where !Self.isRole(name) { Self.set(name, token, in: &all) }
        return all.map(\.token)
    }

    /// What takes the place of a role's token.
    func token(_ role: String) -> PublishedToken? {
        stated.first { $0.name == role }?.token
    }

    private static func isRole(_ name: String) -> Bool { TokenizerArguments.roles.contains(name) }

    private static func isName(_ name: String) -> Bool {
        name.hasSuffix("_token") && !isRole(name)
    }

    /// A name that is there keeps its place.
    private static func set(_ name: String, _ token: PublishedToken, in list: inout [Named]) {
        if let index = list.firstIndex(where: { $0.name == name }) {
            list[index].token = token
        } else {
            list.append((name, token))
        }
    }
}
