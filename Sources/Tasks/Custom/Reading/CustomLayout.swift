import Files
import Foundation
import Metrics
import Options

/// How the user's own files hold a task: which columns, what kind of target, which format.
///
/// Tables have a header; JSON lines have an object a line, whose keys are the columns.
public struct CustomLayout: Sendable, Equatable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// The labels are what the train file holds.
        case classification
        /// Any finite number.
        case regression
    }

    public var kind: Kind
    /// The column of the text, or of the first of two; `nil` looks for a usual name (see
    /// ``CustomColumns``).
    public var text: String?
    /// The column of the second text. With `nil`, and no name for the first, it is looked for too.
    public var pair: String?
    /// The column of the label or score; `nil` looks for a usual name.
    public var label: String?
    /// The column of the rows' names; `nil` looks for `id` and `index`, and numbers the rows without them.
    public var identifier: String?
    /// A column that is looked for before the usual ones.
    package var likelyIdentifier: String?
    /// `nil` tells it from each file's name and first bytes.
    public var format: Format?
    /// What a file is whose name and first bytes do not tell.
    package var likelyFormat: Format?
    /// What stands between the cells of comma-separated files, one ASCII character.
    public var delimiter: String
    /// Which rows of the train file are held out, where no file has the others.
    public var heldOut: HeldOutRows?

    public static let usualDelimiter = ","

    public init(
        kind: Kind = .classification, text: String? = nil, pair: String? = nil,
        label: String? = nil, identifier: String? = nil, format: Format? = nil,
        delimiter: String = usualDelimiter,
        heldOut: HeldOutRows? = nil
    ) {
        self.kind = kind
        self.text = text
        self.pair = pair
        self.label = label
        self.identifier = identifier
        self.format = format
        self.delimiter = delimiter
        self.heldOut = heldOut
    }

    /// Reads the files and finds out what task they are.
    ///
    /// Labels are in the order of their numbers where all are numbers, else of their bytes.
    /// - Parameters:
    ///   - development: `nil` where rows of the train file are held out.
    ///   - name: what results and tables call the task; `nil` takes the train file's, or its folder's.
    /// - Throws: every row that is wrong, up to twenty, with file and line: labels of the other
    ///   files that do not occur in the train file among them.
    public func load(
        train: URL, development: URL?, test: URL? = nil, named name: String? = nil
    ) throws(DataError) -> CustomTask {
        var problems = DataError()
        let urls = [train] + [development, test].compactMap { $0 }
        // A file that is given twice is read, and told of, once.
        var paths: [String] = []
        for url in urls where !paths.contains(url.path) { paths.append(url.path) }
        let files = paths.compactMap { RecordFile(URL(fileURLWithPath: $0), self, &problems) }
        guard files.count == paths.count else { throw problems }
        // The columns are chosen once: the other files must have the train file's.
        guard let columns = CustomColumns(self, in: files[0], &problems) else { throw problems }
        let parts = files.map { $0.records(columns, &problems) }
        checkLabels(zip(files, parts).map { ($0.path, $1) }, columns, &problems)
        guard problems.isEmpty else { throw problems }
        let taskKind = discoveredKind(parts[0].map(\.label), path: train.path, &problems)
        guard let taskKind else { throw problems }
        let read = zip(files, parts).map { file, records in
            Self.examples(records, taskKind, path: file.path, &problems)
        }
        guard problems.isEmpty else { throw problems }
        func examples(_ url: URL?) -> [Example] {
            url.map { read[paths.firstIndex(of: $0.path) ?? 0] } ?? []
        }
        var data = TaskData(
            train: examples(train), development: examples(development), test: examples(test))
        let folds = divide(
            &data, groups: parts[0].map(\.group), taskKind, path: train.path, &problems)
        if folds == nil, problems.isEmpty {
            data.check(taskKind, developmentPath: (development ?? train).path, &problems)
        }
        guard problems.isEmpty else { throw problems }
        let source = CustomSource(
            train: train.absoluteURL.path, development: development?.absoluteURL.path,
            test: test?.absoluteURL.path, heldOut: heldOut, columns: columns)
        return CustomTask(
            source: source, kind: taskKind, data: data, folds: folds,
            name: name ?? TaskName.usual(for: train))
    }

    /// Holds rows of the train file out.
    /// - Returns: the folds, where each is held out in turn; the rows are all in the train set then.
    private func divide(
        _ data: inout TaskData, groups: [String?], _ kind: TaskDefinition.Kind, path: String,
        _ problems: inout DataError
    ) -> Folds? {
        if let share = heldOut?.share { data.holdOut(share: share, groups: groups) }
        guard let count = heldOut?.folds else { return nil }
        var labels: [String]?
        if case .classification(let names) = kind { labels = names }
        let folds = data.folds(
            count, groups: groups, column: heldOut?.group, labels: labels, path: path, &problems)
        guard let fold = heldOut?.fold, let folds else { return folds }
        data.holdOut { folds.ofRows[$0] == fold }
        return nil
    }

    /// The labelled rows of one file for a task that is already known, as a saved model's.
    public func examples(
        from file: URL, kind: TaskDefinition.Kind
    ) throws(DataError) -> [Example] {
        try read(file) { (records, file, columns, problems) in
            checkLabels([(file.path, records)], columns, &problems)
            return problems.isEmpty ? Self.examples(records, kind, path: file.path, &problems) : []
        }
    }

    /// The labelled rows of one file, and what they and what was predicted for them ask for.
    /// - Parameters:
    ///   - predicted: labels that may be none of the rows'.
    ///   - needsText: whether a file without texts is refused.
    package func labelledRows(
        of file: URL, besides predicted: [String] = [], needsText: Bool = false
    ) throws(DataError) -> (kind: TaskDefinition.Kind, rows: [Example]) {
        let found = try labelledRowsAndPlaces(of: file, besides: predicted, needsText: needsText)
        return (found.kind, found.rows)
    }

    /// The same, with where the rows stand.
    func labelledRowsAndPlaces(
        of file: URL, besides predicted: [String] = [], needsText: Bool = false
    ) throws(DataError) -> (kind: TaskDefinition.Kind, rows: [Example], places: RowPlaces) {
        var found: TaskDefinition.Kind?
        var places = RowPlaces(file: CustomLayout.inputName(file), lines: [], areNamed: false)
        let rows = try read(file, needsText: needsText) { (records, file, columns, problems) in
            places = RowPlaces(
                file: file.path, lines: records.map(\.line),
                areNamed: columns.identifier != nil)
            checkLabels([(file.path, records)], columns, &problems)
            found = discoveredKind(
                records.map(\.label), besides: predicted, path: file.path, &problems)
            guard problems.isEmpty, let found else { return [Example]() }
            return Self.examples(records, found, path: file.path, &problems)
        }
        return (found ?? .anyNumber, rows, places)
    }

    /// The rows of a file to predict, which needs no column of labels.
    public func unlabelledExamples(from file: URL) throws(DataError) -> [Example] {
        try read(file, labelled: false) { (records, _, _, _) in
            records.map { $0.example(.unknown) }
        }
    }

    /// The rows of a file to predict, with all of its cells.
    /// - Throws: every row that is wrong; of objects, also those that lack one of the first one's columns, or
    ///   have something nested there.
    public func unlabelledExamplesAndCells(
        from file: URL
    ) throws(DataError) -> (rows: [Example], cells: RecordCells?) {
        var cells: RecordCells?
        let rows = try read(file, labelled: false) { (records, file, _, problems) in
            cells = RecordCells(columns: file.columns, rows: file.cells(&problems))
            return records.map { $0.example(.unknown) }
        }
        return (rows, cells)
    }

    /// The rows of a file of predictions, which `predict` or another program wrote, with their lines.
    /// - Throws: also for lines of a version of ours that is not read.
    /// - Returns: also whether they have names, or are numbered.
    func predictions(
        from file: URL
    ) throws(DataError) -> (rows: [(line: Int, row: Example)], areNamed: Bool) {
        var areNamed = false
        let rows = try read(file, labelled: false, problem: \.versionProblem) {
            (records, _, columns, _) in
            areNamed = columns.identifier != nil
            return records.map { ($0.line, $0.example(.unknown)) }
        }
        return (rows, areNamed)
    }

    private func read<Row>(
        _ url: URL, labelled: Bool = true, needsText: Bool = true,
        problem: (RecordFile) -> DataError.Problem? = { _ in nil },
        _ make: ([CustomRecord], RecordFile, CustomColumns, inout DataError) -> [Row]
    ) throws(DataError) -> [Row] {
        var problems = DataError()
        guard let file = RecordFile(url, self, &problems) else { throw problems }
        if let problem = problem(file) { throw DataError(problem) }
        let columns = CustomColumns(
            self, in: file, labelled: labelled, needsText: needsText, &problems)
        guard let columns else { throw problems }
        let records = file.records(columns, &problems)
        guard problems.isEmpty else { throw problems }
        let rows = make(records, file, columns, &problems)
        guard problems.isEmpty else { throw problems }
        return rows
    }
}

