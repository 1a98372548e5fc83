import Assets
import Files
import Foundation
import Options
import Transfer

/// The folder in which the official files of tasks are kept, one folder a task.
///
/// A folder gets its name only when its files are whole and have the official counts.
public struct TaskArchives: Sendable {
    /// Where the folders are.
    public let root: URL
    private let endpoint: String?
    private let netrc: URL?
    private let pause: @Sendable (Double) -> Void

    /// The user's cache, `tasks` beside the assets; `ISOTROPY_DATA_ENDPOINT` replaces scheme and host
    /// of every address, and may hold a user and a password; others
    /// stand in the file `NETRC`, else in `~/.netrc`.
    /// - Parameter output: another folder than the cache.
    public init(environment: [String: String], output: URL? = nil) {
        let root = output ?? AssetCache.root(environment).appending(path: "tasks")
        let endpoint = environment["ISOTROPY_DATA_ENDPOINT"]
        let netrc = EnvironmentVariables(environment).netrc
        self.init(root: root, endpoint: endpoint, netrc: netrc) {
            Thread.sleep(forTimeInterval: $0)
        }
    }

    /// - Parameter pause: waits so many seconds before a request is tried again.
    package init(
        root: URL, endpoint: String?, netrc: URL? = nil, pause: @escaping @Sendable (Double) -> Void
    ) {
        self.root = root.absoluteURL
        self.endpoint = endpoint.flatMap { $0.isEmpty ? nil : $0 }
        self.netrc = netrc
        self.pause = pause
    }

    /// The task's folder, where it is there with all files.
    public func folder(of task: String) -> URL? {
        guard let archive = TaskArchive.of(task) else { return nil }
        let folder = place(of: archive)
        let isWhole = archive.files.allSatisfy { byteCount(folder.appending(path: $0)) != nil }
        return isWhole ? folder : nil
    }

    /// The task's folder with its official files, fetched where they are not there yet.
    ///
    /// What is there is checked as well. Several processes may ask at once: one fetches, the others
    /// wait. A download that breaks off is continued by the next call.
    /// - Parameter report: what goes on, on the caller's thread.
    public func fetch(
        _ task: String, report: @escaping (TransferEvent) -> Void = { _ in }
    ) throws(FetchError) -> URL {
        guard let archive = TaskArchive.of(task) else { throw unknown(task) }
        try createFolder(root)
        let lock = try lock(archive) {
            report(.notice("waiting for another process that fetches \(task)"))
        }
        defer { lock.release() }
        let folder = place(of: archive)
        if FileManager.default.fileExists(atPath: folder.path) {
            try checkPresent(archive, folder)
            return folder
        }
        if lock.isHeld { removeLeftovers(of: archive) }
        let download = ArchiveDownload(
            archive, root: root, isShared: !lock.isHeld, endpoint: endpoint,
            netrc: netrc, pause: pause, report: report)
        try download.run(to: folder)
        return folder
    }

    private func unknown(_ task: String) -> FetchError {
        let known = TaskArchive.all.map(\.task).joined(separator: ", ")
        return FetchError(
            .notFound, "no archive of a task \(task) is known; known are \(known)")
    }

    /// A folder that somebody else may have filled is taken if it is right, and never touched.
    private func checkPresent(_ archive: TaskArchive, _ folder: URL) throws(FetchError) {
        do throws(FetchError) {
            try archive.check(folder)
        } catch {
            throw FetchError(
                .occupied,
                "\(folder.path) is there already and does not hold the official files of "
                    + "\(archive.task); move it away to fetch them. \(error)")
        }
    }

    /// - Parameter waiting: called once when another process has the claim.
    private func lock(
        _ archive: TaskArchive, waiting: () -> Void
    ) throws(FetchError) -> OutputLock {
        let file = root.appending(path: ".\(archive.task).lock")
        let place = place(of: archive)
        do {
            do {
                return try OutputLock(place, file: file, .exclusive)
            } catch is OutputInUse {
                waiting()
                return try OutputLock(place, file: file, .exclusiveAfterOthers)
            }
        } catch {
            throw unwritable(error as? FileFailure ?? FileFailure(place, error))
        }
    }

    private func place(of archive: TaskArchive) -> URL {
        root.appending(path: archive.task, directoryHint: .isDirectory)
    }

    /// What a process that was killed while it unpacked left behind.
    private func removeLeftovers(of archive: TaskArchive) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        for name in names where name.hasPrefix(ArchiveDownload.unpackedPrefix(archive)) {
            try? FileManager.default.removeItem(at: root.appending(path: name))
        }
    }
}

/// What to do about a disk that is full or cannot be written.
let folderAdvice: Message = "`output` or ISOTROPY_CACHE names another folder"

func unwritable(_ failure: FileFailure) -> FetchError {
    FetchError(failure, advice: folderAdvice)
}

func createFolder(_ folder: URL) throws(FetchError) {
    do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
        throw unwritable(FileFailure(folder, error))
    }
}
