/// The head of a server's answer.
package struct HTTPResponse {
    package let status: Int
    /// The values of `WWW-Authenticate`, of which a server may send several.
    let challenges: [String]
    private let headers: [String: String]

    /// Of a header that is there several times the first counts.
    init(status: Int, headers: [(String, String)]) {
        self.status = status
        challenges = headers.filter { $0.0.lowercased() == "www-authenticate" }.map(\.1)
        self.headers = Dictionary(
            headers.map { ($0.0.lowercased(), $0.1) }, uniquingKeysWith: { first, _ in first })
    }

    /// A header by its name, in any case of letters.
    package subscript(header: String) -> String? { headers[header.lowercased()] }
}
