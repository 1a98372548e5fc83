import Foundation

/// An exclusive lock between processes, which ends with the process at the latest.
struct FileLock {
    private let descriptor: Int32
    /// False on file systems without locks; there, renaming alone keeps processes apart.
    let isExclusive: Bool

    /// Waits for the lock; the file itself stays.
    /// - Parameter waiting: called once when somebody else holds it.
    init(_ file: URL, waiting: () -> Void) throws(AssetError) {
        // Not inherited: a child that outlives this process must not hold the lock.
        descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        if descriptor < 0 {
            let reason = String(cString: strerror(errno))
            throw AssetError(
                .unwritable,
                "\(file.path): \(reason); ISOTROPY_CACHE names another directory")
        }
        var result = flock(descriptor, LOCK_EX | LOCK_NB)
        if result != 0 && errno == EWOULDBLOCK {
            waiting()
            repeat { result = flock(descriptor, LOCK_EX) } while result != 0 && errno == EINTR
        }
        isExclusive = result == 0
    }

    func release() {
        close(descriptor)
    }
}
