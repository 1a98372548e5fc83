/// How the names in a published checkpoint become those of a model's parameters.
///
/// A pattern is a name, or the beginning of names followed by `*`. ``optionalPrefix`` is not written
/// in patterns: `pooler.*` means `bert.pooler.…` and, in a file of the bare encoder, `pooler.…`.
public struct KeyMap: Sendable {
    /// An old spelling at the end of a name.
    public struct Spelling: Sendable {
        public let old: String
        public let new: String

        public init(_ old: String, now new: String) {
            self.old = old
            self.new = new
        }
    }

    /// What errors call the model, such as `bert`.
    public var model: String
    /// What parameters' names begin with and those in a file of the bare encoder do not, such as
    /// `bert.`. It is added when no name in the file begins with it, except to names that the model
    /// has as they are.
    public var optionalPrefix: String
    public var spellings: [Spelling]
    /// Names that a file may hold although the model has no such parameter.
    public var ignorable: [String]
    /// Parameters that are new when a file holds none of those that a pattern names; a file that holds
    /// only some of them is refused.
    public var initializable: [String]

    /// Parameters that are new whatever the file holds of them.
    public var renewed: [String] = []

    public init(
        model: String, optionalPrefix: String = "", spellings: [Spelling] = [],
        ignorable: [String] = [], initializable: [String] = []
    ) {
        self.model = model
        self.optionalPrefix = optionalPrefix
        self.spellings = spellings
        self.ignorable = ignorable
        self.initializable = initializable
    }

    /// The parameter that a name in a file may mean.
    /// - Parameter isBare: whether no name in the file begins with ``optionalPrefix``.
    func parameterName(
        of published: String, isBare: Bool, exists: (String) -> Bool
    ) -> String {
        var name = published
        if let spelling = spellings.first(where: { name.hasSuffix($0.old) }) {
            name = name.dropLast(spelling.old.count) + spelling.new
        }
        return isBare && !exists(name) ? optionalPrefix + name : name
    }

    func isIgnorable(_ name: String) -> Bool {
        ignorable.contains { matches(name, $0) }
    }

    func isRenewed(_ name: String) -> Bool {
        renewed.contains { matches(name, $0) }
    }

    /// The first of the patterns in ``initializable`` that a parameter fits.
    func initializablePattern(_ name: String) -> String? {
        initializable.first { matches(name, $0) }
    }

    private func matches(_ name: String, _ pattern: String) -> Bool {
        let bare = name.hasPrefix(optionalPrefix) ? name.dropFirst(optionalPrefix.count) : name[...]
        return pattern.hasSuffix("*") ? bare.hasPrefix(pattern.dropLast()) : bare == pattern
    }
}