extension CustomLayout {
    private func checkLabels(
        _ files: [(path: String, records: [CustomRecord])], _ columns: CustomColumns,
        _ problems: inout DataError
    ) {
        guard kind == .classification, let column = columns.label else { return }
        let cells = files.map { LabelCells($0.records) }
        for (file, own) in zip(files, cells) {
            let other = own.otherSort(than: cells[0], column)
            for problem in own.problems(column) + [other].compactMap({ $0 }) {
                problems.add(
                    .init(
                        file: file.path, line: problem.line, Message(problem.message),
                        cause: problem.message))
            }
        }
    }

    private func discoveredKind(
        _ own: [String], besides others: [String] = [], path: String,
        _ problems: inout DataError
    ) -> TaskDefinition.Kind? {
        switch kind {
        case .regression:
            return .anyNumber
        case .classification:
            let labels = Self.sortedLabels(own + others)
            if labels.count > Self.manyLabels, 2 * labels.count > own.count,
                labels.allSatisfy({ decimalNumber($0) != nil })
            {
                problems.add(
                    .init(
                        file: path,
                        "\(own.count) rows have \(labels.count) different labels, all numbers: `kind` "
                            + "regression learns numbers as scores"))
                return nil
            }
            guard labels.count > 1 || own.isEmpty || !others.isEmpty else {
                let only = quoted(labels[0])
                problems.add(
                    .init(file: path, "all \(own.count) rows have the label \(only)"))
                return nil
            }
            return .classification(labels: labels)
        }
    }

