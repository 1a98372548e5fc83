import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What a session reports, on its own thread, for the thread that waits.
final class HTTPEvents: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    enum Event {
        case response(HTTPResponse)
        case bytes(Data)
        case end(HTTPFailure?)
    }

    /// Guards `pending`, which is all that is shared.
    private let condition = NSCondition()
    private var pending: [Event] = []
    /// What the waiting thread took and has not given out yet.
    private var taken: ArraySlice<Event> = []

    func reset() {
        taken = []
        condition.withLock { pending.removeAll() }
    }

    /// Waits for the next event.
    func next() -> Event {
        if let event = taken.popFirst() { return event }
        condition.lock()
        defer { condition.unlock() }
        while pending.isEmpty { condition.wait() }
        taken = pending[...]
        pending = []
        return taken.removeFirst()
    }

    /// Waits for the next event; `nil` at the end of the exchange.
    func nextUnlessEnd() -> Event? {
        let event = next()
        if case .end = event { return nil }
        return event
    }

    private func add(_ event: Event) {
        condition.withLock {
            pending.append(event)
            condition.signal()
        }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) {
        // The session would take the token along.
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        if let response = response as? HTTPURLResponse {
            var headers: [String: String] = [:]
            for (name, value) in response.allHeaderFields {
                if let name = name as? String, let value = value as? String {
                    headers[name] = value
                }
            }
            add(.response(HTTPResponse(status: response.statusCode, headers: headers)))
        }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        add(.bytes(data))
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
    ) {
        add(.end(error.map(failure)))
    }
}

private func failure(_ error: any Error) -> HTTPFailure {
    let text = error.localizedDescription
    switch (error as NSError).code {
    case NSURLErrorTimedOut: return .unreachable("the server is silent")
    case NSURLErrorCannotFindHost, NSURLErrorCannotConnectToHost, NSURLErrorDNSLookupFailed,
        NSURLErrorNotConnectedToInternet:
        return .unreachable(text)
    case NSURLErrorClientCertificateRequired...NSURLErrorSecureConnectionFailed:
        return .untrusted(text)
    // Foundation has no number of its own for curl's refusal of a certificate.
    case NSURLErrorUnknown where text.contains("certificate"): return .untrusted(text)
    default: return .lost(text)
    }
}
