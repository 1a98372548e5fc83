import Files

extension ServerConnection {
    /// Tries until a body does not fail for a reason that may pass: a lost connection, or a server that
    /// is busy or broken.
    /// - Parameters:
    ///   - subject: what is asked for, for messages.
    ///   - isPatient: whether to wait also for a server that cannot be met at all.
    ///   - body: one try; calls its argument when it has come on, so that the count begins anew. Tries
    ///     that end below the least rate are counted all the same.
    package func trying<Result>(
        _ subject: String, isPatient: Bool = false,
        _ body: (_ progressed: () -> Void) throws(HTTPFailure) -> Attempt<Result>
    ) throws(FetchError) -> Result {
        var failures = 0
        var slowFailures = 0
        while true {
            let reason: String
            var wished: Double?
            var kind = FetchError.Kind.unreachable
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
                    throw FetchError(.unreachable, "\(subject) cannot be fetched: \(shown(text))")
                case .unreachable(let text):
                    reason = shown(text)
                    if !isPatient && failures == 0 {
                        throw FetchError(.unreachable, "\(subject) cannot be fetched: \(reason)")
                    }
                }
            }
            failures += 1
            let seconds = wished ?? Double(1 << min(failures - 1, 3))
            if failures == 5 || seconds > 120 {
                let wish = wished.map { "; it asks to come back in \(Int($0)) seconds" } ?? ""
                throw FetchError(
                    kind, "\(subject) cannot be fetched, tried \(failures) times: \(reason)\(wish)")
            }
            report(.notice("\(subject): \(reason); trying again in \(Int(seconds.rounded(.up))) s"))
            pause(seconds)
        }
    }
}

/// What became of one try.
package enum Attempt<Result> {
    case done(Result)
    case busy(status: Int, retryAfter: Double?)

    /// Whether a response only asks to come back later.
    package static func busy(_ response: HTTPResponse) -> Attempt? {
        guard [429, 500, 502, 503, 504].contains(response.status) else { return nil }
        let seconds = response["Retry-After"].flatMap(Double.init)
        return .busy(
            status: response.status,
            retryAfter: seconds.flatMap { (0...1e6).contains($0) ? $0 : nil })
    }
}
