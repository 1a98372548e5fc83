import Files
import Foundation
import Options

/// A file that is open for reading, as it was when it was opened.
///
/// Reads go to the file that was opened, whatever gets its name meanwhile. Where somebody shortens it or writes to
/// it, ``read(_:into:)`` or ``checkUnchanged()`` says so.
final class OpenFile {
    /// What messages call it.
    let path: String
    let byteCount: Int
    let descriptor: Int32
    private let modified: timespec
    private let mode: mode_t

    /// Opens a regular file that has bytes.
    /// - Parameter name: what messages call it; `nil` takes its path.
    convenience init(contentsOf url: URL, as name: String? = nil) throws(CheckpointError) {
        let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CheckpointError(
                file: name ?? url.path, "cannot be opened: \(systemReason())")
        }
        try self.init(descriptor, as: name ?? url.path)
        try check()
    }

    /// A file without a name, which is gone with this, for what is unpacked from another.
    /// - Parameters:
    ///   - path: of the other file, which messages name.
    ///   - body: gives the bytes to the function that it gets.
    convenience init(
        unnamedFor path: String,
        _ body: (
            _ write: (UnsafeRawBufferPointer) throws(CheckpointError) -> Void
        ) throws(CheckpointError) -> Void
    ) throws(CheckpointError) {
        func failure() -> CheckpointError {
            CheckpointError(file: path, "cannot be unpacked: \(systemReason())")
        }
        var name = Array((NSTemporaryDirectory() + "/isotropy-unpacked-XXXXXX").utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw failure() }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(name)
        do throws(CheckpointError) {
            try body { bytes throws(CheckpointError) in
                var rest = bytes
                while !rest.isEmpty {
                    let count = write(descriptor, rest.baseAddress, rest.count)
                    guard count >= 0 || errno == EINTR else { throw failure() }
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(max(0, count)))
                }
            }
        } catch {
            close(descriptor)
            throw error
        }
        try self.init(descriptor, as: path)
    }

    /// - Parameter descriptor: is closed with this.
    private init(_ descriptor: Int32, as path: String) throws(CheckpointError) {
        self.path = path
        self.descriptor = descriptor
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let reason = systemReason()
            close(descriptor)
            throw CheckpointError(file: path, "cannot be read: \(reason)")
        }
        byteCount = Int(status.st_size)
        modified = Self.modified(status)
        mode = status.st_mode
    }

    deinit { close(descriptor) }

    private func check() throws(CheckpointError) {
        guard mode & S_IFMT == S_IFREG else {
            let isFolder = mode & S_IFMT == S_IFDIR
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
