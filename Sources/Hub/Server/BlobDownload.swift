import Files
import Foundation
import Transfer

/// Brings the contents of one file into the cache: what is here already stays, what comes is
/// checked, and only then gets its name.
struct BlobDownload {
    let connection: ServerConnection
    let server: HubServer
    let name: String
    let metadata: HubServer.Metadata
    let source: URL
    let window: Int

    /// - Parameters:
    ///   - blob: where the contents go.
    ///   - partial: where they are until they are whole; a part that is there is continued.
    ///   - progress: gets the number of bytes that are here.
    func run(to blob: URL, by partial: URL, progress: (Int) -> Void) throws(FetchError) {
        let download = FileDownload(
            connection: connection, subject: "\(server.model)/\(name)", source: source,
            byteCount: metadata.byteCount, window: window, advice: cacheAdvice
        ) { [server, name] in server.refusal($0, file: name) }
        var found: Checksum?
        for _ in 0..<2 {
            try download.fetch(into: partial, progress)
            do {
                found = try metadata.checksum.ofFile(partial)
            } catch {
                throw FetchError(error, advice: cacheAdvice)
            }
            if found == metadata.checksum {
                if rename(partial.path, blob.path) != 0 {
                    throw FetchError(FileFailure(blob), advice: cacheAdvice)
                }
                return
            }
            // A part of an earlier download may have been damaged: once more, from the beginning.
            unlink(partial.path)
        }
        let size = metadata.byteCount.map { " of the \($0) bytes that it announced" } ?? ""
        throw FetchError(
            .checksum,
            """
            \(server.model)/\(name) did not arrive as the server announced it: checksum expected \
            \(metadata.checksum), got \(found.map(String.init(describing:)) ?? "none")\(size); it was \
            not kept
            """)
    }
}
