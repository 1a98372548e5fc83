import Foundation

/// Where a task's tab-separated files hold what: no quoting, LF or CRLF, UTF-8, a byte-order mark
/// skipped.
package struct TableLayout: Sendable {
    package enum Column: Sendable, ExpressibleByStringLiteral {
        /// Found by the header, wherever it stands.
        case named(String)
        /// Counted from 0, in a file without a header.
        case at(Int)

        package init(stringLiteral name: String) { self = .named(name) }
    }

    package enum Files: Sendable {
        /// A file for each part, in a folder that often has the name given.
        case separate(train: String, development: String, folder: String)
        /// One file, divided by the hash of the identifier (see `Part`).
        case divided(String)

        package static func glue(folder: String) -> Files {
            .separate(train: "train.tsv", development: "dev.tsv", folder: folder)
        }
    }

    /// How a cell becomes a target.
    package enum TargetReading: Sendable {
        /// The labels as the file spells them, in the order of the task's labels.
        case spelled([String])
        case number
        /// A number within the range becomes the class between two cuts. A number equal to a cut
        /// goes to the class farther from 0, and 0 itself to the upper one.
        case cuts([Double], of: ClosedRange<Double>)
    }

    package let files: Files
    /// Joined with `-`; the row's number from 0 where the file lacks them.
    package let identifier: [Column]
    package let first: Column
    package let second: Column?
    package let target: Column
    package let reading: TargetReading
    /// The number of columns in a file without a header; `nil` takes it from the header.
    package let width: Int?

    package init(
        files: Files, identifier: [Column] = [], first: Column, second: Column? = nil,
        target: Column, reading: TargetReading, width: Int? = nil
    ) {
        self.files = files
        self.identifier = identifier
        self.first = first
        self.second = second
        self.target = target
        self.reading = reading
        self.width = width
    }

    func load(
        _ kind: TaskDefinition.Kind, from directory: URL, _ problems: inout DataError
    ) -> TaskData? {
        let names: [String]
        let folder: String?
        switch files {
        case .separate(let train, let development, let usual):
            (names, folder) = ([train, development], usual)
        case .divided(let name): (names, folder) = ([name], nil)
        }
        let located = locate(names, in: directory, usualFolder: folder, &problems)
        guard located.count == names.count else { return nil }
        let tables = located.map { TableReader(self, kind, path: $0.path).rows(&problems) }
        guard problems.isEmpty else { return nil }
        let data = tables.count == 1 ? Part.divide(tables[0]) : TaskData(tables[0], tables[1])
        check(data, kind, located[located.count - 1].path, &problems)
        return data
    }

    /// Refuses a development set on which no metric can tell two models apart.
    private func check(
        _ data: TaskData, _ kind: TaskDefinition.Kind, _ path: String, _ problems: inout DataError
    ) {
        for (part, rows) in [("train", data.train), ("development", data.development)]
        where rows.isEmpty {
            problems.add(.init(file: path, "leaves no rows for the \(part) set"))
        }
        let rows = data.development
        guard let only = rows.first?.target, rows.allSatisfy({ $0.target == only }) else { return }
        let what =
            switch (only, kind) {
            case (.label(let index), .classification(let labels)): "class '\(labels[index])'"
            case (.label(let index), .regression): "class \(index)"
            case (.value(let value), _): "value \(value)"
            }
        problems.add(
            .init(file: path, "all \(rows.count) rows of the development set have \(what)"))
    }
}

extension TaskData {
    fileprivate init(_ train: [Example], _ development: [Example]) {
        self.init(train: train, development: development)
    }
}

/// The files of those names in the directory, or else in its subfolder; reports the missing ones.
private func locate(
    _ names: [String], in directory: URL, usualFolder: String?, _ problems: inout DataError
) -> [URL] {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: directory.path, isDirectory: &isFolder) else {
        problems.add(.init(file: directory.path, "no such directory"))
        return []
    }
    guard isFolder.boolValue else {
        problems.add(.init(file: directory.path, "is a file; give the directory that holds it"))
        return []
    }
    let folders = [directory] + (usualFolder.map { [directory.appendingPathComponent($0)] } ?? [])
    let holds = { (folder: URL, name: String) in
        manager.fileExists(atPath: folder.appendingPathComponent(name).path)
    }
    // The first folder with any of the files: parts of different folders are never mixed.
    guard let folder = folders.first(where: { folder in names.contains { holds(folder, $0) } })
    else {
        let places = folders.map(\.path).joined(separator: " and ")
        problems.add(.init("\(names.joined(separator: ", ")) not found; looked in \(places)"))
        return []
    }
    for name in names where !holds(folder, name) {
        problems.add(.init("\(name) not found; looked in \(folder.path)"))
    }
    return names.filter { holds(folder, $0) }.map(folder.appendingPathComponent)
}
