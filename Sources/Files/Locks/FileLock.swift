import Foundation

/// An exclusive lock between processes, which ends with the process at the latest.
package struct FileLock {
    private let descriptor: Int32
    /// False on file systems without locks; there, renaming alone keeps processes apart.
    package let isExclusive: Bool

    /// Waits for the lock; the file itself stays.
    /// - Parameters:
    ///   - isShared: whether the file is for all of the user's group.
    ///   - waiting: called once when somebody else holds it.
    package init(
        _ file: URL, isShared: Bool = false, waiting: () -> Void
    ) throws(FileFailure) {
        // Not inherited: a child that outlives this process must not hold the lock.
        descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        if descriptor < 0 { throw FileFailure(file) }
        // Past the mask of the process; whoever does not own the file need not.
        if isShared { fchmod(descriptor, 0o664) }
        var result = flock(descriptor, LOCK_EX | LOCK_NB)
        if result != 0 && errno == EWOULDBLOCK {
            waiting()
            repeat { result = flock(descriptor, LOCK_EX) } while result != 0 && errno == EINTR
        }
        isExclusive = result == 0
    }

    package func release() {
        close(descriptor)
    }
}
