import Files
import Foundation
import Options

/// A file that is open for reading, as it was when it was opened.
///
/// Reads go to the file that was opened, whatever gets its name meanwhile. Where somebody shortens it or writes to
/// it, ``read(_:into:)`` or ``checkUnchanged()`` says so.
final class OpenFile {
    let path: String
    let byteCount: Int
    let descriptor: Int32
    private let modified: timespec

    /// Opens a regular file that has bytes.
    init(contentsOf url: URL) throws(CheckpointError) {
        path = url.path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CheckpointError(file: path, "cannot be opened: \(systemReason())")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let reason = systemReason()
            close(descriptor)
            throw CheckpointError(file: path, "cannot be read: \(reason)")
        }
        byteCount = Int(status.st_size)
        modified = Self.modified(status)
        try check(status)
    }

    deinit { close(descriptor) }

    private func check(_ status: stat) throws(CheckpointError) {
        guard status.st_mode & S_IFMT == S_IFREG else {
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            throw CheckpointError(
                file: path, isFolder ? "is a folder, not a file" : "is not a regular file")
        }
        guard byteCount > 0 else { throw CheckpointError(file: path, "is empty") }
        if GitLFSPointer.isAt(try bytes(0..<min(64, byteCount))) {
            throw CheckpointError(file: path, Message(GitLFSPointer.problem))
        }
    }

    /// Fills `target` with the bytes of `range`, which lies in the file and has as many.
    /// - Throws: also where the file has become shorter.
    func read(
        _ range: Range<Int>, into target: UnsafeMutableRawBufferPointer
    ) throws(CheckpointError) {
        precondition(
            range.upperBound <= byteCount && range.count == target.count,
            "bytes \(range) of \(byteCount) for a room of \(target.count)")
        var done = 0
        while done < range.count {
            let count = pread(
                descriptor, target.baseAddress?.advanced(by: done), range.count - done,
                off_t(range.lowerBound + done))
            if count < 0 {
                guard errno == EINTR else {
                    throw CheckpointError(file: path, "cannot be read: \(systemReason())")
                }
                continue
            }
            guard count > 0 else {
                throw CheckpointError(
                    file: path,
                    "became shorter while it was read: it had \(byteCount) bytes and ends after "
                        + "\(range.lowerBound + done)")
            }
            done += count
        }
    }

    /// The bytes of a small range.
    func bytes(_ range: Range<Int>) throws(CheckpointError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        let result = bytes.withUnsafeMutableBytes { target in
            Result { () throws(CheckpointError) in try read(range, into: target) }
        }
        try result.get()
        return bytes
    }

    /// Refuses a file that somebody has written to since it was opened, by its size and its time.
    func checkUnchanged() throws(CheckpointError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw CheckpointError(file: path, "cannot be read: \(systemReason())")
        }
        let now = Self.modified(status)
        guard Int(status.st_size) == byteCount, now.tv_sec == modified.tv_sec,
            now.tv_nsec == modified.tv_nsec
        else {
            throw CheckpointError(file: path, "changed while it was read")
        }
    }

    private static func modified(_ status: stat) -> timespec {
        status.st_mtim
    }
}
