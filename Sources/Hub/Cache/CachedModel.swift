import Files
import Foundation
import Options

/// The folder of a model in the Hugging Face cache: `refs` name commits, `snapshots` hold links to
/// `blobs`, which are named by their checksums.
struct CachedModel {
    let url: URL
    private let locks: URL

    init(_ model: ModelName, in cache: URL) {
        url = cache.appending(path: model.folderName, directoryHint: .isDirectory)
        locks = cache.appending(path: ".locks/\(model.folderName)", directoryHint: .isDirectory)
    }

    /// The commit that a revision stands for, as far as the cache knows.
    func commit(of revision: Revision) -> String? {
        if revision.isCommit { return revision.description }
        guard let data = try? Data(contentsOf: reference(revision)) else { return nil }
        let name = String(decoding: data, as: UTF8.self).trimmingCharacters(
            in: .whitespacesAndNewlines)
        return isHexadecimal(name, digits: 40) ? name : nil
    }

    /// Remembers what a branch or a tag stands for.
    func remember(_ revision: Revision, as commit: String) throws(FetchError) {
        guard !revision.isCommit, self.commit(of: revision) != commit else { return }
        let file = reference(revision)
        try createFolder(file.deletingLastPathComponent())
        do {
            try Data(commit.utf8).write(to: file, options: .atomic)
        } catch {
            throw FetchError(FileFailure(file, error), advice: cacheAdvice)
        }
    }

    func snapshot(_ commit: String) -> Snapshot {
        Snapshot(
            folder: url.appending(path: "snapshots/\(commit)", directoryHint: .isDirectory),
            absences: url.appending(path: ".no_exist/\(commit)", directoryHint: .isDirectory),
            commit: commit)
    }

    /// The contents named by a checksum.
    func blob(_ checksum: Checksum) -> URL {
        url.appending(path: "blobs/\(checksum)")
    }

    /// Keeps other processes, also Hugging Face's own, from fetching the same contents.
    func lock(_ checksum: Checksum, waiting: () -> Void) throws(FetchError) -> FileLock {
        try createFolder(locks)
        do {
            let file = locks.appending(path: "\(checksum).lock")
            return try FileLock(file, isShared: true, waiting: waiting)
        } catch {
            throw FetchError(error, advice: cacheAdvice)
        }
    }

    private func reference(_ revision: Revision) -> URL {
        url.appending(path: "refs/\(revision)")
    }
}

/// What to do about a disk that is full or cannot be written.
let cacheAdvice: Message = "HF_HUB_CACHE names another folder for models"

func createFolder(_ folder: URL) throws(FetchError) {
    do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
        throw FetchError(FileFailure(folder, error), advice: cacheAdvice)
    }
}
