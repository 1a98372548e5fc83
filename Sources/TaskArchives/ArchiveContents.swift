import Files
import Formats
import Foundation

/// What was downloaded for a task, as the files that the task reads.
struct ArchiveContents {
    private let archive: TaskArchive
    private let downloads: URL

    /// - Parameter downloads: the folder with every source under its name.
    init(_ archive: TaskArchive, _ downloads: URL) {
        self.archive = archive
        self.downloads = downloads
    }

    /// Writes the task's files into an empty folder.
    func write(to folder: URL) throws(FetchError) {
        for source in archive.sources { try unpack(source, into: folder) }
        for derivation in archive.derivations { try make(derivation, in: folder) }
    }

    private func unpack(_ source: TaskArchive.Source, into folder: URL) throws(FetchError) {
        let file = downloads.appending(path: source.name)
        guard let inner = source.folder else {
            guard let name = source.files.first else { return }
            let place = folder.appending(path: name)
            if link(file.path, place.path) == 0 { return }
            do {
                try FileManager.default.copyItem(at: file, to: place)
            } catch {
                throw unwritable(FileFailure(place, error))
            }
            return
        }
        let names = source.files.map { "\(inner)/\($0)" }
        let limits = ZipLimits(byteCount: source.largest)
        try withBytes(of: try mapped(file)) { bytes throws(FetchError) in
            let (zip, entries) = try checked(source) { () throws(ZipProblem) in
                let zip = try ZipArchive(bytes, isUnpacked: true)
                let entries = try names.map { name throws(ZipProblem) in try zip.entry(name) }
                // All of them before the first is unpacked.
                for entry in entries { try limits.check(entry) }
                return (zip, entries)
            }
            for (name, entry) in Swift.zip(source.files, entries) {
                let contents = try checked(source) { () throws(ZipProblem) in
                    try zip.contents(of: entry, in: bytes, limits: limits)
                }
                try write(contents, to: folder.appending(path: name))
            }
        }
    }

    private func checked<Value>(
        _ source: TaskArchive.Source, _ body: () throws(ZipProblem) -> Value
    ) throws(FetchError) -> Value {
        do throws(ZipProblem) {
            return try body()
        } catch {
            let problem = error.entry == nil ? " \(error)" : ": \(error)"
            throw FetchError(
                .damaged, "\(source.name) of \(archive.task)\(problem); it was not kept")
        }
    }

    private func make(_ derivation: Derivation, in folder: URL) throws(FetchError) {
        let contents = try derivation.sources.map { name throws(FetchError) in
            [UInt8](try mapped(downloads.appending(path: name)))
        }
        let files: [[UInt8]]
        do throws(DerivationProblem) {
            files = try derivation.make(contents)
        } catch {
            let place = error.line.map { ": \(textPlace(line: $0)):" } ?? ""
            throw FetchError(
                .damaged,
                "\(error.source) of \(archive.task)\(place) \(error.message); it was not kept")
        }
        for (name, bytes) in zip(derivation.files, files) {
            try write(bytes, to: folder.appending(path: name))
        }
    }

    private func write(_ bytes: [UInt8], to place: URL) throws(FetchError) {
        do {
            try Data(bytes).write(to: place)
        } catch {
            throw unwritable(FileFailure(place, error))
        }
    }

    private func mapped(_ file: URL) throws(FetchError) -> Data {
        do {
            return try Data(contentsOf: file, options: .alwaysMapped)
        } catch {
            throw unwritable(FileFailure(file, error))
        }
    }
}
