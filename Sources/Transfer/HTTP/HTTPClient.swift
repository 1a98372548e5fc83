import Files
import Foundation
import LibCurl

package struct HTTPRequest {
    package enum Method: String { case get = "GET", head = "HEAD" }

    package var method: Method
    package var url: URL
    package var headers: [String: String] = [:]

    package init(method: Method, url: URL) {
        self.method = method
        self.url = url
    }
}

/// Why an exchange ended early.
package enum HTTPFailure: Error {
    /// No server was met: no such host, nobody listens, or nobody answers.
    case unreachable(String)
    /// The connection broke.
    case lost(String)
    /// The body came below the least rate.
    case slow(String)
    /// The server, or the proxy before it, cannot be talked to at all: it cannot prove who it is.
    case untrusted(String)
    /// What the receiver threw.
    case receiver(FetchError)
}

/// Sends one request at a time on the caller's thread, and follows no redirects.
final class HTTPClient {
    private let curl: CurlLibrary
    private let multi: CurlLibrary.Handle
    private let easy: CurlLibrary.Handle
    private let timeout: Double
    /// How long the body of the answer before was to be, and where it came from.
    private var announced: (byteCount: String, place: String)?

    /// - Parameter timeout: seconds for the connection, for silence before an answer, and over which a
    ///   body's least rate is taken.
    init(timeout: Double) throws(FetchError) {
        curl = try CurlLibrary.shared.get()
        guard let multi = curl.multiInit() else { throw Self.noMemory }
        guard let easy = curl.easyInit() else {
            _ = curl.multiCleanup(multi)
            throw Self.noMemory
        }
        self.multi = multi
        self.easy = easy
        self.timeout = timeout
    }

    deinit {
        curl.easyCleanup(easy)
        _ = curl.multiCleanup(multi)
    }

    private static let noMemory = FetchError(.unreachable, "libcurl cannot be started: no memory")

    /// - Parameters:
    ///   - begin: gets the response before its body, and says whether the body is wanted; what is not
    ///     wanted is not read.
    ///   - receive: gets the body in pieces.
    func send(
        _ request: HTTPRequest, begin: (HTTPResponse) throws(FetchError) -> Bool,
        receive: (Data) throws(FetchError) -> Void
    ) throws(HTTPFailure) -> HTTPResponse {
        let exchange = Exchange()
        // curl writes the words of a failure here.
        let words = UnsafeMutablePointer<CChar>.allocate(capacity: 256)
        words.initialize(repeating: 0, count: 256)
        var list: CurlLibrary.Handle?
        defer {
            _ = curl.multiRemove(multi, easy)
            curl.easyReset(easy)
            curl.listFree(list)
            words.deallocate()
            withExtendedLifetime(exchange) {}
        }
        list = headerList(request)
        configure(request, exchange, words, list)
        guard curl.multiAdd(multi, easy) == 0 else {
            throw .unreachable("libcurl takes no request")
        }
        let response = try run(exchange, words, begin, receive)
        announced = response["Content-Length"].map { ($0, place(request.url)) }
        return response
    }

    private func run(
        _ exchange: Exchange, _ words: UnsafePointer<CChar>,
        _ begin: (HTTPResponse) throws(FetchError) -> Bool,
        _ receive: (Data) throws(FetchError) -> Void
    ) throws(HTTPFailure) -> HTTPResponse {
        var rate = LeastRate(over: timeout, from: now())
        var response: HTTPResponse?
        while true {
            var running: CInt = 0
            let status = curl.multiPerform(multi, &running)
            do throws(FetchError) {
                if let head = exchange.takeResponse() {
                    response = head
                    guard try begin(head) else { return head }
                }
                for piece in exchange.takePieces() { try receive(piece) }
            } catch {
                throw .receiver(error)
            }
            if status != 0 { throw .lost("libcurl fails with \(status)") }
            if running == 0 {
                if let failure = failure(exchange, words) { throw failure }
                guard let response else { throw .lost("the server gave no answer") }
                return response
            }
            if rate.isMissed(exchange.byteCount, at: now()) { throw missed(exchange) }
            var ready: CInt = 0
            _ = curl.multiWait(multi, nil, 0, 100, &ready)
        }
    }

