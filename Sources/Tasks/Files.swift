import Files
import Formats
import Foundation
import Options

/// The files of those names in the directory, or else in one of its subfolders; reports the missing
/// ones.
///
/// All come from one folder, the first that holds any of them: parts of different folders are
/// never mixed.
func locate(
    _ names: [String], in directory: URL, usualFolders: [String], _ problems: inout DataError
) -> [URL] {
    guard let folders = folders(directory, usualFolders, &problems) else { return [] }
    guard let folder = folders.first(where: { folder in names.contains { holds(folder, $0) } })
    else {
        let places = folders.map(\.path).joined(separator: " and ")
        problems.add(.init("\(names.joined(separator: ", ")) not found; looked in \(places)"))
        return []
    }
    for name in names where !holds(folder, name) {
        problems.add(.init("\(name) not found; looked in \(folder.path)"))
    }
    return names.filter { holds(folder, $0) }.map(folder.appendingPathComponent)
}

/// The first file that is there under any of the names, in any of the places; `nil` when none is.
func locateAny(
    of names: [String], in directory: URL, usualFolders: [String], _ problems: inout DataError
) -> URL? {
    guard let folders = folders(directory, usualFolders, &problems) else { return nil }
    for folder in folders {
        for name in names where holds(folder, name) { return folder.appendingPathComponent(name) }
    }
    return nil
}

/// The bytes of a text file, unpacked where gzip has compressed it; reports one that cannot be read, or says
/// that it is not UTF-8.
func fileBytes(_ path: String, _ problems: inout DataError) -> [UInt8]? {
    guard !isStream(path) else {
        problems.add(.init(file: path, "is read only once: write it to a file"))
        return nil
    }
    var bytes: [UInt8]
    do {
        bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        if Gzip.isAt(bytes) { bytes = try Gzip.unpacked(bytes) }
    } catch let problem as GzipProblem {
        problems.add(.init(file: path, Message(problem.description)))
        return nil
    } catch {
        problems.add(.init(file: path, "cannot be read: \(systemReason(error))"))
        return nil
    }
    guard let problem = problemOfText(bytes) else { return bytes }
    problems.add(.init(file: path, Message(problem)))
    return nil
}

private func folders(
    _ directory: URL, _ usual: [String], _ problems: inout DataError
) -> [URL]? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: directory.path, isDirectory: &isFolder) else {
        problems.add(.init(file: directory.path, "no such directory"))
        return nil
    }
    guard isFolder.boolValue else {
        problems.add(.init(file: directory.path, "is a file; give the directory that holds it"))
        return nil
    }
    return [directory] + usual.map { directory.appendingPathComponent($0) }
}

private func holds(_ folder: URL, _ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
}
