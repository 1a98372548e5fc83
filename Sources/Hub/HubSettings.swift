import Files
import Foundation
import Transfer

/// Where models come from and where they are kept, as Hugging Face's own programs are told it.
public struct HubSettings: Sendable {
    /// The folder with `models--ORGANIZATION--NAME`.
    public var cache: URL
    /// The server, without a slash at its end; a user and a password before its host are for it alone.
    public var endpoint: String
    /// Whether only the cache is asked.
    public var isOffline: Bool
    /// A line without white space; `nil` reads `tokenFile` when the server is first asked.
    public var token: String?
    /// A file that holds the token, where there is one.
    public var tokenFile: URL?
    /// A file with users and passwords of servers, read when the server asks for them.
    public var netrc: URL?
    /// After how many seconds of silence a connection counts as lost, and over how many a body that
    /// comes must have a least rate.
    public var timeout: Double

    public init(cache: URL, endpoint: String) {
        self.cache = cache
        self.endpoint = endpoint
        isOffline = false
        timeout = 30
    }

    /// As the environment says it. An empty variable counts as unset.
    ///
    /// - Cache: `HF_HUB_CACHE`, else `HUGGINGFACE_HUB_CACHE`, else `$HF_HOME/hub`, else
    ///   `$XDG_CACHE_HOME/huggingface/hub`, else `~/.cache/huggingface/hub`.
    /// - Server: `HF_ENDPOINT`, else Hugging Face's.
    /// - Token: `HF_TOKEN`, else `HUGGING_FACE_HUB_TOKEN`, else the file `HF_TOKEN_PATH`, else
    ///   `$HF_HOME/token`; none with `HF_HUB_DISABLE_IMPLICIT_TOKEN`.
    /// - Users and passwords: those of `HF_ENDPOINT` itself, else the file `NETRC`, else `~/.netrc`.
    /// - `HF_HUB_OFFLINE` or `TRANSFORMERS_OFFLINE`, `HF_HUB_DOWNLOAD_TIMEOUT` in seconds.
    public init(environment: [String: String]) {
        let variables = EnvironmentVariables(environment)
        let home =
            variables.folder("HF_HOME")
            ?? (variables.folder("XDG_CACHE_HOME") ?? variables.home.appending(path: ".cache"))
            .appending(path: "huggingface", directoryHint: .isDirectory)
        cache =
            variables.folder("HF_HUB_CACHE") ?? variables.folder("HUGGINGFACE_HUB_CACHE")
            ?? home.appending(path: "hub", directoryHint: .isDirectory)
        var endpoint = variables["HF_ENDPOINT"] ?? Self.defaultEndpoint
        while endpoint.hasSuffix("/") { endpoint.removeLast() }
        self.endpoint = endpoint
        isOffline =
            variables["HF_HUB_OFFLINE"].map(EnvironmentVariables.isTrue)
            ?? variables["TRANSFORMERS_OFFLINE"].map(EnvironmentVariables.isTrue) ?? false
        let seconds = variables["HF_HUB_DOWNLOAD_TIMEOUT"].flatMap { decimalNumber($0) }
        timeout = seconds.flatMap { $0 > 0 && $0 <= Self.longestTimeout ? $0 : nil } ?? 30
        netrc = variables.netrc
        if variables["HF_HUB_DISABLE_IMPLICIT_TOKEN"].map(EnvironmentVariables.isTrue) != true {
            token = variables["HF_TOKEN"] ?? variables["HUGGING_FACE_HUB_TOKEN"]
            tokenFile = variables.folder("HF_TOKEN_PATH") ?? home.appending(path: "token")
        }
    }

    /// A day; what is beyond counts as unset, as everything else that is no time.
    private static let longestTimeout = 86_400.0
    private static let defaultEndpoint = "https://huggingface.co"

    /// The token to send, if there is one.
    func readToken() throws(FetchError) -> String? {
        var text = token
        var source = "HF_TOKEN"
        if text == nil, let tokenFile, FileManager.default.fileExists(atPath: tokenFile.path) {
            source = tokenFile.path
            do {
                text = String(decoding: try Data(contentsOf: tokenFile), as: UTF8.self)
            } catch {
                throw FetchError(
                    .invalid,
                    "the token file \(source) cannot be read: \(systemReason(error))")
            }
        }
        guard let text else { return nil }
        let outer = CharacterSet.whitespacesAndNewlines.union(["\u{FEFF}"])
        let trimmed = text.trimmingCharacters(in: outer)
        guard trimmed.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            throw FetchError(
                .invalid, "\(source) does not hold a token: it is not one word of ASCII")
        }
        return trimmed.isEmpty ? nil : trimmed
    }

    /// A connection to the server, with the token if there is one.
    func connect(
        pause: @escaping (Double) -> Void, report: @escaping (TransferEvent) -> Void
    ) throws(FetchError) -> ServerConnection {
        let variable = "HF_ENDPOINT"
        return try ServerConnection(
            to: serverAddress(endpoint, variable: variable), variable: variable,
            token: readToken(), netrc: netrc, timeout: timeout, pause: pause, report: report)
    }
}
