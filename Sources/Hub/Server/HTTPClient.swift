import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

struct HTTPRequest {
    enum Method: String { case get = "GET", head = "HEAD" }

    var method: Method
    var url: URL
    var headers: [String: String] = [:]
}

struct HTTPResponse {
    let status: Int
    private let headers: [String: String]

    init(status: Int, headers: [String: String]) {
        self.status = status
        self.headers = Dictionary(
            headers.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first }
        )
    }

    /// A header by its name, in any case of letters.
    subscript(header: String) -> String? { headers[header.lowercased()] }
}

/// Why an exchange ended early.
enum HTTPFailure: Error {
    /// No server was met: no such host, nobody listens, or nobody answers.
    case unreachable(String)
    /// The connection broke.
    case lost(String)
    /// The server cannot prove who it is.
    case untrusted(String)
    /// What the receiver threw.
    case receiver(HubError)
}

/// Sends one request at a time, and follows no redirects.
final class HTTPClient {
    private let session: URLSession
    private let events = HTTPEvents()
    private let timeout: Double

    init(timeout: Double) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.httpCookieStorage = nil
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        self.timeout = timeout
        session = URLSession(configuration: configuration, delegate: events, delegateQueue: nil)
    }

    deinit { session.invalidateAndCancel() }

    /// - Parameters:
    ///   - begin: gets the response before its body, and says whether the body is wanted.
    ///   - receive: gets the body in pieces, on the caller's thread.
    func send(
        _ request: HTTPRequest, begin: (HTTPResponse) throws(HubError) -> Bool,
        receive: (Data) throws(HubError) -> Void
    ) throws(HTTPFailure) -> HTTPResponse {
        var native = URLRequest(url: request.url)
        native.httpMethod = request.method.rawValue
        native.timeoutInterval = timeout
        native.setValue("isotropy", forHTTPHeaderField: "User-Agent")
        // Bytes and ranges are those of the file.
        native.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        for (name, value) in request.headers { native.setValue(value, forHTTPHeaderField: name) }
        let task = session.dataTask(with: native)
        events.reset()
        task.resume()
        var response: HTTPResponse?
        var isWanted = true
        while true {
            switch events.next() {
            case .response(let head):
                response = head
                isWanted = try receiving(task) { () throws(HubError) in try begin(head) }
            case .bytes(let data):
                guard isWanted else { continue }
                try receiving(task) { () throws(HubError) in try receive(data) }
            case .end(.some(let failure)): throw failure
            case .end(.none):
                guard let response else { throw .lost("the server gave no answer") }
                return response
            }
        }
    }

    /// What the receiver throws also ends the exchange.
    private func receiving<Result>(
        _ task: URLSessionTask, _ body: () throws(HubError) -> Result
    ) throws(HTTPFailure) -> Result {
        do {
            return try body()
        } catch {
            task.cancel()
            while case .some = events.nextUnlessEnd() {}
            throw .receiver(error)
        }
    }
}
