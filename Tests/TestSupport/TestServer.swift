import Foundation
import Synchronization

/// A local HTTP server: one request a connection, answered by a closure.
package final class TestServer: Sendable {
    package struct Request: Sendable {
        package let method: String
        package let path: String
        private let headers: [String: String]

        package subscript(header: String) -> String? { headers[header.lowercased()] }

        package init?(_ text: String) {
            let lines = text.components(separatedBy: "\r\n")
            let words = lines[0].split(separator: " ")
            guard words.count == 3 else { return nil }
            method = String(words[0])
            path = String(words[1])
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                guard let colon = line.firstIndex(of: ":") else { continue }
                headers[line[..<colon].lowercased()] =
                    line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            }
            self.headers = headers
        }
    }

    package struct Reply: Sendable {
        package var status = 200
        package var headers: [String: String] = [:]
        package var body = Data()
        /// Sent in chunks of that size, without a length.
        package var chunkSize: Int?
        /// The connection ends after so many bytes of the body.
        package var breaksOffAfter: Int?
        /// The connection is kept, and what is here comes on it before the next answer, as the rest of a
        /// body does that is longer than its length.
        package var excess: Data?
        /// Then the connection stays open until the other side ends it.
        package var isHeld = false

        package init(
            status: Int = 200, headers: [String: String] = [:], body: Data = Data(),
            chunkSize: Int? = nil, breaksOffAfter: Int? = nil
        ) {
            self.status = status
            self.headers = headers
            self.body = body
            self.chunkSize = chunkSize
            self.breaksOffAfter = breaksOffAfter
        }

        package static func status(_ status: Int, _ headers: [String: String] = [:]) -> Reply {
            Reply(status: status, headers: headers, body: Data("an error page".utf8))
        }

        /// The bytes, or the range of them that is asked for.
        package static func content(_ data: Data, _ request: Request) -> Reply {
            guard let range = request["Range"]?.dropFirst("bytes=".count).split(separator: "-"),
                let first = Int(range[0]), let last = Int(range[1])
            else { return Reply(body: data) }
            guard first < data.count else { return .status(416) }
            return Reply(
                status: 206, headers: ["Content-Range": "bytes \(first)-\(last)/\(data.count)"],
                body: data[first...min(last, data.count - 1)])
        }
    }

    package typealias Handler = @Sendable (Request) -> Reply

    package let port: Int
    /// `nil` after the end. The thread that accepts closes it: its number may belong to another server
    /// the moment it is closed.
    private let listener: Mutex<Int32?>
    private let handler: Handler
    private let seen = Mutex<[Request]>([])

    package var url: String { "http://127.0.0.1:\(port)" }
    /// All requests so far, in order.
    package var requests: [Request] { seen.withLock { $0 } }

    package init(_ handler: @escaping Handler) throws {
        self.handler = handler
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(listener, generic, size) | listen(listener, 16)
                    | getsockname(listener, generic, &size)
            }
        }
        guard listener >= 0, status == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        self.listener = Mutex(listener)
        Thread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { break }
                guard let server = self else {
                    Foundation.close(connection)
                    continue
                }
                Thread { server.serve(connection) }.start()
            }
            Foundation.close(listener)
        }.start()
    }

    deinit { close() }

    /// Ends listening: from now on nobody answers at this port.
    package func close() {
        listener.withLock { listener in
            if let open = listener { shutdown(open, Int32(SHUT_RDWR)) }
            listener = nil
        }
    }

    private func serve(_ connection: Int32) {
        defer { Foundation.close(connection) }
        guard let excess = answer(connection) else { return }
        // The next request, which is not answered.
        var buffer = [UInt8](repeating: 0, count: 4096)
        if recv(connection, &buffer, buffer.count, 0) > 0 { _ = send(excess, to: connection) }
    }

    /// Answers one request.
    /// - Returns: what is still to come on the connection, if it is kept.
    private func answer(_ connection: Int32) -> Data? {
        var text = Data()
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !text.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            let count = recv(connection, &buffer, buffer.count, 0)
            if count <= 0 { return nil }
            text.append(contentsOf: buffer[..<count])
        }
        guard let request = Request(String(decoding: text, as: UTF8.self)) else { return nil }
        seen.withLock { $0.append(request) }
        let reply = handler(request)
        var head = "HTTP/1.1 \(reply.status) Reason\r\n"
        if reply.excess == nil { head += "Connection: close\r\n" }
        for (name, value) in reply.headers { head += "\(name): \(value)\r\n" }
        if reply.chunkSize != nil {
            head += "Transfer-Encoding: chunked\r\n"
        } else if reply.headers["Content-Length"] == nil {
            head += "Content-Length: \(reply.body.count)\r\n"
        }
        guard send(Data((head + "\r\n").utf8), to: connection), request.method != "HEAD" else {
            return reply.excess
        }
        defer { if reply.isHeld { while recv(connection, &buffer, buffer.count, 0) > 0 {} } }
        let body = reply.body.prefix(reply.breaksOffAfter ?? .max)
        guard let chunkSize = reply.chunkSize else {
            _ = send(body, to: connection)
            return reply.excess
        }
        for start in stride(from: 0, to: body.count, by: chunkSize) {
            let chunk = body.dropFirst(start).prefix(chunkSize)
            let line = Data("\(String(chunk.count, radix: 16))\r\n".utf8)
            guard send(line + chunk + Data("\r\n".utf8), to: connection) else { return nil }
        }
        if reply.breaksOffAfter == nil { _ = send(Data("0\r\n\r\n".utf8), to: connection) }
        return reply.excess
    }

    private func send(_ data: Data, to connection: Int32) -> Bool {
        var left = data[...]
        while !left.isEmpty {
            let count = left.withUnsafeBytes {
                Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            left = left.dropFirst(count)
        }
        return true
    }
}
