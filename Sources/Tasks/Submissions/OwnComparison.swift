import Foundation
import Options
import Metrics

/// Labelled rows of the user's own and what a file predicts for them, as a task of its own.
public struct OwnComparison: Sendable {
    public let definition: TaskDefinition
    public let rows: Int
    public let comparison: Comparison
    /// Labels that are predicted and that no row has.
    public let foreign: [String]
    /// The same with the places of their predictions; `nil` where there is none.
    public let foreignNotice: String?

    /// - Parameters:
    ///   - predictions: a row each in the order of the labelled ones, as `predict` and runs write them.
    ///   - labelled: the user's own file.
    ///   - positive: of two labels, the one that F1 is of; `nil` takes the second.
    /// - Throws: rows that are wrong, missing or another's by their lines; a predicted label that is another
    ///   spelling of a row's.
    public init(
        of predictions: URL, with labelled: URL, _ layout: CustomLayout, positive: String? = nil
    ) throws(DataError) {
        let given = try GivenPredictions(
            from: predictions, likelyIdentifier: layout.identifier)
        let (kind, examples, places) = try layout.labelledRowsAndPlaces(
            of: labelled,
            besides: layout.kind == .regression ? [] : given.rows.map(\.row.first))
        let task = TaskDefinition.custom(
            kind, isPair: examples.first?.second != nil, named: TaskName.usual(for: labelled))
        let foreign = try Self.foreignLabels(given, task, examples)
        self.foreign = foreign
        let words = Self.words(foreign, in: given)
        foreignNotice = words.map { "\(given.file): predicted, but no row's label: \($0)" }
        if let words, positive != nil, let labels = task.labels, labels.count > 2 {
            let own = labels.filter { !foreign.contains($0) }
            guard own.count != 2 else {
                throw DataError(
                    .init(
                        file: given.file,
                        "predicted, but no row's label: \(words); `positive_label` is one of two, and the rows "
                            + "have \(own.map(quoted).joined(separator: " and "))"))
            }
        }
        definition = try positive.map(task.finding) ?? task
        rows = examples.count
        comparison = try definition.comparison(of: given, for: examples, at: places)
    }

    /// Predicted labels with how often they are, and where first; `nil` for none.
    private static func words(_ labels: [String], in given: GivenPredictions) -> String? {
        guard !labels.isEmpty else { return nil }
        let shown = labels.prefix(5).map { label in
            let lines = given.rows.filter { $0.row.first == label }.map(\.line)
            let first = lines.first.map(String.init) ?? "?"
            let place =
                lines.count == 1
                ? "line \(first)" : "\(lines.count) rows, the first on line \(first)"
            return "\(quoted(label)) (\(place))"
        }.joined(separator: ", ")
        return shown + (labels.count > 5 ? " and \(labels.count - 5) more" : "")
    }

    /// So many labels that no row has, and more than the rows have, are none.
    private static let manyLabels = 20

    /// The labels of the task that no row has.
    /// - Throws: for those that only spell a row's label otherwise, and where no prediction is a row's label.
    private static func foreignLabels(
        _ given: GivenPredictions, _ task: TaskDefinition, _ rows: [Example]
    ) throws(DataError) -> [String] {
        guard let labels = task.labels else { return [] }
        let present = Set(rows.map(\.target.label))
        let known = labels.indices.filter(present.contains).map { labels[$0] }
        let foreign = labels.indices.filter { !present.contains($0) }.map { labels[$0] }
        var problems = DataError()
        for label in foreign {
            let meaning = LabelMeaning(label)
            let meant = known.first {
                LabelMeaning($0) == meaning || $0.lowercased() == label.lowercased()
            }
            guard let meant, let line = given.rows.first(where: { $0.row.first == label })?.line
            else { continue }
            problems.add(
                .init(
                    file: given.file, line: line,
                    "\(quoted(label)) is no label of the rows, in which \(quoted(meant)) is "
                        + "\(LabelMeaning.likeness(label, meant))"))
        }
        if foreign.count > Self.manyLabels, foreign.count > known.count {
            problems.add(
                .init(
                    file: given.file,
                    "\(foreign.count) different predictions are no label of the rows, such as "
                        + "\(quoted(foreign[0])): are they scores, as `kind` regression takes them?"
                ))
        } else if problems.isEmpty, known.count > 1, foreign.count > 0,
            !given.rows.contains(where: { known.contains($0.row.first) })
        {
            problems.add(
                .init(
                    file: given.file,
                    "no prediction is a label of the rows: they are \(listed(known)), and the "
                        + "predictions \(listed(foreign))"))
        }
        guard problems.isEmpty else { throw problems }
        return foreign
    }
}
