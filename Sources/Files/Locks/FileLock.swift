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
        var isGranted = takeLock(LOCK_EX | LOCK_NB, of: descriptor)
        if isGranted == false {
            waiting()
            isGranted = takeLock(LOCK_EX, of: descriptor)
        }
        isExclusive = isGranted == true
    }

    package func release() {
        close(descriptor)
    }
}

/// Takes a lock of the operating system on an open file.
/// - Returns: whether it was granted; `nil` on file systems without locks.
func takeLock(_ operation: Int32, of descriptor: Int32) -> Bool? {
    while flock(descriptor, operation) != 0 {
        if errno == EINTR { continue }
        return errno == EWOULDBLOCK ? false : nil
    }
    return true
}
