/// Why a model could not be had by its name.
public struct HubError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// What was given cannot be a model's name, a revision, an endpoint or a token.
        case invalid
        /// The model, the revision or the file does not exist.
        case notFound
        /// The model is private or gated, or the token is not accepted.
        case unauthorized
        /// No connection, or one that was lost again and again.
        case unreachable
        /// The server failed, or answered what no hub answers.
        case server
        /// What came is not what the server announced.
        case checksum
        /// The cache lacks files and the network may not be asked.
        case offline
        /// The model has no files of the kinds that are read.
        case unusable
        case noSpace
        /// The cache cannot be written.
        case unwritable
    }

    public let kind: Kind
    public let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}

/// A server's words as a terminal may show them: one line, no control characters, not long.
func shown(_ text: String) -> String {
    let line = String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    return line.count > 200 ? "\(line.prefix(200))…" : line
}
