import Foundation

/// Makes a folder, and those above it that are missing; it lasts like what is written into it.
package func makeFolder(_ folder: URL) throws(FileFailure) {
    let folder = folder.absoluteURL.standardizedFileURL
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) {
        if isFolder.boolValue { return }
        throw FileFailure(folder, "is a file, where a folder is needed", code: EEXIST)
    }
    let parent = folder.deletingLastPathComponent()
    if parent.path != folder.path { try makeFolder(parent) }
    guard mkdir(folder.path, 0o777) == 0 || errno == EEXIST else { throw FileFailure(folder) }
    synchronizeFolder(parent)
}

/// Removes a file, or a folder with all that is in it; nothing where there is none.
package func removeItem(_ item: URL) throws(FileFailure) {
    var status = stat()
    guard lstat(item.path, &status) == 0 else {
        if errno == ENOENT || errno == ENOTDIR { return }
        throw FileFailure(item)
    }
    do {
        try FileManager.default.removeItem(at: item)
    } catch {
        throw FileFailure(item, error)
    }
}

/// Gives a file or folder another name on the same file system.
package func moveItem(_ item: URL, to target: URL) throws(FileFailure) {
    guard rename(item.path, target.path) == 0 else { throw FileFailure(item) }
}

/// The names of what is in a folder, in order.
package func namesInFolder(_ folder: URL) throws(FileFailure) -> [String] {
    do {
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    } catch {
        throw FileFailure(folder, error)
    }
}

/// Whether a path leads to a pipe, a terminal or the like, which is read only once.
package func isStream(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return [S_IFIFO, S_IFCHR, S_IFSOCK].contains(status.st_mode & S_IFMT)
}

/// A file's bytes.
package func fileData(_ file: URL) throws(FileFailure) -> Data {
    do {
        return try Data(contentsOf: file)
    } catch {
        throw FileFailure(file, error)
    }
}

/// Makes new, renamed and removed names of a folder last; where a file system offers none, the data
/// are safe.
package func synchronizeFolder(_ folder: URL) {
    let place = open(folder.path, O_RDONLY | O_CLOEXEC)
    guard place >= 0 else { return }
    fsync(place)
    close(place)
}
