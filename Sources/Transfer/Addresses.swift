import Files
import Foundation

/// Scheme, host and port of an address: signed addresses have secrets in the rest.
package func place(_ url: URL) -> String {
    let port = url.port.map { ":\($0)" } ?? ""
    return "\(url.scheme ?? "?")://\(url.host ?? "?")\(port)"
}

/// What is meant to be an address, as a message may show it: what stands before an `@` is left out.
package func withoutLogin(_ text: String) -> String {
    guard let at = text.lastIndex(of: "@") else { return text }
    let scheme = text.range(of: "://").map { text[..<$0.upperBound] } ?? ""
    return scheme + "…" + text[at...]
}

/// The address of a server, if requests can be sent to it.
/// - Parameter variable: the one that holds the address, for the error.
package func serverAddress(_ text: String, variable: String) throws(FetchError) -> URL {
    guard let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
        url.host?.isEmpty == false
    else {
        throw FetchError(
            .invalid,
            "\(variable) is not an address such as https://…: \(shown(withoutLogin(text)))")
    }
    return url
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
