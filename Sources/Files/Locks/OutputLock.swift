import Foundation
import Options

/// A claim on an output that processes write to, held until it is released or the process ends.
///
/// The claim is a lock of the operating system on a hidden file beside or in the output; who holds it and
/// since when stands in that file. The last holder removes it. File systems without locks grant every
/// claim: there, renaming alone keeps processes apart.
package final class OutputLock {
    package enum Kind: Sendable {
        /// Nobody else may have a claim.
        case exclusive
        /// Others may share it.
        case shared
        /// As `exclusive`, but waits for the others to end.
        case exclusiveAfterOthers
    }

    /// The name of the hidden file in a folder that is claimed whole.
    package static let folderFile = ".isotropy-lock"

    private let file: URL
    /// What names the output, for messages.
    private let option: String
    private var descriptor: Int32
    /// Whether the file system knows locks.
    package private(set) var isHeld = true

    /// Claims a folder, which exists.
    package convenience init(folder: URL, _ kind: Kind) throws {
        try self.init(folder, file: folder.appending(path: Self.folderFile), kind)
    }

    /// Claims a file that is to be written into a folder that exists.
    package convenience init(writing file: URL, option: String = "output") throws {
        let hidden = ".\(file.lastPathComponent).lock"
        try self.init(
            file, file: file.deletingLastPathComponent().appending(path: hidden), .exclusive,
            option: option)
    }

    /// - Parameters:
    ///   - place: what is claimed, as messages name it.
    ///   - file: the hidden file.
    ///   - option: what names the place on a command line.
    /// - Throws: ``OutputInUse``, or `FileFailure` where the place cannot be written.
    package init(
        _ place: URL, file: URL, _ kind: Kind, option: String = "output"
    ) throws {
        (self.file, self.option) = (file, option)
        descriptor = -1
        // Made before the claim, so that hardly any time passes between the two: others name the holder.
        let line = Array(LockHolder.current.line.utf8)
        while true {
            descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else { throw FileFailure(place) }
            do {
                try acquire(kind, place)
            } catch {
                close(descriptor)
                descriptor = -1
                throw error
            }
            // Its last holder may have removed the file after it was opened here.
            if isOpen(descriptor, as: file) { break }
            close(descriptor)
        }
        if kind != .shared { ftruncate(descriptor, 0) }
        lseek(descriptor, 0, SEEK_END)
        guard write(descriptor, line, line.count) == line.count else {
            let failure = FileFailure(place)
            release()
            throw failure
        }
    }

    deinit { release() }

    /// Lets others in.
    package func release() {
        guard descriptor >= 0 else { return }
        // Others that share the claim keep the file.
        if isHeld, takeLock(LOCK_EX | LOCK_NB, of: descriptor) == true,
            isOpen(descriptor, as: file)
        {
            unlink(file.path)
        }
        close(descriptor)
        descriptor = -1
    }

    /// Shares what was held alone.
    package func share() throws {
        guard isHeld, takeLock(LOCK_SH | LOCK_NB, of: descriptor) != true else { return }
        throw OutputInUse(
            place: file.deletingLastPathComponent().path, holders: holders(), option: option)
    }

    private func acquire(_ kind: Kind, _ place: URL) throws {
        let operation = kind == .shared ? LOCK_SH : LOCK_EX
        let waits = kind == .exclusiveAfterOthers
        var attempts = 0
        while true {
            switch takeLock(waits ? operation : operation | LOCK_NB, of: descriptor) {
            case true?: return
            case false?: break
            case nil: return isHeld = false
            }
            attempts += 1
            // Another that ends holds the lock alone for a moment; one that has just taken it writes
            // itself into the file next, however long the system lets it wait.
            let holders = attempts < Self.attempts.lowerBound ? [] : holders()
            if !holders.isEmpty || attempts >= Self.attempts.upperBound {
                throw OutputInUse(place: place.path, holders: holders, option: option)
            }
            usleep(5_000)
        }
    }

    /// How often a lock is tried, every 5 ms: at least, and at most while nobody is named as its holder.
    private static let attempts = 40...2_000

    /// Those that have written themselves into the file and, as far as can be seen, still run.
    private func holders() -> [LockHolder] {
        guard let data = try? Data(contentsOf: file) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
            .compactMap { LockHolder(line: $0) }.filter(\.mayRun)
    }
}

/// An output that another process is writing to.
package struct OutputInUse: MessageError {
    package let place: String
    package let holders: [LockHolder]
    /// What names it, such as `output`.
    package let option: String

    package var message: Message {
        let who = holders.map(\.description).joined(separator: ", and by ")
        return "\(place) is in use by \(who.isEmpty ? "another process" : who): wait until it has "
            + "ended, or give another \(option: option)"
    }
}

/// A process that has a claim, as its line in the lock's file tells it.
package struct LockHolder: Sendable, Equatable, CustomStringConvertible {
    package let process: Int32
    package let host: String
    /// In UTC, to the second.
    package let since: String
    /// The command and its first argument.
    package let command: String

    package static var current: LockHolder {
        let arguments = CommandLine.arguments
        let name = arguments.first.map { URL(filePath: $0).lastPathComponent } ?? "isotropy"
        return LockHolder(
            process: getpid(), host: thisHost,
            since: Date().formatted(.iso8601),
            command: ([name] + arguments.dropFirst().prefix(1)).joined(separator: " "))
    }

    private init(process: Int32, host: String, since: String, command: String) {
        self.process = process
        self.host = host
        self.since = since
        self.command = command
    }

    init?(line: Substring) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count == 4, let process = Int32(fields[0]) else { return nil }
        self.init(
            process: process, host: String(fields[1]), since: String(fields[2]),
            command: String(fields[3]))
    }

    fileprivate var line: String {
        let plain = command.map { $0.isNewline || $0 == "\t" ? " " : $0 }
        return "\(process)\t\(host)\t\(since)\t\(String(plain))\n"
    }

    /// Of a process on another host nothing is known.
    fileprivate var mayRun: Bool {
        host != thisHost || kill(process, 0) == 0 || errno == EPERM
    }

    package var description: String {
        "process \(process) (\(command)) on \(host) since \(since)"
    }
}

/// The machine's name as it calls itself: Foundation's asks the network.
private let thisHost: String = {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "this machine" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}()
