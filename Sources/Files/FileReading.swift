import Foundation

/// The size of a file, or of the one that a link leads to; `nil` when there is none.
package func byteCount(_ file: URL) -> Int? {
    var status = stat()
    return stat(file.path, &status) == 0 ? Int(status.st_size) : nil
}

/// Whether a name still is that of a file that was opened by it: not removed, and not replaced.
package func isOpen(_ descriptor: Int32, as file: URL) -> Bool {
    var (opened, named) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && stat(file.path, &named) == 0
        && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
}

/// What is free on the file system of a folder; `nil` where that is not known.
package func freeByteCount(_ folder: URL) -> Int? {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
    return (attributes?[.systemFreeSize] as? NSNumber)?.intValue
}

/// Rounded up.
package func megabytes(_ byteCount: Int) -> Int {
    byteCount / 1_000_000 + (byteCount % 1_000_000 > 0 ? 1 : 0)
}

/// Gives a file's bytes in pieces, in order.
package func readPieces(of file: URL, _ body: (Data) -> Void) throws(FileFailure) {
    do {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { body(piece) }
    } catch {
        throw FileFailure(file, error)
    }
}
