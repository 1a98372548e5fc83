/// What a server asks for that answers 401 (RFC 9110, 11.6.1).
struct Challenge {
    /// The schemes offered, such as `basic`, in small letters and in their order.
    let schemes: [String]
    /// What the user is asked for, in the server's words.
    let realm: String?

    /// - Parameter values: of `WWW-Authenticate`, each a list of schemes with their parameters.
    init(_ values: [String]) {
        var schemes: [String] = []
        var realm: String?
        for value in values {
            for part in Self.parts(value) {
                // A part is a scheme, a scheme with its first parameter, or a parameter.
                let equals = part.firstIndex(of: "=") ?? part.endIndex
                let words = part[..<equals].split(separator: " ")
                let isSchemeAlone = equals == part.endIndex
                if words.count > 1 || isSchemeAlone, let scheme = words.first {
                    schemes.append(scheme.lowercased())
                }
                if equals < part.endIndex, words.last?.lowercased() == "realm", realm == nil {
                    realm = part[part.index(after: equals)...].trimmingPrefix("\"").description
                    if realm?.hasSuffix("\"") == true { realm?.removeLast() }
                }
            }
        }
        self.schemes = schemes
        self.realm = realm
    }

    /// What stands between commas that are not in quotes.
    private static func parts(_ value: String) -> [Substring] {
        var parts: [Substring] = []
        var start = value.startIndex
        var isQuoted = false
        var isEscaped = false
        for index in value.indices {
            let character = value[index]
            if isEscaped {
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                parts.append(value[start..<index])
                start = value.index(after: index)
            }
        }
        return (parts + [value[start...]]).filter { !$0.allSatisfy(\.isWhitespace) }
    }
}
