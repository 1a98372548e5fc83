import Files
import Formats
import Foundation
import Synchronization
import TaskArchives
import Tasks
import TestSupport
import Testing
import Transfer

@Suite struct FetchTests {
    @Test func aTaskIsFetchedUnpackedAndReadable() throws {
        let place = try Place(SmallTask.archive)
        #expect(place.archives.folder(of: "wnli") == nil)
        let folder = try place.fetch()
        #expect(place.archives.folder(of: "wnli") == folder)
        #expect(try place.folder.names(in: "tasks/wnli") == ["dev.tsv", "test.tsv", "train.tsv"])
        #expect(try place.names() == ["wnli"])
        let data = try TaskDefinition.named("wnli").load(from: folder)
        #expect(data.train.count == 635 && data.development.count == 71)
        let size = SmallTask.archive.count
        #expect(
            place.events.last
                == .progress(DownloadProgress(file: "WNLI.zip", bytes: size, total: size)))
        #expect(place.server.requests.map(\.method) == ["HEAD", "GET"])
        _ = try place.fetch()
        #expect(place.server.requests.count == 2)
    }

    @Test func aDownloadThatBreaksOffGoesOnWhereItEnded() throws {
        let archive = SmallTask.archive
        let calls = Mutex(0)
        let place = try Place { request in
            guard request.method == "GET" else { return .content(archive, request) }
            let call = calls.withLock { calls in
                calls += 1
                return calls
            }
            var reply = TestServer.Reply.content(archive, request)
            if call == 1 { reply.breaksOffAfter = 1000 }
            return reply
        }
        _ = try place.fetch()
        let ranges = place.server.requests.filter { $0.method == "GET" }.map { $0["Range"] }
        #expect(ranges == [nil, "bytes=1000-\(archive.count - 1)"])
    }

    @Test func aLaterCallContinuesWhatAnEarlierOneLeft() throws {
        let archive = SmallTask.archive
        let isBroken = Mutex(true)
        let place = try Place { request in
            var reply = TestServer.Reply.content(archive, request)
            if isBroken.withLock({ $0 }), request.method == "GET" {
                reply = request["Range"] == nil ? reply : .status(503)
                reply.breaksOffAfter = 1000
            }
            return reply
        }
        #expect(throws: FetchError.self) { try place.fetch() }
        #expect(try place.names() == [".wnli.download"])
        isBroken.withLock { $0 = false }
        _ = try place.fetch()
        #expect(place.server.requests.last?["Range"] == "bytes=1000-\(archive.count - 1)")
        #expect(try place.names() == ["wnli"])
    }

    @Test func theRestOfAnotherFileIsFetchedAnew() throws {
        let place = try Place(SmallTask.archive)
        let rest = place.root.appending(path: ".wnli.download")
        try FileManager.default.createDirectory(at: rest, withIntermediateDirectories: true)
        try Data(repeating: 9, count: 2000).write(to: rest.appending(path: "WNLI.zip"))
        _ = try place.fetch()
        #expect(try place.names() == ["wnli"])
    }

    @Test func filesThatAreNotTheOfficialOnesAreNotKept() throws {
        let place = try Place(storedArchive(SmallTask.files(train: [322, 312])))
        let error = try #require(throws: FetchError.self) { try place.fetch() }
        #expect(error.kind == .differs)
        #expect(error.description.contains("wnli, train: 634 rows, not 635"))
        #expect(try place.names() == [])
    }

    @Test func otherLabelsThanTheOfficialOnesAreNotKept() throws {
        let place = try Place(storedArchive(SmallTask.files(train: [322, 313])))
        let error = try #require(throws: FetchError.self) { try place.fetch() }
        #expect(error.description.contains("[322, 313] rows of the classes, not [323, 312]"))
        #expect(try place.names() == [])
    }

    @Test func aFolderOfTheUserIsCheckedAndNeverTouched() throws {
        let place = try Place(SmallTask.archive)
        let folder = place.root.appending(path: "wnli")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: folder.appending(path: "train.tsv"))
        let error = try #require(throws: FetchError.self) { try place.fetch() }
        #expect(error.kind == .occupied)
        #expect(try Data(contentsOf: folder.appending(path: "train.tsv")) == Data("mine".utf8))
        #expect(place.server.requests.isEmpty)
    }

    /// SQuAD in its layout with its counts, from an endpoint that has a path of its own.
    @Test func filesThatAreNoArchivesAreKeptAsTheyAre() throws {
        let files = ["train": 87_599, "dev": 10_570].map { name, count in
            let questions = (0..<count).map {
                #"{"id":"\#($0)","question":"?","answers":[{"text":"It","answer_start":0}]}"#
            }
            let text =
                #"{"data":[{"paragraphs":[{"context":"It rained.","qas":["#
                + questions.joined(separator: ",") + "]}]}]}"
            return ("/mirror/SQuAD-explorer/dataset/\(name)-v1.1.json", Data(text.utf8))
        }
        let contents = Dictionary(uniqueKeysWithValues: files)
        let place = try Place { request in
            contents[request.path].map { .content($0, request) } ?? .status(404)
        }
        let archives = TaskArchives(root: place.root, endpoint: place.server.url + "/mirror/") {
            _ in
        }
        let folder = try archives.fetch("squad")
        #expect(try place.names() == ["squad"])
        #expect(
            try place.folder.names(in: "tasks/squad") == ["dev-v1.1.json", "train-v1.1.json"])
        for (path, data) in contents {
            let file = folder.appending(path: URL(filePath: path).lastPathComponent)
            #expect(try Data(contentsOf: file) == data)
        }
    }

    @Test func aServerThatAsksForAPasswordIsAnswered() throws {
        let archive = SmallTask.archive
        let right = "Basic " + Data("me:secret".utf8).base64EncodedString()
        let place = try Place { request in
            request["Authorization"] == right
                ? .content(archive, request)
                : .status(401, ["WWW-Authenticate": "Basic realm=\"data\""])
        }
        let error = try #require(throws: FetchError.self) { try place.fetch() }
        #expect(error.kind == .unauthorized)
        #expect(error.description.contains("(ISOTROPY_DATA_ENDPOINT=https://USER:PASSWORD@HOST)"))
        #expect(place.server.requests.count == 1)
        let endpoint = place.server.url.replacing("//", with: "//me:secret@")
        let folder = try TaskArchives(root: place.root, endpoint: endpoint) { _ in }.fetch("wnli")
        try FileManager.default.removeItem(at: folder)
        let netrc = place.folder.url.appending(path: "netrc")
        try Data("machine 127.0.0.1 login me password secret".utf8).write(to: netrc)
        let archives = TaskArchives(root: place.root, endpoint: place.server.url, netrc: netrc) {
            _ in
        }
        #expect(try archives.fetch("wnli") == folder)
    }

    @Test func aPasswordInAnEndpointIsNotShown() throws {
        let folder = try TemporaryFolder()
        let archives = TaskArchives(root: folder.url, endpoint: "me:hunter2@host") { _ in }
        let error = try #require(throws: FetchError.self) { try archives.fetch("wnli") }
        #expect(error.kind == .invalid && !error.description.contains("hunter2"))
    }

    @Test func whatTheServerLacksIsNamed() throws {
        let place = try Place { _ in .status(404) }
        let error = try #require(throws: FetchError.self) { try place.fetch() }
        #expect(error.kind == .notFound)
        #expect(error.description == "\(place.server.url)/glue/data/WNLI.zip does not exist")
        #expect(try place.names() == [])
    }

    @Test func whoComesSecondSaysThatItWaitsAndLeavesNoLock() throws {
        let place = try Place(SmallTask.archive)
        try FileManager.default.createDirectory(at: place.root, withIntermediateDirectories: true)
        let other = try OutputLock(
            place.root, file: place.root.appending(path: ".wnli.lock"), .exclusive)
        var notices: [String] = []
        _ = try place.archives.fetch("wnli") { event in
            guard case .notice(let text) = event else { return }
            notices.append(text)
            other.release()
        }
        #expect(notices == ["waiting for another process that fetches wnli"])
        #expect(try place.names() == ["wnli"])
    }

    @Test func compressionThatNobodyAskedForIsNamed() throws {
        let archive = SmallTask.archive
        let place = try Place { request in
            var reply = TestServer.Reply.content(archive, request)
            reply.headers["Content-Encoding"] = "gzip"
            return reply
        }
        let error = try #require(throws: FetchError.self) { try place.fetch() }
        #expect(error.kind == .server)
        #expect(
            error.description.contains(
                "/glue/data/WNLI.zip comes compressed (Content-Encoding: gzip), which nobody asked")
        )
    }

    @Test func aDamagedArchiveIsToldWithTheSizeThatWasAnnounced() throws {
        let archive = SmallTask.archive.prefix(1000)
        let place = try Place { .content(Data(archive), $0) }
        let error = try #require(throws: FetchError.self) { try place.fetch() }
        #expect(error.kind == .damaged)
        #expect(error.description.hasSuffix("(the server announced WNLI.zip 1000 bytes)"))
        #expect(try place.names() == [])
    }

    @Test func tasksWithoutAnArchiveAreRefused() throws {
        let place = try Place(SmallTask.archive)
        let error = try #require(throws: FetchError.self) { try place.fetch("reviews") }
        #expect(error.kind == .notFound && error.description.contains("known are cola, "))
        #expect(throws: FetchError.self) { try place.fetch("../wnli") }
        #expect(place.server.requests.isEmpty)
    }

    @Test func anEndpointThatIsNoAddressIsRefused() throws {
        let folder = try TemporaryFolder()
        let archives = TaskArchives(root: folder.url, endpoint: "nonsense") { _ in }
        let error = try #require(throws: FetchError.self) { try archives.fetch("wnli") }
        #expect(error.kind == .invalid)
        #expect(error.description.contains("ISOTROPY_DATA_ENDPOINT"))
    }

    @Test func everyArchiveIsOfATaskWithCounts() throws {
        for archive in TaskArchive.all {
            #expect(throws: Never.self) { try KnownTask.named(archive.task) }
            #expect(OfficialCounts.of(archive.task) != nil)
        }
    }
}
