/// The few lines that Git LFS leaves in a large file's place until the file itself is fetched.
package enum GitLFSPointer {
    /// What is wrong with a file that is one.
    package static let problem =
        "is a pointer of Git LFS, not the file itself: run git lfs pull, or download the file"

    /// As the specification's first versions began, and as all later ones do.
    private static let starts = ["version https://git-lfs", "version https://hawser."]
        .map { Array($0.utf8) }

    /// Whether a file of those bytes, or of those at its start, is one.
    package static func isAt(_ bytes: some Collection<UInt8>) -> Bool {
        starts.contains { bytes.starts(with: $0) }
    }
}
