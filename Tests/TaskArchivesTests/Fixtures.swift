import Formats
import Foundation
import Synchronization
import TaskArchives
import Tasks
import TestSupport
import Transfer

/// WNLI in its official layout with its official counts, but sentences of our own.
enum SmallTask {
    static let name = "wnli"
    static let path = "/glue/data/WNLI.zip"

    /// - Parameter labels: 0 and 1 as often as the file has them.
    static func table(_ labels: [Int]) -> [UInt8] {
        var text = "index\tsentence1\tsentence2\tlabel\n"
        var row = 0
        for (label, count) in labels.enumerated() {
            for _ in 0..<count {
                text += "\(row)\tThe ball hit the table.\tThe table was hit.\t\(label)\n"
                row += 1
            }
        }
        return Array(text.utf8)
    }

    static func files(train: [Int] = [323, 312]) -> [(name: String, bytes: [UInt8])] {
        let test = (0..<146).map { "\($0)\tIt rained.\tIt was wet.\n" }.joined()
        return [
            ("WNLI/", []), ("WNLI/train.tsv", table(train)), ("WNLI/dev.tsv", table([40, 31])),
            ("WNLI/test.tsv", Array(("index\tsentence1\tsentence2\n" + test).utf8)),
        ]
    }

    static let archive = storedArchive(files())
}

/// A server with archives, and a folder for what comes from it.
final class Place: Sendable {
    let folder: TemporaryFolder
    let server: TestServer
    private let said = Mutex<[TransferEvent]>([])

    init(_ handler: @escaping TestServer.Handler) throws {
        folder = try TemporaryFolder()
        server = try TestServer(handler)
    }

    convenience init(_ archive: Data) throws {
        try self.init { request in
            request.path == SmallTask.path ? .content(archive, request) : .status(404)
        }
    }

    var root: URL { folder.url.appending(path: "tasks") }
    var archives: TaskArchives { TaskArchives(root: root, endpoint: server.url) { _ in } }
    var events: [TransferEvent] { said.withLock { $0 } }

    func fetch(_ task: String = SmallTask.name) throws -> URL {
        try archives.fetch(task) { event in self.said.withLock { $0.append(event) } }
    }

    /// Everything that is there.
    func names() throws -> [String] { try folder.names(in: "tasks") }
}
