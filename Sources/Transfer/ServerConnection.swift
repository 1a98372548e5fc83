import Files
import Foundation
import Options

/// Requests to one server: with its token or login where that may go, redirects followed, failures that
/// pass tried again.
package final class ServerConnection {
    /// The server's address, without a user and a password.
    package let endpoint: URL
    private let client: HTTPClient
    private let authorization: Authorization
    let report: (TransferEvent) -> Void
    let pause: (Double) -> Void

    package var hasToken: Bool { authorization.hasToken }

    /// - Parameters:
    ///   - address: of the server, maybe with a user and a password.
    ///   - variable: the one that holds the address, for messages.
    ///   - netrc: a file with users and passwords of servers, read when the server asks for them.
    ///   - timeout: after how many seconds of silence a connection counts as lost, and over how many a
    ///     body that comes must have a least rate.
    ///   - pause: waits so many seconds.
    package init(
        to address: URL, variable: String, token: String? = nil, netrc: URL?,
        timeout: Double = 30, pause: @escaping (Double) -> Void,
        report: @escaping (TransferEvent) -> Void
    ) throws(FetchError) {
        endpoint = address.withoutLogin
        authorization = Authorization(address, variable: variable, token: token, netrc: netrc)
        client = try HTTPClient(timeout: timeout)
        self.pause = pause
        self.report = report
    }

    /// The response to a request, after all redirects.
    ///
    /// The token and the login go to the host of the request alone: not to another host, nor to another
    /// port or scheme, and not on from there. Of redirects and refusals only the heads are read.
    /// - Parameters:
    ///   - isFinal: whether a redirect is the wanted answer itself.
    ///   - begin: gets the final response before its body.
    package func send(
        _ request: HTTPRequest,
        isFinal: (HTTPResponse, _ leavesHost: Bool) -> Bool = { _, _ in false },
        begin: (HTTPResponse) throws(FetchError) -> Void = { _ in },
        receive: (Data) throws(FetchError) -> Void
    ) throws(HTTPFailure) -> HTTPResponse {
        var request = request
        var isAtHome = true
        for _ in 0..<10 {
            let url = request.url
            request.headers["Authorization"] = isAtHome ? authorization.header : nil
            var isSentAgain = false
            let response = try client.send(request) { response throws(FetchError) in
                if redirect(response, from: url) != nil { return false }
                if isAtHome {
                    let sent = request.headers["Authorization"]
                    isSentAgain = try authorization.answer(response, sent: sent)
                    if isSentAgain { return false }
                } else {
                    try authorization.refuseElsewhere(response, url)
                }
                try refuseCompressed(response, url)
                try begin(response)
                return true
            } receive: { data throws(FetchError) in
                try receive(data)
            }
            if isSentAgain { continue }
            guard let next = redirect(response, from: url) else { return response }
            let leavesHost = !hasSameOrigin(next, url)
            if isFinal(response, leavesHost) { return response }
            guard ["http", "https"].contains(next.scheme?.lowercased()),
                !(url.scheme?.lowercased() == "https" && next.scheme?.lowercased() == "http")
            else {
                throw .receiver(
                    FetchError(
                        .server,
                        "\(place(url)) leads to the unprotected address \(place(next)), which is not followed"
                    ))
            }
            if leavesHost { isAtHome = false }
            request.url = next
        }
        throw .receiver(
            FetchError(.server, "\(place(request.url)) is at the end of too many redirects"))
    }

    /// Lengths, ranges and checksums are those of the file, which is what was asked for.
    private func refuseCompressed(_ response: HTTPResponse, _ url: URL) throws(FetchError) {
        guard (200..<300).contains(response.status),
            let coding = response["Content-Encoding"], !coding.isEmpty,
            coding.lowercased() != "identity"
        else { return }
        throw FetchError(
            .server,
            "\(shown(place(url) + url.path)) comes compressed (Content-Encoding: \(shown(coding))), "
                + "which nobody asked for; the server, or a proxy before it, has to send the file as it is"
        )
    }

    private func redirect(_ response: HTTPResponse, from url: URL) -> URL? {
        guard [301, 302, 303, 307, 308].contains(response.status),
            let location = response["Location"]
        else { return nil }
        // A login of the server's own choice is for nobody.
        return URL(string: location, relativeTo: url)?.absoluteURL.withoutLogin
    }
}

private func hasSameOrigin(_ one: URL, _ other: URL) -> Bool {
    func origin(_ url: URL) -> [String] {
        let scheme = url.scheme?.lowercased() ?? ""
        let port = url.port ?? (scheme == "https" ? 443 : 80)
        return [scheme, url.host?.lowercased() ?? "", String(port)]
    }
    return origin(one) == origin(other)
}
