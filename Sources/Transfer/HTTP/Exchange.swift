import Foundation

/// What libcurl gives of one answer, until the caller takes it.
final class Exchange {
    /// The head, once it is whole and until it is taken.
    private(set) var response: HTTPResponse?
    private var pieces: [Data] = []
    /// All bytes of the body so far.
    private(set) var byteCount = 0
    private(set) var hasHead = false
    private var status = 0
    private var headers: [(String, String)] = []
    private var headByteCount = 0

    /// Heads of more bytes are refused.
    static let largestHead = 1 << 18

    func takeResponse() -> HTTPResponse? {
        defer { response = nil }
        return response
    }

    func takePieces() -> [Data] {
        defer { pieces = [] }
        return pieces
    }

    /// - Returns: Whether more may come.
    func addLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
        headByteCount += bytes.count
        if headByteCount > Self.largestHead { return false }
        // What follows a body in chunks.
        if hasHead { return true }
        let line = String(decoding: bytes, as: UTF8.self).trimmingCharacters(
            in: .whitespacesAndNewlines)
        if line.isEmpty {
            // Those of 1xx only announce the head.
            guard status >= 200 else { return true }
            hasHead = true
            response = HTTPResponse(status: status, headers: headers)
        } else if line.hasPrefix("HTTP/") {
            let words = line.split(separator: " ")
            status = words.count > 1 ? Int(words[1]) ?? 0 : 0
            headers = []
        } else if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            headers.append((String(line[..<colon]), value))
        }
        return true
    }

    func addBody(_ bytes: UnsafeRawBufferPointer) {
        byteCount += bytes.count
        pieces.append(Data(bytes))
    }
}
