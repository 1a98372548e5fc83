import Files
import Foundation
import Options

/// Brings what one address holds into a file, and goes on where an earlier download ended.
package struct FileDownload {
    /// What one request asks for at most. A disk that is slower than the network would otherwise let the
    /// rest of a file pile up in memory.
    package static let window = 1 << 28

    let connection: ServerConnection
    /// What comes, for messages.
    let subject: String
    let source: URL
    /// `nil` where the server does not tell.
    let byteCount: Int?
    /// What is taken where the server does not tell.
    let largest: Int
    let window: Int
    /// What to do about a disk that is full or cannot be written.
    let advice: Message
    /// What a status that is no success means.
    let refusal: (HTTPResponse) -> FetchError

    package init(
        connection: ServerConnection, subject: String, source: URL, byteCount: Int?,
        largest: Int = .max, window: Int, advice: Message,
        refusal: @escaping (HTTPResponse) -> FetchError
    ) {
        self.connection = connection
        self.subject = subject
        self.source = source
        self.byteCount = byteCount
        self.largest = largest
        self.window = window
        self.advice = advice
        self.refusal = refusal
    }

    /// - Parameter progress: gets the number of bytes that are here.
    package func fetch(into partial: URL, _ progress: (Int) -> Void) throws(FetchError) {
        let file = try PartialFile(partial, advice: advice)
        defer { file.close() }
        if let size = byteCount, file.byteCount > size { try file.truncate() }
        progress(file.byteCount)
        var furthest = file.byteCount
        try connection.trying(subject, isPatient: true) { progressed throws(HTTPFailure) in
            while !isWhole(file) {
                let before = file.byteCount
                let response = try request(file) { count in
                    progress(count)
                    // Not what came before already: a server that breaks off and begins anew each time
                    // would be asked for ever.
                    // Nor a few bytes a try, which would be below the least rate.
                    if count - furthest >= Int(LeastRate.bytesPerSecond) || count == byteCount {
                        progressed()
                        furthest = count
                    }
                }
                if let busy = Attempt<Void>.busy(response) { return busy }
                if byteCount == nil, response.status == 200 { break }
                if file.byteCount <= before && !isWhole(file) {
                    throw .lost("the server sent nothing")
                }
            }
            return .done(())
        }
    }

    private func isWhole(_ file: PartialFile) -> Bool { file.byteCount == byteCount }

    /// One request for what is missing, or for the whole file where its size is not known.
    private func request(
        _ file: PartialFile, progress: (Int) -> Void
    ) throws(HTTPFailure) -> HTTPResponse {
        var request = HTTPRequest(method: .get, url: source)
        let start = file.byteCount
        if let size = byteCount, start > 0 || size > window {
            request.headers["Range"] = "bytes=\(start)-\(min(size, start + window) - 1)"
        }
        var isBody = false
        return try connection.send(
            request,
            begin: { response throws(FetchError) in isBody = try begin(response, file, at: start) }
        ) { piece throws(FetchError) in
            guard isBody else { return }
            try file.append(piece)
            if file.byteCount > byteCount ?? largest {
                try file.truncate()
                let most = byteCount.map { "the \($0) bytes announced" } ?? "\(largest) bytes"
                throw FetchError(.checksum, "\(subject) is longer than \(most)")
            }
            progress(file.byteCount)
        }
    }

    /// Makes the file end where the body begins.
    /// - Returns: Whether the body is of the file.
    private func begin(
        _ response: HTTPResponse, _ file: PartialFile, at start: Int
    ) throws(FetchError) -> Bool {
        switch response.status {
        case 200:
            // Also from servers that do not know ranges.
            try file.truncate()
            return true
        case 206
        where byteCount != nil
            && response["Content-Range"]?.hasPrefix("bytes \(start)-") == true:
            return true
        case 206, 416:
            // Another range than the one asked for, or none: the whole file is asked for next.
            try file.truncate()
            return false
        case 429, 500, 502, 503, 504: return false
        default: throw refusal(response)
        }
    }
}
