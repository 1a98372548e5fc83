/// What a download tells while it goes on.
public enum TransferEvent: Sendable, Equatable {
    case progress(DownloadProgress)
    /// A line for the user: what is waited for, what is tried again.
    case notice(String)
}

/// How far a download is, which may be of several files.
public struct DownloadProgress: Sendable, Equatable {
    /// The file that is coming.
    public let file: String
    /// What is here of all files that were missing, counting what an earlier download left.
    public let bytes: Int
    /// What was missing in all, as far as the server told sizes.
    public let total: Int

    package init(file: String, bytes: Int, total: Int) {
        self.file = file
        self.bytes = bytes
        self.total = total
    }
}
