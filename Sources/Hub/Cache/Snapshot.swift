import Files
import Foundation

/// The files of one commit in the cache.
struct Snapshot {
    let folder: URL
    /// Empty files here name what the commit does not have.
    let absences: URL
    let commit: String

    func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: file(name).path)
    }

    func file(_ name: String) -> URL { folder.appending(path: name) }

    private var names: Set<String> {
        Set(
            ([ModelFileNames.configuration] + ModelFileNames.weights + ModelFiles.tokenizer).filter(
                has))
    }

    /// What those parts cannot be read without and is not here, in words; empty where they are whole.
    func missing(_ parts: ModelParts) -> [String] {
        let names = names
        var missing = ModelFiles.lacking(parts, names)
        if parts == .all, let index = ModelFiles.weights(among: names), ModelFiles.isIndex(index) {
            if let shards = ModelFiles.shards(ofIndex: file(index)) {
                missing += shards.filter { !has($0) }
            } else {
                missing.append("an \(index) that names files")
            }
        }
        return missing
    }

    /// Files that would change how the tokenizer reads, and of which nobody has said yet whether the
    /// commit has them: some programs leave them out.
    var unknown: [String] {
        ModelFileNames.companions.filter { name in
            !has(name)
                && !FileManager.default.fileExists(atPath: absences.appending(path: name).path)
        }
    }

    /// Notes that the commit does not have those files.
    func rememberAbsence(of names: [String]) throws(FetchError) {
        guard !names.isEmpty else { return }
        try createFolder(absences)
        for name in names {
            let file = absences.appending(path: name)
            guard !FileManager.default.fileExists(atPath: file.path) else { continue }
            do {
                try Data().write(to: file)
            } catch {
                throw FetchError(FileFailure(file, error), advice: cacheAdvice)
            }
        }
    }

    /// Makes the blob appear under its name, by a link that holds wherever the cache is moved to.
    func link(_ name: String, to blob: URL) throws(FetchError) {
        let link = file(name)
        try createFolder(folder)
        // A link to a blob that somebody removed.
        if !has(name) { unlink(link.path) }
        if symlink("../../blobs/" + blob.lastPathComponent, link.path) == 0 { return }
        if errno == EEXIST, has(name) { return }
        // A file system without links holds the file itself, as Hugging Face's programs do it.
        if rename(blob.path, link.path) != 0 {
            throw FetchError(FileFailure(link), advice: cacheAdvice)
        }
    }
}
