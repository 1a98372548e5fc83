import Files
import Foundation
import Synchronization
import TestSupport
import Testing
import Transfer

/// Files of a server of no particular kind.
@Suite struct PlainServerTests {
    private static let contents = Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 / 7) })
    private static let variable = "DATA_SERVER"

    private let folder: TemporaryFolder
    private var file: URL { folder.url.appending(path: "file") }

    init() throws { folder = try TemporaryFolder() }

    /// Fetches `/file` of a server into ours.
    /// - Returns: the seconds that were waited for, and the notices.
    @discardableResult
    private func fetch(
        from server: TestServer, netrc: URL? = nil, login: String = "", byteCount: Int? = 100_000,
        largest: Int = 1 << 20, window: Int? = nil
    ) throws -> (pauses: [Double], notices: [String]) {
        var pauses: [Double] = []
        var notices: [String] = []
        let plain = try PlainServer(
            origin: server.url.replacing("//", with: "//\(login)"), variable: Self.variable,
            netrc: netrc, advice: "another folder may do", window: window,
            pause: { pauses.append($0) },
            report: { if case .notice(let text) = $0 { notices.append(text) } })
        let source = try #require(URL(string: server.url + "/file"))
        try plain.fetch(
            source, "the file", byteCount: byteCount, largest: largest, into: file
        ) { _ in }
        return (pauses, notices)
    }

    private func expectWhole() throws { #expect(try Data(contentsOf: file) == Self.contents) }

    @Test func aFileComesInWindows() throws {
        let server = try TestServer { .content(Self.contents, $0) }
        try fetch(from: server, window: 40_000)
        try expectWhole()
        #expect(
            server.requests.map { $0["Range"] } == [
                "bytes=0-39999", "bytes=40000-79999", "bytes=80000-99999",
            ])
    }

    @Test func whatIsHereIsContinued() throws {
        try Self.contents.prefix(30_000).write(to: file)
        let server = try TestServer { .content(Self.contents, $0) }
        try fetch(from: server)
        try expectWhole()
        #expect(server.requests.map { $0["Range"] } == ["bytes=30000-99999"])
    }

    @Test func aServerWithoutRangesGivesTheWholeFileAnew() throws {
        try Data(repeating: 9, count: 30_000).write(to: file)
        let server = try TestServer { _ in TestServer.Reply(body: Self.contents) }
        try fetch(from: server)
        try expectWhole()
    }

    @Test func aBusyServerIsAskedAgainWhenItWants() throws {
        let calls = Mutex(0)
        let server = try TestServer { request in
            let call = calls.withLock { calls in
                calls += 1
                return calls
            }
            switch call {
            case 1: return .status(503)
            case 2: return .status(429, ["Retry-After": "7"])
            default: return .content(Self.contents, request)
            }
        }
        let (pauses, notices) = try fetch(from: server)
        try expectWhole()
        #expect(pauses == [1, 7])
        #expect(notices.last?.hasSuffix("answers 429; trying again in 7 s") == true)
    }

    @Test func aServerThatStaysBrokenIsGivenUp() throws {
        let server = try TestServer { _ in .status(500) }
        let error = #expect(throws: FetchError.self) { try fetch(from: server) }
        #expect(error?.kind == .server)
        #expect(error?.description.contains("the file cannot be fetched, tried 5 times") == true)
        #expect(server.requests.count == 5)
    }

    @Test func aFileThatIsLongerThanItMayBeIsRefused() throws {
        let server = try TestServer { _ in TestServer.Reply(body: Self.contents, chunkSize: 5000) }
        let error = #expect(throws: FetchError.self) {
            try fetch(from: server, byteCount: nil, largest: 50_000)
        }
        #expect(error?.kind == .checksum)
        #expect(error?.description == "the file is longer than 50000 bytes")
    }

    @Test func aPasswordIsSentToWhoAsksForItAlone() throws {
        let netrc = folder.url.appending(path: "netrc")
        try Data("machine 127.0.0.1 login me password secret".utf8).write(to: netrc)
        let right = "Basic " + Data("me:secret".utf8).base64EncodedString()
        let store = try TestServer { .content(Self.contents, $0) }
        let server = try TestServer { request in
            request["Authorization"] == right
                ? .status(302, ["Location": store.url + "/elsewhere"])
                : .status(401, ["WWW-Authenticate": "Basic realm=\"data\""])
        }
        try fetch(from: server, netrc: netrc)
        try expectWhole()
        #expect(server.requests.map { $0["Authorization"] } == [nil, right])
        #expect(store.requests.map { $0["Authorization"] } == [nil])
    }

    @Test func aWrongPasswordIsToldWithTheVariableThatHasIt() throws {
        let server = try TestServer { _ in .status(401, ["WWW-Authenticate": "Basic"]) }
        let error = #expect(throws: FetchError.self) {
            try fetch(from: server, login: "me:hunter2@")
        }
        #expect(error?.kind == .unauthorized)
        let text = error?.description ?? ""
        #expect(text.hasSuffix("the user and the password that DATA_SERVER gives"))
        #expect(!text.contains("hunter2"))
    }

    @Test func whatIsNoAddressIsRefusedWithoutItsPassword() throws {
        for text in ["nonsense", "ftp://host", "me:hunter2@host", ""] {
            let error = #expect(throws: FetchError.self) {
                try serverAddress(text, variable: Self.variable)
            }
            #expect(error?.kind == .invalid && error?.description.contains("hunter2") == false)
            #expect(error?.description.hasPrefix("DATA_SERVER is not an address") == true)
        }
    }

    @Test func aPlaceThatCannotBeWrittenIsToldWithAdvice() throws {
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
        let server = try TestServer { .content(Self.contents, $0) }
        let error = #expect(throws: FetchError.self) { try fetch(from: server) }
        #expect(error?.kind == .unwritable)
        #expect(error?.description == "\(file.path): Is a directory; another folder may do")
    }
}
