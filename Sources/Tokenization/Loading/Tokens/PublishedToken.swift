/// A token as a file names it, before it has an id.
struct PublishedToken {
    var content: String
    var isWholeWord = false
    var takesSpacesBefore = false
    var takesSpacesAfter = false
    /// `nil` where no file says so: then a special token is looked for in the text as it is, another
    /// in the normalized one.
    var isNormalized: Bool?
    var isSpecial = false
    /// Whether nothing but its text is said of it.
    var isPlain = false

    init(_ content: String) {
        self.content = content
        isPlain = true
    }

    /// Reads a token's text, or an object with what is to be known of it.
    /// - Parameter isSpecial: what it is where the object does not say so.
    init(_ field: JSONField, isSpecial: Bool = false) throws(TokenizerError) {
        if case .string(let content) = field.value {
            self.init(content)
            return
        }
        self.init(try field["content"].string())
        isPlain = false
        func flag(_ name: String) throws(TokenizerError) -> Bool? {
            try field[name].isNull ? nil : field[name].bool()
        }
        isWholeWord = try flag("single_word") ?? false
        takesSpacesBefore = try flag("lstrip") ?? false
        takesSpacesAfter = try flag("rstrip") ?? false
        isNormalized = try flag("normalized")
        self.isSpecial = try flag("special") ?? isSpecial
    }

    /// What tokens are told apart by: strings take two spellings of an accent for one.
    var bytes: [UInt8] { Array(content.utf8) }

    /// Compares bytes: `==` of strings takes two spellings of an accent for one.
    func isSpelled(_ other: String) -> Bool {
        content.utf8.elementsEqual(other.utf8)
    }

    func added(id: Int32) -> AddedToken {
        AddedToken(
            content: content, id: id, isWholeWord: isWholeWord,
            takesSpacesBefore: takesSpacesBefore, takesSpacesAfter: takesSpacesAfter,
            isNormalized: isNormalized ?? !isSpecial)
    }
}

extension PublishedToken: Hashable {
    static func == (one: PublishedToken, other: PublishedToken) -> Bool {
        one.isSpelled(other.content) && one.isPlain == other.isPlain
            && one.isWholeWord == other.isWholeWord
            && one.takesSpacesBefore == other.takesSpacesBefore
            && one.takesSpacesAfter == other.takesSpacesAfter
            && one.isNormalized == other.isNormalized && one.isSpecial == other.isSpecial
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(bytes)
    }
}
