import Options

/// Why something could not be had that is fetched and kept: a model, the files of a task, an asset.
///
/// Nothing that was not checked is left under its name.
public struct FetchError: MessageError, Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// What was given cannot be a name, a revision, an address or a token.
        case invalid
        /// There is nothing of that name: no asset, no task's archive, no model, revision or file.
        case notFound
        /// It is private or gated, or the token or the password is not accepted.
        case unauthorized
        /// No connection, or one that was lost again and again.
        case unreachable
        /// The server failed, or answered what no such server answers.
        case server
        /// What came is not what was announced, or not what this version was written for.
        case checksum
        /// It is not here and the network may not be asked.
        case offline
        /// There are no files of the kinds that are read.
        case unusable
        /// An archive is not one that can be unpacked, or is not safe to unpack.
        case damaged
        /// The files are not the official ones.
        case differs
        /// The place where the files belong holds something else.
        case occupied
        /// A program that fetches is not installed.
        case missingProgram
        /// A program that fetches or unpacks failed; the message holds its own words.
        case failedProgram
        case noSpace
        /// The place where it is kept cannot be written.
        case unwritable
    }

    public let kind: Kind
    public let message: Message

    package init(_ kind: Kind, _ message: Message) {
        self.kind = kind
        self.message = message
    }

    /// A failure to write the place where it is kept.
    /// - Parameter advice: what to do about it.
    package init(_ failure: FileFailure, advice: Message) {
        self.init(failure.isFull ? .noSpace : .unwritable, "\(failure); \(advice)")
    }
}
