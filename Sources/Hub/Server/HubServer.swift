import Files
import Formats
import Foundation
import Options
import Transfer

/// What a hub says of one model.
struct HubServer {
    /// A commit and the names of its files.
    struct Listing {
        let commit: String
        let names: Set<String>
    }

    /// What is known of a file before it comes.
    struct Metadata {
        let checksum: Checksum
        let byteCount: Int?
    }

    /// So that no sum of sizes overflows: 17 TB.
    static let largestFile = 1 << 44

    let connection: ServerConnection
    let model: ModelName

    func listing(_ revision: Revision) throws(FetchError) -> Listing {
        struct Answer: Decodable {
            struct Sibling: Decodable { let rfilename: String }
            let sha: String
            let siblings: [Sibling]
        }
        let url = address("api/models/\(model)/revision/\(escaped(revision.description))")
        let subject = "the list of files of \(model)"
        let data = try connection.trying(subject) { _ throws(HTTPFailure) in
            var data = Data()
            let response = try connection.send(HTTPRequest(method: .get, url: url)) {
                piece throws(FetchError) in
                data.append(piece)
                if data.count > 1 << 24 {
                    throw FetchError(.server, "\(subject) does not end")
                }
            }
            if let busy = Attempt<Data>.busy(response) { return busy }
            guard response.status == 200 else {
                throw .receiver(refusal(response, revision: revision))
            }
            return .done(data)
        }
        guard let answer = try? decodeJSON(Answer.self, from: Array(data)),
            isHexadecimal(answer.sha, digits: 40)
        else {
            throw FetchError(
                .server,
                "\(place(connection.endpoint)) does not answer as a hub does "
                    + "(no commit and files of \(model)); HF_ENDPOINT names the hub")
        }
        return Listing(commit: answer.sha, names: Set(answer.siblings.map(\.rfilename)))
    }

    /// A plain file of a commit. Large ones lie on another host, and the redirect there tells of them.
    func metadata(_ name: String, commit: String) throws(FetchError) -> Metadata {
        let url = file(name, commit: commit)
        let response = try connection.trying("\(model)/\(name)") { _ throws(HTTPFailure) in
            let response = try connection.send(HTTPRequest(method: .head, url: url)) {
                response, leaves in
                leaves && response["X-Linked-Etag"] != nil
            } receive: { _ in
            }
            if let busy = Attempt<HTTPResponse>.busy(response) { return busy }
            guard (200..<400).contains(response.status) else {
                throw .receiver(refusal(response, file: name))
            }
            return .done(response)
        }
        let isRedirect = response.status >= 300
        guard let tag = response["X-Linked-Etag"] ?? (isRedirect ? nil : response["ETag"]),
            let checksum = Checksum(tag: tag)
        else {
            throw FetchError(
                .server,
                "\(place(connection.endpoint)) tells no checksum of \(model)/\(name), without which "
                    + "nothing is taken")
        }
        let text = response["X-Linked-Size"] ?? (isRedirect ? nil : response["Content-Length"])
        let size = text.flatMap { Int($0) }
        if let size, !(0...HubServer.largestFile).contains(size) {
            throw FetchError(.server, "\(model)/\(name) cannot have \(size) bytes")
        }
        return Metadata(checksum: checksum, byteCount: size)
    }

    /// Where a file of a commit is.
    func file(_ name: String, commit: String) -> URL {
        address("\(model)/resolve/\(commit)/\(escaped(name))")
    }

    /// What a status that is no success means.
    func refusal(
        _ response: HTTPResponse, revision: Revision = .main, file: String? = nil
    ) -> FetchError {
        let host = place(connection.endpoint)
        let code = response["X-Error-Code"] ?? ""
        let words = response["X-Error-Message"].map { " (\(shown($0)))" } ?? ""
        switch (response.status, code) {
        case (401, "GatedRepo"), (403, "GatedRepo"):
            return FetchError(
                .unauthorized,
                "\(model) is gated: accept its conditions at \(host)/\(model), then \(tokenAdvice)\(words)"
            )
        case (401, _), (403, _):
            let what =
                connection.hasToken
                ? "\(host) does not give \(model) to the owner of this token"
                : "\(host) has no model \(model) that is open to everybody"
            return FetchError(
                .unauthorized,
                "\(what); if the model is private or gated, \(tokenAdvice)\(words)")
        case (404, "EntryNotFound"):
            return FetchError(.notFound, "\(model) has no file \(file ?? "of that name")\(words)")
        case (404, "RevisionNotFound"):
            return FetchError(.notFound, "\(model) has no revision \(revision)\(words)")
        case (404, _):
            let of = revision == .main ? "" : " with a revision \(revision)"
            return FetchError(.notFound, "\(host) has no model \(model)\(of)\(words)")
        default:
            return FetchError(.server, "\(host) answers \(response.status) for \(model)\(words)")
        }
    }

    private var tokenAdvice: String {
        (connection.hasToken ? "give a token that may read it" : "give a token")
            + " (HF_TOKEN, or the file that HF_TOKEN_PATH names)"
    }

    private func address(_ path: String) -> URL {
        // Names and revisions are of characters that need no more than what `escaped` does.
        URL(string: connection.endpoint.absoluteString + "/" + path) ?? connection.endpoint
    }
}

/// A name as one part of an address.
private func escaped(_ text: String) -> String {
    var plain = CharacterSet.alphanumerics
    plain.insert(charactersIn: "-._")
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? text
}
