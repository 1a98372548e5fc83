import Foundation

/// Where a task's tab-separated files hold what: no quoting, LF or CRLF, UTF-8, a byte-order mark
/// skipped.
public struct TableLayout: TaskLayout {
    public enum Files: Sendable {
        /// A file for each part, in a folder that often has the name given.
        case separate(train: String, development: String, folder: String)
        /// One file, divided by the hash of the identifier (see `Part`).
        case divided(String)

        public static func glue(folder: String) -> Files {
            .separate(train: "train.tsv", development: "dev.tsv", folder: folder)
        }
    }

    /// A development set beside the first.
    public struct Further: Sendable {
        let name: String
        let file: String

        public init(name: String, file: String) {
            self.name = name
            self.file = file
        }
    }

    /// A file of rows to predict, in the layout that its own header tells.
    public struct Unlabelled: Sendable {
        /// The set's name, which is also that of its file in a submission.
        let name: String
        /// The first that is there is read.
        let files: [String]
        let folders: [String]
        let columns: TableColumns
        /// Left out without an error where no file is there.
        var isOptional = false

        public init(
            name: String, files: [String], folders: [String], columns: TableColumns,
            isOptional: Bool = false
        ) {
            self.name = name
            self.files = files
            self.folders = folders
            self.columns = columns
            self.isOptional = isOptional
        }
    }

    let files: Files
    let further: [Further]
    let unlabelled: [Unlabelled]
    let columns: TableColumns
    let target: TableTarget

    public var isPair: Bool { columns.second != nil }

    public var spellings: [String]? {
        if case .spelled(let labels) = target.reading { labels } else { nil }
    }

    public init(
        files: Files, further: [Further] = [], unlabelled: [Unlabelled] = [],
        identifier: [TableColumns.Column] = [], first: TableColumns.Column,
        second: TableColumns.Column? = nil, target: TableColumns.Column,
        reading: TableTarget.Reading, width: Int? = nil
    ) {
        self.files = files
        self.further = further
        self.unlabelled = unlabelled
        columns = TableColumns(
            identifier: identifier, first: first, second: second, width: width)
        self.target = TableTarget(column: target, reading: reading)
    }

    private var names: [String] {
        switch files {
        case .separate(let train, let development, _):
            [train, development] + further.map(\.file)
        case .divided(let name): [name]
        }
    }

    public func files(in directory: URL, _ problems: inout DataError) -> [URL] {
        var folders: [String] = []
        if case .separate(_, _, let folder) = files { folders = [folder] }
        return locate(names, in: directory, usualFolders: folders, &problems)
    }

    public func load(
        _ kind: TaskDefinition.Kind, from directory: URL, _ problems: inout DataError
    ) -> TaskData? {
        let located = files(in: directory, &problems)
        guard located.count == names.count else { return nil }
        let tables = located.map {
            TableReader(columns, target, kind, path: $0.path).rows(&problems)
        }
        guard problems.isEmpty else { return nil }
        let data: TaskData
        if case .divided = files {
            data = Part.divide(tables[0])
        } else {
            let sets = zip(further, tables.dropFirst(2))
            data = TaskData(
                train: tables[0], development: tables[1],
                furtherDevelopment: sets.map { ExampleSet(name: $0.name, examples: $1) })
        }
        data.check(kind, developmentPath: located[tables.count > 1 ? 1 : 0].path, &problems)
        return data
    }

    public func loadUnlabelled(from directory: URL, _ problems: inout DataError) -> [ExampleSet] {
        var sets: [ExampleSet] = []
        for set in unlabelled {
            let found = locateAny(
                of: set.files, in: directory, usualFolders: set.folders, &problems)
            if let found {
                let reader = TableReader(set.columns, path: found.path)
                sets.append(ExampleSet(name: set.name, examples: reader.rows(&problems)))
            } else if !set.isOptional {
                let places = [directory] + set.folders.map(directory.appendingPathComponent)
                let looked = places.map(\.path).joined(separator: " and ")
                let names = set.files.joined(separator: " or ")
                problems.add(.init("\(names) not found; looked in \(looked)"))
            }
        }
        return sets
    }
}
