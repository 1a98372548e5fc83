import Files
import Foundation

/// Brings the contents of one file into the cache: what is here already stays, what comes is
/// checked, and only then gets its name.
struct BlobDownload {
    /// What one request asks for at most. A disk that is slower than the network would otherwise let the
    /// rest of a file pile up in memory.
    static let window = 1 << 28

    let connection: HubConnection
    let server: HubServer
    let name: String
    let metadata: HubServer.Metadata
    let source: URL
    let window: Int

    /// - Parameters:
    ///   - blob: where the contents go.
    ///   - partial: where they are until they are whole; a part that is there is continued.
    ///   - progress: gets the number of bytes that are here.
    func run(to blob: URL, by partial: URL, progress: (Int) -> Void) throws(HubError) {
        var found: Checksum?
        for _ in 0..<2 {
            try fetch(into: partial, progress)
            do {
                found = try metadata.checksum.ofFile(partial)
            } catch {
                throw HubError(error)
            }
            if found == metadata.checksum {
                if rename(partial.path, blob.path) != 0 { throw HubError(FileFailure(blob)) }
                return
            }
            // A part of an earlier download may have been damaged: once more, from the beginning.
            unlink(partial.path)
        }
        throw HubError(
            .checksum,
            """
            \(server.model)/\(name) did not arrive as the server announced it: checksum expected \
            \(metadata.checksum), got \(found.map(String.init(describing:)) ?? "none"); it was not kept
            """)
    }

    private func fetch(into partial: URL, _ progress: (Int) -> Void) throws(HubError) {
        let file = try PartialFile(partial)
        defer { file.close() }
        if let size = metadata.byteCount, file.byteCount > size { try file.truncate() }
        progress(file.byteCount)
        var furthest = file.byteCount
        try connection.trying("\(server.model)/\(name)", isPatient: true) {
            progressed throws(HTTPFailure) in
            while !isWhole(file) {
                let before = file.byteCount
                let response = try request(file) { count in
                    progress(count)
                    // Not what came before already: a server that breaks off and begins anew each time
                    // would be asked for ever.
                    if count > furthest { progressed() }
                    furthest = max(furthest, count)
                }
                if let busy = Attempt<Void>.busy(response) { return busy }
                if metadata.byteCount == nil, response.status == 200 { break }
                if file.byteCount <= before && !isWhole(file) {
                    throw .lost("the server sent nothing")
                }
            }
            return .done(())
        }
    }

    private func isWhole(_ file: PartialFile) -> Bool { file.byteCount == metadata.byteCount }

    /// One request for what is missing, or for the whole file where its size is not known.
    private func request(
        _ file: PartialFile, progress: (Int) -> Void
    ) throws(HTTPFailure) -> HTTPResponse {
        var request = HTTPRequest(method: .get, url: source)
        let start = file.byteCount
        if let size = metadata.byteCount, start > 0 || size > window {
            request.headers["Range"] = "bytes=\(start)-\(min(size, start + window) - 1)"
        }
        var isBody = false
        return try connection.send(
            request,
            begin: { response throws(HubError) in isBody = try begin(response, file, at: start) }
        ) { piece throws(HubError) in
            guard isBody else { return }
            try file.append(piece)
            if let size = metadata.byteCount, file.byteCount > size {
                try file.truncate()
                throw HubError(
                    .checksum, "\(server.model)/\(name) is longer than the \(size) bytes announced")
            }
            progress(file.byteCount)
        }
    }

    /// Makes the file end where the body begins.
    /// - Returns: Whether the body is of the file.
    private func begin(
        _ response: HTTPResponse, _ file: PartialFile, at start: Int
    ) throws(HubError) -> Bool {
        switch response.status {
        case 200:
            // Also from servers that do not know ranges.
            try file.truncate()
            return true
        case 206
        where metadata.byteCount != nil
            && response["Content-Range"]?.hasPrefix("bytes \(start)-") == true:
            return true
        case 206, 416:
            // Another range than the one asked for, or none: the whole file is asked for next.
            try file.truncate()
            return false
        case 429, 500, 502, 503, 504: return false
        default: throw server.refusal(response, file: name)
        }
    }
}
