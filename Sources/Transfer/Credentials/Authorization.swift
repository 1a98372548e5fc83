import Files
import Foundation
import Options

/// What is sent to one server so that it lets us in: a token, or a user and a password. It goes to that
/// server alone.
final class Authorization {
    private let server: URL
    private let token: String?
    /// Of the server's address; the password may be missing.
    private let user: String?
    private let password: String?
    private let netrc: URL?
    /// The variable that holds the address.
    private let variable: String
    /// What the server was answered with once.
    private var answered: Login?

    var hasToken: Bool { token != nil }

    /// - Parameters:
    ///   - address: of the server, maybe with a user and a password.
    ///   - netrc: a file with users and passwords, read when the server asks for them.
    init(_ address: URL, variable: String, token: String?, netrc: URL?) {
        server = address.withoutLogin
        user = address.user(percentEncoded: false).flatMap { $0.isEmpty ? nil : $0 }
        password = address.password(percentEncoded: false)
        self.variable = variable
        self.token = token
        self.netrc = netrc
    }

    /// The value of `Authorization` for the next request.
    ///
    /// A token goes before a login; what an address says is sent unasked, as some servers hide what
    /// strangers may not see; what a netrc file says is sent when it is asked for.
    var header: String? {
        if let answered { return answered.header }
        if let token { return "Bearer \(token)" }
        return ownLogin?.header
    }

    private var ownLogin: Login? {
        guard let user, let password else { return nil }
        return Login(user: user, password: password)
    }

    /// Prepares the answer to a refusal.
    /// - Parameter sent: the value of `Authorization` that was refused.
    /// - Returns: Whether the request is to be sent again; else the refusal stands as it is.
    /// - Throws: where the server asks for what there is not.
    func answer(_ response: HTTPResponse, sent: String?) throws(FetchError) -> Bool {
        if response.status == 407 {
            throw FetchError(
                .unauthorized,
                "the proxy before \(place(server)) asks for a user and a password; the variable that "
                    + "names it gives them")
        }
        guard response.status == 401 else { return false }
        let challenge = Challenge(response.challenges)
        guard challenge.schemes.contains("basic") else {
            return try refuse(challenge, by: place(server))
        }
        if sent?.hasPrefix("Basic ") == true {
            throw FetchError(
                .unauthorized,
                "\(place(server)) does not accept the user and the password that \(source) gives")
        }
        guard let login = try anyLogin() else {
            throw noLogin(challenge)
        }
        answered = login
        return true
    }

    /// The end for a server that another one led to.
    func refuseElsewhere(_ response: HTTPResponse, _ url: URL) throws(FetchError) {
        guard response.status == 401 else { return }
        let challenge = Challenge(response.challenges)
        guard challenge.schemes.contains("basic") else {
            _ = try refuse(challenge, by: place(url))
            return
        }
        throw FetchError(
            .unauthorized,
            "\(place(server)) leads to \(place(url)), which asks for a user and a password; they are "
                + "sent to no other server than the one that is asked first")
    }

    /// Tokens are the caller's matter.
    private func refuse(_ challenge: Challenge, by host: String) throws(FetchError) -> Bool {
        let schemes = challenge.schemes.filter { $0 != "bearer" }
        guard !schemes.isEmpty, schemes.count == challenge.schemes.count else { return false }
        throw FetchError(
            .unauthorized,
            "\(host) asks for an authentication that is not supported "
                + "(\(shown(schemes.joined(separator: ", ")))); Basic and tokens are")
    }

    private var source: String {
        ownLogin != nil ? variable : netrc?.path ?? "~/.netrc"
    }

    private func anyLogin() throws(FetchError) -> Login? {
        if let ownLogin { return ownLogin }
        guard let netrc, let host = server.host else { return nil }
        return try NetworkLogins(netrc)?.login(host, user: user)
    }

    /// No password is guessed: an empty one may count as a try, and locks accounts.
    private func noLogin(_ challenge: Challenge) -> FetchError {
        let realm = challenge.realm.map { " (\(shown($0)))" } ?? ""
        let places = "in ~/.netrc, in the file that NETRC names, or in the address"
        guard let user else {
            return FetchError(
                .unauthorized,
                "\(place(server)) asks for a user and a password\(realm); give them \(places) "
                    + "(\(variable)=https://USER:PASSWORD@HOST)")
        }
        let file = netrc.map { netrc in
            FileManager.default.fileExists(atPath: netrc.path)
                ? ", and \(netrc.path) has none of this user for \(server.host ?? "it")"
                : ", and there is no \(netrc.path)"
        }
        return FetchError(
            .unauthorized,
            "\(place(server)) asks for a password\(realm), and no password for \(shown(user)) was "
                + "found: \(variable) gives the user alone\(file ?? ""); give it \(places) "
                + "(\(variable)=https://USER:PASSWORD@HOST)")
    }
}