    private func missed(_ exchange: Exchange) -> HTTPFailure {
        let time = "\(timeout.formatted()) seconds"
        return exchange.hasHead
            ? .slow("less than \(Int(LeastRate.bytesPerSecond)) bytes a second came for \(time)")
            : .unreachable("the server is silent for \(time)")
    }

    private func headerList(_ request: HTTPRequest) -> CurlLibrary.Handle? {
        var headers = request.headers
        headers["User-Agent"] = "isotropy"
        // Bytes and ranges are those of the file.
        headers["Accept-Encoding"] = "identity"
        return headers.reduce(nil) { list, header in
            curl.listAppend(list, "\(header.key): \(header.value)") ?? list
        }
    }

    private func configure(
        _ request: HTTPRequest, _ exchange: Exchange, _ words: UnsafeMutablePointer<CChar>,
        _ headers: CurlLibrary.Handle?
    ) {
        func set(_ option: CInt, _ value: Int) {
            _ = lc_set_number(curl.easySetOption, easy, option, value)
        }
        func set(_ option: CInt, pointer: UnsafeRawPointer?) {
            _ = lc_set_pointer(curl.easySetOption, easy, option, pointer)
        }
        request.url.absoluteString.withCString { set(CurlOption.url, pointer: $0) }
        set(CurlOption.noBody, request.method == .head ? 1 : 0)
        // HTTP and HTTPS.
        set(CurlOption.protocols, 3)
        set(CurlOption.netrc, 0)
        set(CurlOption.withoutConnectHeaders, 1)
        set(CurlOption.connectTimeout, max(1, Int(timeout * 1000)))
        set(CurlOption.headers, pointer: headers)
        set(CurlOption.errorBuffer, pointer: words)
        let context = Unmanaged.passUnretained(exchange).toOpaque()
        set(CurlOption.headerData, pointer: context)
        set(CurlOption.writeData, pointer: context)
        _ = lc_set_receiver(curl.easySetOption, easy, CurlOption.header) {
            bytes, size, count, context in
            guard let context else { return 0 }
            let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
            let line = UnsafeRawBufferPointer(start: bytes, count: Int(size * count))
            return exchange.addLine(line) ? size * count : 0
        }
        _ = lc_set_receiver(curl.easySetOption, easy, CurlOption.write) {
            bytes, size, count, context in
            guard let context else { return 0 }
            let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
            exchange.addBody(UnsafeRawBufferPointer(start: bytes, count: Int(size * count)))
            return size * count
        }
    }

    /// What the ended transfer failed with.
    private func failure(_ exchange: Exchange, _ words: UnsafePointer<CChar>) -> HTTPFailure? {
        var left: CInt = 0
        guard let message = curl.multiRead(multi, &left) else { return nil }
        let code = message.pointee.data.result
        guard code != 0 else { return nil }
        let text = String(cString: words[0] == 0 ? curl.easyError(code) : words)
        var connectStatus = 0
        _ = lc_get_number(curl.easyGetInfo, easy, CurlInfo.connectStatus, &connectStatus)
        if connectStatus == 407 {
            return .untrusted("the proxy asks for a user and a password; its variable gives them")
        }
        // What came on a connection that was kept is no answer, but the rest of the one before.
        if CurlCode.isNoHead(code, text), let announced {
            self.announced = nil
            return .lost(
                "\(announced.place) sent more than the \(announced.byteCount) bytes that it announced"
            )
        }
        return CurlCode.failure(code, text)
    }
}

/// Seconds on a clock that only goes forward.
private func now() -> Double {
    Double(DispatchTime.now().uptimeNanoseconds) / 1e9
}

private enum CurlCode {
    /// Whether an answer did not begin as one of HTTP does.
    static func isNoHead(_ code: CInt, _ text: String) -> Bool {
        code == 8 || code == 1 && text.contains("HTTP/0.9")
    }

    /// By the numbers of libcurl's ABI.
    static func failure(_ code: CInt, _ text: String) -> HTTPFailure {
        switch code {
        // No such proxy or host, no connection, no answer in time, and no thread or memory to ask.
        case 5, 6, 7, 27, 28: .unreachable(text)
        // No address, or none of those protocols.
        case 1, 3: .untrusted(text)
        case 35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91: .untrusted(text)
        default: .lost(text)
        }
    }
}
