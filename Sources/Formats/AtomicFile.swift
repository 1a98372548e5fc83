import Files
import Foundation
import Synchronization

/// Writes `data` to `url` so that the file is either the old one or the complete new one.
///
/// The bytes go to a temporary name in the same folder, reach the disk and are then renamed; after a
/// failure (a full disk, an unwritable folder) the temporary file is gone and an older file intact.
package func writeAtomically(_ data: Data, to url: URL) throws(FileFailure) {
    try AtomicFile.write(to: url, failing: { $0 }) { file throws(FileFailure) in
        try file.append(Array(data))
    }
}

/// A file on its way to its name.
package final class AtomicFile {
    /// `write(2)`, which a test replaces by one that fails.
    package typealias SystemWrite = (Int32, UnsafeRawPointer?, Int) -> Int

    private static let counter = Atomic<Int>(0)

    private let path: String
    private let folder: String
    private let temporaryPath: String
    private let systemWrite: SystemWrite
    private let descriptor: Int32

    /// Creates the file, lets `body` append to it and gives it its name.
    /// - Parameter failing: a failure of the system as the body's error.
    package static func write<Failure: Error>(
        to url: URL, systemWrite: @escaping SystemWrite = { Foundation.write($0, $1, $2) },
        failing: (FileFailure) -> Failure, _ body: (AtomicFile) throws(Failure) -> Void
    ) throws(Failure) {
        let file: AtomicFile
        do {
            file = try AtomicFile(url, systemWrite)
        } catch {
            throw failing(error)
        }
        defer { close(file.descriptor) }
        do {
            try body(file)
        } catch {
            unlink(file.temporaryPath)
            throw error
        }
        do {
            try file.rename()
        } catch {
            unlink(file.temporaryPath)
            throw failing(error)
        }
    }

    /// Whether a name is that of a file on its way: `.NAME.PROCESS-NUMBER.tmp`.
    package static func isTemporary(_ name: String) -> Bool {
        name.wholeMatch(of: /\..+\.[0-9]+-[0-9]+\.tmp/) != nil
    }

    /// Removes the files on their way that killed processes left in a folder, if it is there. Call while
    /// nobody else writes here.
    /// - Parameter target: only those on their way to that name; `nil` takes all.
    package static func removeTemporaries(
        in folder: URL, of target: String? = nil
    ) throws(FileFailure) {
        guard FileManager.default.fileExists(atPath: folder.path) else { return }
        for name in try namesInFolder(folder) where isTemporary(name) {
            guard let target else {
                try removeItem(folder.appending(path: name))
                continue
            }
            let rest = name.dropFirst(target.count + 2)
            if name.hasPrefix(".\(target)."), !rest.dropLast(4).contains(".") {
                try removeItem(folder.appending(path: name))
            }
        }
    }

    /// Takes a file that is to be written for as long as the lock lives, and removes what killed processes
    /// left of it. A folder that is not there is made.
    /// - Parameter option: what names the file, for a message.
    package static func claim(_ url: URL, option: String = "output") throws -> OutputLock {
        let folder = url.deletingLastPathComponent()
        // Where a file is in its place, what is to be written says so.
        if !FileManager.default.fileExists(atPath: folder.path) { try makeFolder(folder) }
        let lock = try OutputLock(writing: url, option: option)
        try removeTemporaries(
            in: url.deletingLastPathComponent(), of: url.lastPathComponent)
        return lock
    }

    private init(_ url: URL, _ systemWrite: @escaping SystemWrite) throws(FileFailure) {
        path = url.path
        folder = url.deletingLastPathComponent().path
        self.systemWrite = systemWrite
        let number = Self.counter.add(1, ordering: .relaxed).newValue
        temporaryPath = "\(folder)/.\(url.lastPathComponent).\(getpid())-\(number).tmp"
        // A rename would replace a device such as /dev/null.
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw FileFailure(url, "cannot be written: it is not a regular file")
        }
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure() }
    }

    private func failure() -> FileFailure {
        let code = errno
        return FileFailure(
            URL(filePath: path), "cannot be written: \(systemReason(code))", code: code)
    }

    package func append(_ bytes: [UInt8]) throws(FileFailure) {
        // The standard library's closures here do not carry the type of what they throw.
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(FileFailure) in try append(buffer) }
        }
        try result.get()
    }

    package func append(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
        var done = 0
        while done < bytes.count {
            let part = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let written = systemWrite(descriptor, part.baseAddress, part.count)
            if written > 0 {
                done += written
            } else if written == 0 || errno != EINTR {
                throw failure()
            }
        }
    }

    /// Overwrites the first bytes: what they hold may be known only when the rest is written.
    /// - Precondition: as many were appended.
    package func replaceStart(_ bytes: [UInt8]) throws(FileFailure) {
        var done = 0
        while done < bytes.count {
            let written = bytes[done...].withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress, $0.count, off_t(done))
            }
            if written > 0 {
                done += written
            } else if written == 0 || errno != EINTR {
                throw failure()
            }
        }
    }

    private func rename() throws(FileFailure) {
        guard fsync(descriptor) == 0, Foundation.rename(temporaryPath, path) == 0 else {
            throw failure()
        }
        synchronizeFolder(URL(filePath: folder))
    }
}