    /// So many classes of which half of the rows or more have one of their own are none.
    private static let manyLabels = 20

    private static func sortedLabels(_ labels: [String]) -> [String] {
        // By bytes throughout: strings would be equal to their canonical equivalents.
        let distinct = Set(labels.map { Array($0.utf8) }).sorted {
            $0.lexicographicallyPrecedes($1)
        }
        let names = distinct.map { String(decoding: $0, as: UTF8.self) }
        let numbers = names.compactMap { ExactDecimal($0) }
        guard numbers.count == names.count else { return names }
        return names.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }.map { names[$0] }
    }

    private static func examples(
        _ records: [CustomRecord], _ kind: TaskDefinition.Kind, path: String,
        _ problems: inout DataError
    ) -> [Example] {
        var classes: [[UInt8]: Int] = [:]
        // Another spelling of one of them is the usual reason for a label that is none.
        var spellings: [LabelMeaning: String] = [:]
        if case .classification(let labels) = kind {
            for (index, label) in labels.enumerated() {
                classes[Array(label.utf8)] = index
                spellings[LabelMeaning(label)] = label
            }
        }
        return records.compactMap { record in
            switch kind {
            case .classification(let labels):
                if let label = classes[Array(record.label.utf8)] {
                    return record.example(.label(label))
                }
                let known = labels.prefix(10).map(shownLabel).joined(separator: ", ")
                let more = labels.count > 10 ? " and \(labels.count - 10) more" : ""
                let meant = spellings[LabelMeaning(record.label)]
                let hint =
                    meant.map {
                        ", in which \(quoted($0)) is \(LabelMeaning.likeness(record.label, $0))"
                    } ?? ""
                let what: Message =
                    "label \(quoted(record.label)) is not one of \(known)\(more)\(hint)"
                problems.add(.init(file: path, line: record.line, what))
            case .regression(let range):
                switch number(record.label, within: range) {
                case .success(let value): return record.example(.value(value))
                case .failure(let wrong):
                    problems.add(.init(file: path, line: record.line, wrong.message))
                }
            }
            return nil
        }
    }
}
