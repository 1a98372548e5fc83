import Hub

/// Why the files of a task could not be had; nothing that was not checked is left under its name.
public struct ArchiveError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// No archive is known for the task, or the endpoint is no address.
        case invalid
        /// The server cannot be met, failed, or lacks the archive.
        case download
        /// The archive is not one that can be unpacked, or is not safe to unpack.
        case damaged
        /// The files are not the official ones.
        case differs
        /// The place where the files belong holds something else.
        case occupied
        case noSpace
        case unwritable
    }

    public let kind: Kind
    public let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    init(_ error: HubError) {
        let kind: Kind =
            switch error.kind {
            case .noSpace: .noSpace
            case .unwritable: .unwritable
            case .invalid: .invalid
            default: .download
            }
        self.init(kind, error.description)
    }
}
