import Foundation

/// Requests to one hub: with its token or login where that may go, redirects followed, failures that
/// pass tried again.
final class HubConnection {
    let endpoint: URL
    private let client: HTTPClient
    private let authorization: Authorization
    private let report: (HubEvent) -> Void
    private let pause: (Double) -> Void

    var hasToken: Bool { authorization.hasToken }

    /// - Parameter pause: waits so many seconds.
    init(
        _ settings: HubSettings, pause: @escaping (Double) -> Void,
        report: @escaping (HubEvent) -> Void
    ) throws(HubError) {
        let address = try settings.endpointURL()
        endpoint = address.withoutLogin
        authorization = Authorization(
            address, variable: settings.endpointVariable, token: try settings.readToken(),
            netrc: settings.netrc)
        client = try HTTPClient(timeout: settings.timeout)
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
    func send(
        _ request: HTTPRequest,
        isFinal: (HTTPResponse, _ leavesHost: Bool) -> Bool = { _, _ in false },
        begin: (HTTPResponse) throws(HubError) -> Void = { _ in },
        receive: (Data) throws(HubError) -> Void
    ) throws(HTTPFailure) -> HTTPResponse {
        var request = request
        var isAtHome = true
        for _ in 0..<10 {
            let url = request.url
            request.headers["Authorization"] = isAtHome ? authorization.header : nil
            var isSentAgain = false
            let response = try client.send(request) { response throws(HubError) in
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
            } receive: { data throws(HubError) in
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
                    HubError(
                        .server,
                        "\(place(url)) leads to the unprotected address \(place(next)), which is not followed"
                    ))
            }
            if leavesHost { isAtHome = false }
            request.url = next
        }
        throw .receiver(
            HubError(.server, "\(place(request.url)) is at the end of too many redirects"))
    }

    /// Lengths, ranges and checksums are those of the file, which is what was asked for.
    private func refuseCompressed(_ response: HTTPResponse, _ url: URL) throws(HubError) {
        guard (200..<300).contains(response.status),
            let coding = response["Content-Encoding"], !coding.isEmpty,
            coding.lowercased() != "identity"
        else { return }
        throw HubError(
            .server,
            "\(shown(place(url) + url.path)) comes compressed (Content-Encoding: \(shown(coding))), "
                + "which nobody asked for; the server, or a proxy before it, has to send the file as it is"
        )
    }

    /// Tries until a body does not fail for a reason that may pass: a lost connection, or a server that
    /// is busy or broken.
    /// - Parameters:
    ///   - subject: what is asked for, for messages.
    ///   - isPatient: whether to wait also for a server that cannot be met at all.
    ///   - body: one try; calls its argument when it has come on, so that the count begins anew. Tries
    ///     that end below the least rate are counted all the same.
    func trying<Result>(
        _ subject: String, isPatient: Bool = false,
        _ body: (_ progressed: () -> Void) throws(HTTPFailure) -> Attempt<Result>
    ) throws(HubError) -> Result {
        var failures = 0
        var slowFailures = 0
        while true {
            let reason: String
            var wished: Double?
            var kind = HubError.Kind.unreachable
            do {
                switch try body({ failures = 0 }) {
                case .done(let result): return result
                case .busy(let status, let retryAfter):
                    reason = "\(place(endpoint)) answers \(status)"
                    wished = retryAfter
                    kind = .server
                }
            } catch {
                switch error {
                case .receiver(let error): throw error
                case .lost(let text): reason = shown(text)
                case .slow(let text):
                    reason = shown(text)
                    slowFailures += 1
                    failures = max(failures, slowFailures - 1)
                case .untrusted(let text):
                    throw HubError(.unreachable, "\(subject) cannot be fetched: \(shown(text))")
                case .unreachable(let text):
                    reason = shown(text)
                    if !isPatient && failures == 0 {
                        throw HubError(.unreachable, "\(subject) cannot be fetched: \(reason)")
                    }
                }
            }
            failures += 1
            let seconds = wished ?? Double(1 << min(failures - 1, 3))
            if failures == 5 || seconds > 120 {
                let wish = wished.map { "; it asks to come back in \(Int($0)) seconds" } ?? ""
                throw HubError(
                    kind, "\(subject) cannot be fetched, tried \(failures) times: \(reason)\(wish)")
            }
            report(.notice("\(subject): \(reason); trying again in \(Int(seconds.rounded(.up))) s"))
            pause(seconds)
        }
    }

    private func redirect(_ response: HTTPResponse, from url: URL) -> URL? {
        guard [301, 302, 303, 307, 308].contains(response.status),
            let location = response["Location"]
        else { return nil }
        // A login of the server's own choice is for nobody.
        return URL(string: location, relativeTo: url)?.absoluteURL.withoutLogin
    }
}

/// What became of one try.
enum Attempt<Result> {
    case done(Result)
    case busy(status: Int, retryAfter: Double?)

    /// Whether a response only asks to come back later.
    static func busy(_ response: HTTPResponse) -> Attempt? {
        guard [429, 500, 502, 503, 504].contains(response.status) else { return nil }
        let seconds = response["Retry-After"].flatMap(Double.init)
        return .busy(
            status: response.status,
            retryAfter: seconds.flatMap { (0...1e6).contains($0) ? $0 : nil })
    }
}

/// Scheme, host and port of an address: signed addresses have secrets in the rest.
func place(_ url: URL) -> String {
    let port = url.port.map { ":\($0)" } ?? ""
    return "\(url.scheme ?? "?")://\(url.host ?? "?")\(port)"
}

private func hasSameOrigin(_ one: URL, _ other: URL) -> Bool {
    func origin(_ url: URL) -> [String] {
        let scheme = url.scheme?.lowercased() ?? ""
        let port = url.port ?? (scheme == "https" ? 443 : 80)
        return [scheme, url.host?.lowercased() ?? "", String(port)]
    }
    return origin(one) == origin(other)
}
