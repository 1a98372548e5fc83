import Files
import Formats
import Foundation

/// The file of a run's events: one in its folder, which grows while the run goes on.
///
/// Readers follow a file from where they are and go on to those whose names come later. So what stands in a file is
/// never changed: one that does not hold what it should gives way to a new one with a later name. It is emptied and not
/// removed, since TensorBoard's reader in Python asks for its size before it goes on to the next.
package final class EventFile {
    /// What the names of our files end in; others that stand in the folder are left alone.
    package static let suffix = ".isotropy"

    package let url: URL
    private let descriptor: Int32
    private let systemWrite: AtomicFile.SystemWrite
    /// The bytes of whole records.
    private var byteCount: Int

    /// Goes on with the folder's file where it holds these records and no more, else begins a new one with them and
    /// empties the others of ours; those that are empty already are removed. Call while nobody else writes to the folder.
    package init(
        in folder: URL, continuing records: [UInt8],
        systemWrite: @escaping AtomicFile.SystemWrite = { Foundation.write($0, $1, $2) }
    ) throws(FileFailure) {
        self.systemWrite = systemWrite
        let earlier = try Self.names(in: folder)
        let filled = earlier.filter { Files.byteCount(folder.appending(path: $0)) != 0 }
        if let last = earlier.last, filled == [last],
            try fileData(folder.appending(path: last)).elementsEqual(records)
        {
            url = folder.appending(path: last)
            descriptor = open(url.path, O_WRONLY | O_APPEND | O_CLOEXEC)
            byteCount = records.count
            guard descriptor >= 0 else { throw FileFailure(url) }
            return
        }
        url = folder.appending(path: Self.name(after: earlier))
        descriptor = open(url.path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        byteCount = 0
        guard descriptor >= 0 else { throw FileFailure(url) }
        do {
            try append(records)
            try synchronize()
        } catch {
            unlink(url.path)
            throw error
        }
        synchronizeFolder(folder)
        // Not before: whoever kills this process leaves one of the two whole.
        for name in earlier {
            let old = folder.appending(path: name)
            guard filled.contains(name) else {
                try removeItem(old)
                continue
            }
            guard truncate(old.path, 0) == 0 else { throw FileFailure(old) }
        }
    }

    /// Adds whole records. After a failure, such as that of a full disk, the file ends with the last whole one.
    /// - Throws: also where the file has been removed or replaced: the records would be lost.
    package func append(_ records: [UInt8]) throws(FileFailure) {
        guard isOpen(descriptor, as: url) else {
            throw FileFailure(url, "was removed or replaced while the run wrote to it")
        }
        var done = 0
        while done < records.count {
            let written = records[done...].withUnsafeBytes {
                systemWrite(descriptor, $0.baseAddress, $0.count)
            }
            if written > 0 {
                done += written
            } else if written == 0 || errno != EINTR {
                let failure = FileFailure(url)
                ftruncate(descriptor, off_t(byteCount))
                throw failure
            }
        }
        byteCount += records.count
    }

    /// Brings what was added to the disk.
    package func synchronize() throws(FileFailure) {
        guard fsync(descriptor) == 0 else { throw FileFailure(url) }
    }

    deinit { close(descriptor) }

    /// Our files in a folder, in the order in which readers take them.
    package static func names(in folder: URL) throws(FileFailure) -> [String] {
        try namesInFolder(folder).filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }
    }

    private static let prefix = "events.out.tfevents."

    /// As TensorFlow calls its files, by the second in which they began, but later than the earlier ones whatever the
    /// clock says.
    private static func name(after earlier: [String]) -> String {
        let last = earlier.compactMap { Int($0.dropFirst(prefix.count).prefix { $0 != "." }) }.max()
        let second = max(Int(Date().timeIntervalSince1970), (last ?? 0) + 1)
        let digits = String(second)
        let padded = String(repeating: "0", count: max(0, 10 - digits.count)) + digits
        return "\(prefix)\(padded).\(ProcessInfo.processInfo.processIdentifier)\(suffix)"
    }
}
