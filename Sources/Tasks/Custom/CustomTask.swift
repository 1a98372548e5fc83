import Foundation
import Metrics
import Options

/// What the user's files turned out to be.
public struct CustomTask: Sendable {
    public let definition: TaskDefinition
    /// With folds, all rows are in its train set.
    public let data: TaskData
    public let source: CustomSource
    /// Where each fold is held out in turn.
    public let folds: Folds?
    /// The columns that were read.
    public var columns: CustomColumns { source.columns }

    /// - Parameter name: what results and tables call it.
    init(
        source: CustomSource, kind: TaskDefinition.Kind, data: TaskData, folds: Folds? = nil,
        name: String
    ) {
        self.source = source
        self.data = data
        self.folds = folds
        definition = .custom(kind, isPair: source.columns.pair != nil, named: name)
    }

    /// The rows of one class.
    public struct ClassCount: Sendable, Equatable {
        public let label: String
        public let train: Int
        public let development: Int
        public let test: Int

        package init(label: String, train: Int, development: Int, test: Int) {
            self.label = label
            self.train = train
            self.development = development
            self.test = test
        }
    }

    /// In the order of the labels; empty for a regression.
    public var classCounts: [ClassCount] {
        guard case .classification(let labels) = definition.kind else { return [] }
        let parts = [data.train, data.development, data.test].map { rows in
            var counts = [Int](repeating: 0, count: labels.count)
            for case .label(let label) in rows.map(\.target) { counts[label] += 1 }
            return counts
        }
        return labels.indices.map {
            ClassCount(
                label: labels[$0], train: parts[0][$0], development: parts[1][$0],
                test: parts[2][$0])
        }
    }
}

extension TaskDefinition {
    /// What options call a task of the user's own files, and files one without a name.
    public static let customName = "custom"

    /// A task of the user's own files, whose rows come from ``CustomLayout``, or of rows in memory.
    /// - Parameter name: what results and tables call it.
    public static func custom(
        _ kind: Kind, isPair: Bool, named name: String = customName
    ) -> TaskDefinition {
        let measure: Measure =
            switch kind {
            case .classification(let labels) where labels.count == 2:
                .classes(labels, by: [.accuracy, .f1, .macroF1, .matthews])
            case .classification(let labels):
                .classes(labels, by: [.accuracy, .macroF1, .matthews])
            case .regression(let range):
                .scores(range, by: ScoreMetric.ofNumbers)
            }
        return TaskDefinition(
            name: name, summary: "the user's own files", measure: measure,
            layout: CustomFiles(isPair: isPair))
    }
}

/// Files that are named one by one have no folder to be found in.
private struct CustomFiles: TaskLayout {
    let isPair: Bool

    func files(in directory: URL, _ problems: inout DataError) -> [URL] {
        problems.add(.init("the files of a custom task are given one by one, not by a folder"))
        return []
    }

    func load(
        _ kind: TaskDefinition.Kind, from directory: URL, _ problems: inout DataError
    ) -> TaskData? {
        _ = files(in: directory, &problems)
        return nil
    }
}

/// Where the rows of a custom task came from.
public struct CustomSource: Sendable, Equatable, Codable {
    /// The paths of the files.
    public let train: String
    /// `nil` where rows of the train file are held out.
    public let development: String?
    public let test: String?
    /// Which rows of the train file are held out; `nil` where a file has the others.
    public package(set) var heldOut: HeldOutRows?
    public let columns: CustomColumns

    private enum CodingKeys: String, CodingKey {
        case train, development, test, columns
        case heldOut = "held_out"
    }

    /// How the files are read again.
    /// - Parameter delimiter: `nil` takes the usual one.
    package func layout(_ kind: TaskDefinition.Kind, delimiter: String?) -> CustomLayout {
        var layout = CustomLayout(
            text: columns.text, pair: columns.pair, label: columns.label,
            delimiter: delimiter ?? CustomLayout.usualDelimiter, heldOut: heldOut)
        if case .regression = kind { layout.kind = .regression }
        layout.likelyIdentifier = columns.identifier
        return layout
    }

