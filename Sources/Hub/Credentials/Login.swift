import Foundation

/// A user and a password for one server.
struct Login: Equatable {
    let user: String
    let password: String

    /// The value of `Authorization` (RFC 7617).
    var header: String { "Basic " + Data("\(user):\(password)".utf8).base64EncodedString() }
}

extension URL {
    /// The address without a user and a password, which no request and no message may show.
    package var withoutLogin: URL {
        guard var parts = URLComponents(url: self, resolvingAgainstBaseURL: true) else {
            return self
        }
        parts.user = nil
        parts.password = nil
        return parts.url ?? self
    }
}

/// What is meant to be an address, as a message may show it: what stands before an `@` is left out.
package func withoutLogin(_ text: String) -> String {
    guard let at = text.lastIndex(of: "@") else { return text }
    let scheme = text.range(of: "://").map { text[..<$0.upperBound] } ?? ""
    return scheme + "…" + text[at...]
}
