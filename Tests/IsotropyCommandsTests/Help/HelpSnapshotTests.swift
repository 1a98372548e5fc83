import Foundation
import Testing

/// Every help text is the committed one, on a terminal of 80 columns.
///
/// `ISOTROPY_RECORD_SNAPSHOTS=1 ./test --filter HelpSnapshotTests` writes them anew.
struct HelpSnapshotTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Snapshots")
    private static let isRecording =
        ProcessInfo.processInfo.environment["ISOTROPY_RECORD_SNAPSHOTS"] == "1"

    @Test(arguments: CommandPath.all)
    func theHelpIsTheCommittedOne(_ command: CommandPath) throws {
        let answer = try #require(Answer(command.words + ["--help"], columns: 80))
        #expect(answer.code == 0)
        let found = answer.text + "\n"
        let file = Self.folder.appending(path: command.name + ".txt")
        if Self.isRecording {
            try FileManager.default.createDirectory(
                at: Self.folder, withIntermediateDirectories: true)
            try Data(found.utf8).write(to: file)
        }
        let committed = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        let isSame = found == committed
        #expect(isSame, "\(command.name).txt: \(difference(found, committed))")
    }

    @Test func everySnapshotHasACommand() throws {
        let names = Set(CommandPath.all.map { $0.name + ".txt" })
        let strangers = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
            .filter { !names.contains($0) }
        if Self.isRecording {
            for name in strangers {
                try FileManager.default.removeItem(at: Self.folder.appending(path: name))
            }
        } else {
            #expect(strangers.isEmpty)
        }
    }

    /// The first line in which the texts differ.
    private func difference(_ found: String, _ committed: String) -> String {
        let (found, committed) = (lines(found), lines(committed))
        let place = zip(found, committed).prefix { $0 == $1 }.reduce(0) { count, _ in count + 1 }
        let now = place < found.count ? found[place] : "nothing"
        let before = place < committed.count ? committed[place] : "nothing"
        return "line \(place + 1) is '\(now)', committed '\(before)'"
    }

    private func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