    /// The files themselves.
    package var files: [URL] {
        ([train] + [development, test].compactMap { $0 }).map { URL(filePath: $0) }
    }
}

/// The columns of the user's files, as given or as found.
public struct CustomColumns: Sendable, Equatable, Codable {
    /// Of the text, or of the first of two.
    public let text: String
    public let pair: String?
    /// `nil` for rows to predict.
    public let label: String?
    /// Of the rows' names; `nil` numbers them from 0.
    public let identifier: String?
    /// Of the groups that are held out together; `nil` where rows of one text are.
    public let group: String?
    /// What stood between the cells; not recorded with a run, whose files are known by their contents.
    public private(set) var delimiter = CustomLayout.usualDelimiter

    private enum CodingKeys: String, CodingKey {
        case text, pair, label, identifier, group
    }

    /// Looked for in this order when no text column is named.
    static let usualPairs = [
        ("sentence1", "sentence2"), ("premise", "hypothesis"), ("question1", "question2"),
        ("question", "sentence"), ("text", "text_pair"), ("text", "pair"), ("text_a", "text_b"),
    ]
    static let usualTexts = ["text", "sentence"]
    static let usualLabels = ["label", "gold_label"]
    static let usualScores = ["score", "label"]
    package static let usualIdentifiers = ["id", "index"]

    /// Reports the columns that are not there.
    init?(
        _ layout: CustomLayout, in file: RecordFile, labelled: Bool = true,
        needsText: Bool = true, _ problems: inout DataError
    ) {
        let header = file.columns
        func first(_ names: [String]) -> String? { names.first(where: header.contains) }
        let pairFound = Self.usualPairs.first { header.contains($0.0) && header.contains($0.1) }
        let usesPair = layout.text == nil && layout.pair == nil
        let text =
            layout.text ?? (usesPair ? pairFound?.0 : nil) ?? first(Self.usualTexts)
            ?? (layout.pair == nil ? nil : first(Self.usualPairs.map(\.0)))
        let usual = layout.kind == .regression ? Self.usualScores : Self.usualLabels
        let label = labelled ? layout.label ?? first(usual) : nil
        pair = layout.pair ?? (usesPair ? pairFound?.1 : nil)
        identifier =
            layout.identifier
            ?? first([layout.likelyIdentifier].compactMap { $0 } + Self.usualIdentifiers)
        delimiter = layout.delimiter
        group = labelled ? layout.heldOut?.group : nil
        self.label = label
        self.text = text ?? ""

        let present = listed(header)
        let named = [
            layout.text, layout.pair, layout.identifier, labelled ? layout.label : nil,
            labelled ? layout.heldOut?.group : nil,
        ].compactMap { $0 }
        let missing = named.filter { !header.contains($0) }.map(quoted).joined(separator: ", ")
        var wrong: [Message] = []
        if !missing.isEmpty { wrong.append("no column \(missing)") }
        if text == nil, needsText {
            wrong.append("no column with a usual name for the text (`text` names it)")
        }
        if labelled, label == nil {
            let what = layout.kind == .regression ? "score" : "label"
            wrong.append("no column with a usual name for the \(what) (`label` names it)")
        }
        let chosen = [text, pair, label].compactMap { $0 }
        if let twice = chosen.indices.first(where: { chosen[..<$0].contains(chosen[$0]) }) {
            wrong.append("column \(quoted(chosen[twice])) cannot be two of text, pair and label")
        }
        guard !wrong.isEmpty else { return }
        let all: Message = "\(wrong.joined(separator: ", ")); the columns are \(present)"
        problems.add(.init(file: file.path, line: 1, all + file.likeness(isFirst: true)))
        return nil
    }
}
