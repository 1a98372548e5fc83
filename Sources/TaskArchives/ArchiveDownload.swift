import Files
import Foundation
import Transfer

/// Brings the files of one task: downloads, unpacks aside, checks, and only then gives them their
/// place.
struct ArchiveDownload {
    /// What an archive may have in bytes.
    static let largest = 1 << 30

    private let archive: TaskArchive
    private let root: URL
    private let endpoint: String?
    private let netrc: URL?
    private let pause: (Double) -> Void
    private let report: (TransferEvent) -> Void
    /// Where downloads are until all is done; stays when one breaks off.
    private let downloads: URL
    private let isShared: Bool

    /// - Parameter isShared: whether another process may do the same at the same time.
    init(
        _ archive: TaskArchive, root: URL, isShared: Bool, endpoint: String?, netrc: URL?,
        pause: @escaping (Double) -> Void, report: @escaping (TransferEvent) -> Void
    ) {
        self.archive = archive
        self.root = root
        self.endpoint = endpoint
        self.netrc = netrc
        self.pause = pause
        self.report = report
        self.isShared = isShared
        let ending = isShared ? "-" + UUID().uuidString : ""
        downloads = root.appending(
            path: ".\(archive.task).download\(ending)", directoryHint: .isDirectory)
    }

    static func unpackedPrefix(_ archive: TaskArchive) -> String { ".\(archive.task).unpacked-" }

    func run(to folder: URL) throws(FetchError) {
        defer { if isShared { remove(downloads) } }
        let wasBegun = FileManager.default.fileExists(atPath: downloads.path)
        do throws(FetchError) {
            try unpack(try fetch(), to: folder)
        } catch {
            guard wasBegun, error.kind == .damaged || error.kind == .differs else { throw error }
            // What an earlier download left may have been another file's: once more, from the beginning.
            try unpack(try fetch(), to: folder)
        }
        remove(downloads)
    }

    /// - Returns: the sources with the sizes that the server announced, in words.
    private func fetch() throws(FetchError) -> String {
        var items: [(source: TaskArchive.Source, server: PlainServer, url: URL, size: Int?)] = []
        for source in archive.sources {
            let url = try address(of: source)
            let server = try PlainServer(
                origin: origin(url), variable: "ISOTROPY_DATA_ENDPOINT", netrc: netrc,
                advice: folderAdvice, pause: pause, report: report)
            let place = url.withoutLogin
            let size = try server.byteCount(of: place, source.name)
            items.append((source, server, place, size))
        }
        for item in items where item.size ?? 0 > largest(item.source) {
            throw FetchError(
                .server, "\(item.source.name) cannot be of \(item.size ?? 0) bytes")
        }
        let total = items.reduce(0) { $0 + ($1.size ?? 0) }
        try requireSpace(total)
        try createFolder(downloads)
        var before = 0
        for item in items {
            let file = downloads.appending(path: item.source.name)
            try item.server.fetch(
                item.url, item.source.name, byteCount: item.size, largest: largest(item.source),
                into: file
            ) { bytes in
                report(
                    .progress(
                        DownloadProgress(
                            file: item.source.name, bytes: before + bytes, total: total)))
            }
            before += item.size ?? 0
        }
        return items.compactMap { item in item.size.map { "\(item.source.name) \($0) bytes" } }
            .joined(separator: ", ")
    }

    private func largest(_ source: TaskArchive.Source) -> Int {
        source.folder == nil ? source.largest : Self.largest
    }

    /// What is not what it should be is not kept, neither packed nor unpacked.
    private func unpack(_ announced: String, to folder: URL) throws(FetchError) {
        let aside = root.appending(
            path: Self.unpackedPrefix(archive) + UUID().uuidString, directoryHint: .isDirectory)
        defer { remove(aside) }
        try createFolder(aside)
        do throws(FetchError) {
            try ArchiveContents(archive, downloads).write(to: aside)
            try archive.check(aside)
        } catch {
            guard error.kind == .damaged || error.kind == .differs else { throw error }
            remove(downloads)
            // Of files that are made of one another the message says what is wrong.
            guard error.kind == .damaged, archive.derivations.isEmpty, !announced.isEmpty else {
                throw error
            }
            throw FetchError(
                error.kind, "\(error.description) (the server announced \(announced))")
        }
        if rename(aside.path, folder.path) != 0 { throw unwritable(FileFailure(folder)) }
    }

    /// Where a source is, at the endpoint if one is set.
    private func address(of source: TaskArchive.Source) throws(FetchError) -> URL {
        guard var parts = URLComponents(string: source.address) else {
            preconditionFailure("\(source.address) is no address")
        }
        if var endpoint {
            while endpoint.hasSuffix("/") { endpoint.removeLast() }
            let address = try serverAddress(endpoint, variable: "ISOTROPY_DATA_ENDPOINT")
            guard let other = URLComponents(url: address, resolvingAgainstBaseURL: true) else {
                preconditionFailure("\(place(address)) has no parts")
            }
            parts.scheme = other.scheme
            parts.host = other.host
            parts.port = other.port
            parts.percentEncodedUser = other.percentEncodedUser
            parts.percentEncodedPassword = other.percentEncodedPassword
            parts.path = other.path + parts.path
        }
        guard let url = parts.url else {
            throw FetchError(.invalid, "\(source.name) has no address at ISOTROPY_DATA_ENDPOINT")
        }
        return url
    }

    /// With the user and the password that the endpoint has.
    private func origin(_ url: URL) -> String {
        var parts = URLComponents(url: url, resolvingAgainstBaseURL: true)
        parts?.path = ""
        parts?.query = nil
        return parts?.string ?? ""
    }

    private func requireSpace(_ total: Int) throws(FetchError) {
        let here = archive.sources.reduce(0) {
            $0 + (byteCount(downloads.appending(path: $1.name)) ?? 0)
        }
        // Text deflates to about a third, and the archive stays until all is done.
        let needed = max(0, total - here) + 3 * total
        guard let free = freeByteCount(root), free < needed else { return }
        throw FetchError(
            .noSpace,
            """
            \(archive.task) needs \(megabytes(needed)) MB in \(root.path), where \
            \(free / 1_000_000) MB are free; \(folderAdvice)
            """)
    }

    private func remove(_ folder: URL) {
        try? FileManager.default.removeItem(at: folder)
    }
}
