import Files
import Foundation
import Options

/// A server that gives files at their addresses to everybody, as data sets lie on one.
package struct PlainServer {
    private let connection: ServerConnection
    private let window: Int
    private let advice: Message

    /// - Parameters:
    ///   - origin: scheme, host and port, with a user and a password where it has them.
    ///   - variable: the one that holds the address, for messages.
    ///   - netrc: a file with users and passwords of servers.
    ///   - advice: what to do about a disk that is full or cannot be written.
    ///   - window: the bytes that one request asks for at most.
    ///   - pause: waits so many seconds before a request is tried again.
    package init(
        origin: String, variable: String, netrc: URL?, advice: Message, window: Int? = nil,
        pause: @escaping (Double) -> Void, report: @escaping (TransferEvent) -> Void
    ) throws(FetchError) {
        connection = try ServerConnection(
            to: serverAddress(origin, variable: variable), variable: variable, netrc: netrc,
            pause: pause, report: report)
        self.window = window ?? FileDownload.window
        self.advice = advice
    }

    /// The size of what an address holds; `nil` where the server does not tell.
    package func byteCount(of source: URL, _ subject: String) throws(FetchError) -> Int? {
        let response = try connection.trying(subject) { _ throws(HTTPFailure) in
            let request = HTTPRequest(method: .head, url: source)
            let response = try connection.send(request, receive: { _ in })
            if let busy = Attempt<HTTPResponse>.busy(response) { return busy }
            return .done(response)
        }
        switch response.status {
        case 200:
            return response["Content-Length"].flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 }
        case 405, 501: return nil
        default: throw refusal(response, source)
        }
    }

    /// Brings what an address holds into a file, and goes on with what is there of it.
    /// - Parameters:
    ///   - subject: what comes, for messages.
    ///   - byteCount: its size, where that is known.
    ///   - largest: what is taken where it is not.
    ///   - progress: gets the number of bytes that are here.
    package func fetch(
        _ source: URL, _ subject: String, byteCount: Int?, largest: Int, into file: URL,
        progress: (Int) -> Void
    ) throws(FetchError) {
        try FileDownload(
            connection: connection, subject: subject, source: source, byteCount: byteCount,
            largest: largest, window: window, advice: advice
        ) { refusal($0, source) }.fetch(into: file, progress)
    }

    private func refusal(_ response: HTTPResponse, _ source: URL) -> FetchError {
        let address = shown(place(source) + source.path)
        switch response.status {
        case 404: return FetchError(.notFound, "\(address) does not exist")
        case 401, 403:
            return FetchError(
                .unauthorized, "\(address): the server refuses it (\(response.status))")
        default: return FetchError(.server, "\(address): the server answers \(response.status)")
        }
    }
}
