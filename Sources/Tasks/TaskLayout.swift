import Foundation

/// How a task's rows lie in files.
public protocol TaskLayout: Sendable {
    /// Whether rows are pairs of sentences.
    var isPair: Bool { get }
    /// The labels as the files spell them, in the order of the task's labels; `nil` where they are
    /// the labels themselves.
    var spellings: [String]? { get }

    /// The files of the labelled rows, in the order in which ``load(_:from:_:)`` reads them; fewer, with the
    /// reasons among the problems, where some are missing.
    func files(in directory: URL, _ problems: inout DataError) -> [URL]

    /// Every labelled row, or `nil` with the reasons among the problems.
    func load(
        _ kind: TaskDefinition.Kind, from directory: URL, _ problems: inout DataError
    ) -> TaskData?

    /// The rows whose targets the benchmark keeps; sets whose files may be absent and are absent
    /// are left out.
    func loadUnlabelled(from directory: URL, _ problems: inout DataError) -> [ExampleSet]
}

extension TaskLayout {
    public var spellings: [String]? { nil }

    public func loadUnlabelled(from directory: URL, _ problems: inout DataError) -> [ExampleSet] {
        []
    }
}

extension TaskData {
    /// Refuses sets without rows, and a development set on which no metric can tell two models
    /// apart.
    func check(
        _ kind: TaskDefinition.Kind, developmentPath path: String, _ problems: inout DataError
    ) {
        for (part, rows) in [("train", train), ("development", development)] where rows.isEmpty {
            problems.add(.init(file: path, "leaves no rows for the \(part) set"))
        }
        guard let only = development.first?.target,
            development.allSatisfy({ $0.target == only })
        else { return }
        let what =
            switch (only, kind) {
            case (.label(let index), .classification(let labels)): "class '\(labels[index])'"
            case (.label(let index), .regression): "class \(index)"
            case (.value(let value), _): "value \(value)"
            case (.unknown, _): "no target"
            }
        problems.add(
            .init(file: path, "all \(development.count) rows of the development set have \(what)"))
    }
}
