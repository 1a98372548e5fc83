/// A model's name on the hub: `name` or `organization/name`.
public struct ModelName: Sendable, Hashable, CustomStringConvertible {
    public let description: String

    /// - Returns: `nil` for what the hub gives no model as a name, so that no name leads out of the
    ///   cache: a part is made of ASCII letters, digits, `-`, `_` and `.`, begins and ends with a letter,
    ///   digit or `_`, and has at most 96 of them; `--`, `..` and `.git` at the end are not allowed.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy(isNamePart), !text.hasSuffix(".git") else {
            return nil
        }
        description = text
    }

    /// The folder of the cache.
    var folderName: String {
        "models--" + description.split(separator: "/").joined(separator: "--")
    }
}

private func isNamePart(_ part: Substring) -> Bool {
    guard let first = part.utf8.first, let last = part.utf8.last, part.utf8.count <= 96 else {
        return false
    }
    return isWord(first) && isWord(last) && !part.contains("--") && !part.contains("..")
        && part.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
}

private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
    default: false
    }
}

/// A branch, a tag or a commit of a model.
public struct Revision: Sendable, Hashable, CustomStringConvertible {
    public static let main = Revision(unchecked: "main")

    public let description: String

    /// - Returns: `nil` for what git gives no branch as a name, so that no name leads out of the cache.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isName = parts.allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".") && !part.hasSuffix(".") && !part.contains("..")
        }
        let isClean = text.unicodeScalars.allSatisfy { $0.value > 32 && $0.value < 127 }
        guard isName, isClean, text.utf8.count <= 200, !text.hasPrefix("-"),
            !text.contains(where: { #"\~^:?*["#.contains($0) })
        else { return nil }
        description = text
    }

    private init(unchecked text: String) {
        description = text
    }

    /// Whether it is the full name of a commit, which never changes.
    var isCommit: Bool { isHexadecimal(description, digits: 40) }
}

func isHexadecimal(_ text: String, digits: Int) -> Bool {
    text.utf8.count == digits
        && text.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
}
