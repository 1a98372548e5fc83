import ArgumentParser
import Assets
import Foundation
import TaskArchives
import Tasks

/// `isotropy data list`.
struct DataList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the tasks, their rows, and where their files are.")

    @Flag(help: "Print JSON instead of text.")
    var json = false

    func run() throws {
        let rows = taskRows(TaskArchives(environment: ProcessInfo.processInfo.environment))
        try Console.output(json ? try jsonText(["tasks": rows]) : taskTable(rows))
    }
}

/// A task as lists show it.
package struct TaskRow: Encodable {
    package let name: String
    package let kind: String
    package let summary: String
    /// The rows of the official files, by the parts' names.
    package let rows: [String: Int]
    /// Where the files are, if they are here.
    package let folder: String?
    /// Whether `data get` can fetch them.
    package let canBeFetched: Bool

    private enum CodingKeys: String, CodingKey {
        case name, kind, summary, rows, folder
        case canBeFetched = "can_be_fetched"
    }

    /// The rows of the first two parts, to train and to develop on.
    fileprivate var counts: String {
        (OfficialCounts.of(name)?.parts ?? []).prefix(2).map { String($0.rows) }
            .joined(separator: " / ")
    }

    fileprivate init(_ task: KnownTask, _ archives: TaskArchives) {
        name = task.name
        summary = task.summary
        let parts = OfficialCounts.of(task.name)?.parts ?? []
        rows = Dictionary(parts.map { ($0.name, $0.rows) }, uniquingKeysWith: { first, _ in first })
        var place = archives.folder(of: task.name)
        var asset: Asset?
        switch task {
        case .sentences(let definition):
            let pairs = definition.isPair ? "pairs, " : ""
            switch definition.kind {
            case .classification(let labels): kind = "\(pairs)\(labels.count) classes"
            case .regression: kind = "\(pairs)scores"
            }
            asset = definition.asset.flatMap { try? Asset.named($0) }
        case .questions(let questions):
            kind = questions.allowsImpossible ? "spans or none" : "spans"
        }
        place = place ?? asset?.cachedDirectory
        folder = place?.path
        canBeFetched = asset != nil || TaskArchive.of(task.name) != nil
    }
}

package func taskRows(_ archives: TaskArchives) -> [TaskRow] {
    KnownTask.all.map { TaskRow($0, archives) }
}

/// Name, kind, rows to train and to develop on, and the folder or how to get it.
package func taskTable(_ rows: [TaskRow]) -> String {
    let lines = rows.map { row in
        let place =
            row.folder ?? (row.canBeFetched ? "not here (isotropy data get)" : "needs --data")
        return [row.name, row.kind, row.counts, place]
    }
    return alignedColumns(lines)
}
