import Files
import Foundation
import Hub
import TestSupport
import Testing

/// Servers that ask who is there.
@Suite struct CredentialTests {
    private static let right = "Basic " + Data("me:p w:ö".utf8).base64EncodedString()

    /// A hub that lets in who gives the right user and password.
    private static func guarded(
        _ challenge: String = "Basic realm=\"artifacts\"",
        storeRule: @escaping FakeHub.Rule = { _ in nil }
    ) throws -> FakeHub {
        try FakeHub(
            rule: { request in
                request["Authorization"] == right
                    ? nil : .status(401, ["WWW-Authenticate": challenge])
            }, storeRule: storeRule)
    }

    private func settings(
        _ fake: FakeHub, login: String = "", netrc: String? = nil, token: String? = nil
    ) throws -> HubSettings {
        var settings = fake.settings
        settings.endpoint = settings.endpoint.replacing("http://", with: "http://" + login)
        settings.token = token
        if let netrc {
            let file = fake.cache.deletingLastPathComponent().appending(path: "netrc")
            try Data(netrc.utf8).write(to: file)
            settings.netrc = file
        }
        return settings
    }

    @Test func whoHasNoPasswordIsToldWhereItGoesAtOnce() throws {
        let fake = try Self.guarded()
        let error = try fake.refusal()
        #expect(error.kind == .unauthorized && fake.pauses.isEmpty)
        #expect(fake.hub.requests.count == 1)
        #expect(
            error.description == """
                \(fake.hub.url) asks for a user and a password (artifacts); give them in ~/.netrc, in \
                the file that NETRC names, or in the address (HF_ENDPOINT=https://USER:PASSWORD@HOST)
                """)
    }

    @Test(arguments: [nil, "hf_token"]) func theLoginOfTheAddressIsTaken(_ token: String?) throws {
        let fake = try Self.guarded()
        try fake.fetch(settings(fake, login: "me:p%20w%3A%C3%B6@", token: token))
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
        // A token goes first; once the server has been answered it is not asked again.
        let refused = fake.hub.requests.filter { $0["Authorization"] != Self.right }
        #expect(refused.map { $0["Authorization"] } == (token == nil ? [] : ["Bearer hf_token"]))
    }

    @Test(arguments: [
        "machine 127.0.0.1 login me password \"p w:ö\"",
        "machine 127.0.0.1\n\tlogin me\n\taccount x\n\tpassword \"p w:\\ö\"\n",
        "# mine\nmachine other login a password b\ndefault login me password \"p w:ö\"",
        "macdef init\ncd machine 127.0.0.1 login x\n\nmachine 127.0.0.1 password \"p w:ö\" login me",
    ])
    func theLoginOfANetrcFileIsTaken(_ netrc: String) throws {
        let fake = try Self.guarded()
        try fake.fetch(settings(fake, netrc: netrc))
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
        #expect(fake.hub.requests[0]["Authorization"] == nil)
        #expect(fake.hub.requests.dropFirst().allSatisfy { $0["Authorization"] == Self.right })
    }

    @Test func aUserOfTheAddressIsLookedUpInTheNetrcFile() throws {
        let fake = try Self.guarded()
        let netrc = """
            machine 127.0.0.1 login you password other
            machine 127.0.0.1 login me password "p w:ö"
            """
        try fake.fetch(settings(fake, login: "me@", netrc: netrc))
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
    }

    /// Nor is an empty password sent, with which some servers lock an account.
    @Test(arguments: [
        (nil, "there is no "), ("machine 127.0.0.1 login you password other", "none of this user"),
        ("machine 127.0.0.1 login me", "none of this user"),
    ])
    func aUserWithoutAPasswordIsNamed(_ netrc: String?, _ reason: String) throws {
        let fake = try Self.guarded()
        var settings = try settings(fake, login: "me@", netrc: netrc)
        let file = fake.cache.deletingLastPathComponent().appending(path: "netrc")
        settings.netrc = file
        let error = try fake.refusal(settings)
        #expect(error.kind == .unauthorized && fake.pauses.isEmpty)
        #expect(fake.hub.requests.map { $0["Authorization"] } == [nil])
        let text = error.description
        #expect(
            text.contains("no password for me was found: HF_ENDPOINT gives the user alone, and "))
        #expect(text.contains(reason) && text.contains(file.path), "\(text)")
        #expect(text.hasSuffix("or in the address (HF_ENDPOINT=https://USER:PASSWORD@HOST)"))
    }

    @Test func entriesWithoutAPasswordAreNoLogins() throws {
        let fake = try Self.guarded()
        let netrc = "machine 127.0.0.1 login me\nmachine 127.0.0.1 login me password \"p w:ö\""
        try fake.fetch(settings(fake, netrc: netrc))
        #expect(try fake.contents("model.safetensors") == FakeHub.weights)
    }

    @Test func aNetrcFileWithoutThatServerIsNoLogin() throws {
        let fake = try Self.guarded()
        let error = try fake.refusal(
            settings(fake, netrc: "machine elsewhere login me password secret"))
        #expect(error.description.contains("asks for a user and a password"))
    }

    @Test(arguments: [
        ("machine 127.0.0.1 login me password", "line 1: nothing follows 'password'"),
        ("machine 127.0.0.1\nhunter2", "line 2: a word that is none of machine, "),
        ("\npassword hunter2", "line 2: 'password' stands before the first machine"),
        ("machine 127.0.0.1 password \"hunter2", "line 1: a quote without its end"),
    ])
    func aBrokenNetrcFileIsNamedAndNotShown(_ netrc: String, _ expected: String) throws {
        let fake = try Self.guarded()
        let error = try fake.refusal(settings(fake, netrc: netrc))
        #expect(error.kind == .invalid && error.description.contains("netrc: " + expected))
        #expect(!error.description.contains("hunter2"))
    }

    @Test func aWrongPasswordEndsAtOnceAndIsNotShown() throws {
        let fake = try Self.guarded()
        let error = try fake.refusal(settings(fake, login: "me:hunter2@"))
        #expect(
            error
                == FetchError(
                    .unauthorized,
                    "\(fake.hub.url) does not accept the user and the password that HF_ENDPOINT gives"
                ))
        #expect(fake.hub.requests.count == 1)
        let other = try fake.refusal(
            settings(fake, netrc: "machine 127.0.0.1 login me password hunter2"))
        #expect(other.description.contains("netrc gives"))
        #expect(!other.description.contains("hunter2"))
    }

    @Test(arguments: [
        ("Digest realm=\"x, Basic y\", nonce=\"1\"", "digest"), ("Negotiate", "negotiate"),
        ("NTLM, Negotiate", "ntlm, negotiate"), ("Frob a=b", "frob"),
    ])
    func whatIsNotSupportedIsNamedAtOnce(_ challenge: String, _ shown: String) throws {
        let fake = try Self.guarded(challenge)
        let error = try fake.refusal(settings(fake, login: "me:p%20w%3A%C3%B6x@"))
        #expect(error.kind == .unauthorized && fake.hub.requests.count == 1)
        #expect(
            error.description.hasSuffix(
                "asks for an authentication that is not supported (\(shown)); Basic and tokens are")
        )
    }

    @Test(arguments: ["Digest realm=\"x\", basic", "Bearer realm=\"y\", Basic realm=\"z\""])
    func basicIsTakenWhereverItStands(_ challenge: String) throws {
        let fake = try Self.guarded(challenge)
        try fake.fetch(settings(fake, netrc: "machine 127.0.0.1 login me password \"p w:ö\""))
        #expect(try fake.contents("config.json") == FakeHub.plain["config.json"])
    }

    @Test func nothingIsSentToAnotherServer() throws {
        let fake = try Self.guarded(storeRule: { _ in
            .status(401, ["WWW-Authenticate": "Basic realm=\"store\""])
        })
        let error = try fake.refusal(
            settings(fake, login: "me:p%20w%3A%C3%B6@", netrc: "default login me password hunter2"))
        #expect(error.kind == .unauthorized)
        #expect(
            error.description.hasPrefix(
                "\(fake.hub.url) leads to \(fake.store.url), which asks for a user and a password"))
        #expect(fake.store.requests.allSatisfy { $0["Authorization"] == nil })
        #expect(!fake.store.requests.isEmpty)
    }

    @Test func aLoginThatARedirectNamesIsNotSent() throws {
        let calls = Counter()
        let fake = try FakeHub(rule: { request in
            guard calls.next() == 0, let host = request["Host"] else { return nil }
            return .status(302, ["Location": "http://a:b@\(host)\(request.path)"])
        })
        try fake.fetch()
        #expect(fake.hub.requests.allSatisfy { $0["Authorization"] == nil })
    }

    @Test func aPasswordInWhatIsNoAddressIsNotShown() throws {
        let fake = try FakeHub()
        var settings = fake.settings
        settings.endpoint = "htp://me:hunter2@host"
        let error = try fake.refusal(settings)
        #expect(error.kind == .invalid && error.description.hasSuffix("htp://…@host"))
    }

    @Test func theVariablesNameTheNetrcFile() {
        let home = HubSettings(environment: ["HOME": "/home/me"])
        #expect(home.netrc?.path == "/home/me/.netrc")
        let named = HubSettings(environment: ["HOME": "/home/me", "NETRC": "~/logins"])
        #expect(named.netrc?.path == "/home/me/logins")
    }
}
