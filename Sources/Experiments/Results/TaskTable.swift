import Isotropy
import Metrics
import Models
import Options
import Tasks

/// Finished runs of several tasks side by side, as the papers' main tables have them: a row for each
/// model and method, a column for each task, and the average.
public struct TaskTable: Sendable, Encodable {
    /// A task's column.
    public struct Column: Sendable, Encodable, Equatable {
        public var title: String
        /// The metrics whose mean is the score, by their names in results.
        public var metrics: [String]
        /// The rows that were scored: `test` where they have labels, else `development`; or `5 folds`, each of
        /// which was held out in turn.
        public var split: String
        /// How many rows these are; with folds, those of all of them. `nil` where the runs are from before that
        /// was written.
        public var rows: Int?
        /// How many folds each seed has; `nil` outside of cross-validation.
        public var folds: Int?
        /// The label that F1 is of, where the metric has F1 in it; `nil` for the usual one of a known task.
        public var positiveLabel: String?

        /// Whether a better model has the larger score.
        public var largerIsBetter: Bool {
            kinds.allSatisfy(\.largerIsBetter)
        }

        /// Whether scores are shares or correlations, which tables show a hundredfold.
        public var isBounded: Bool {
            kinds.allSatisfy { $0.isPercentage || $0.isCorrelation }
        }

        /// What its metrics are.
        public var kinds: [Metric] { metrics.compactMap { NamedMetric($0)?.metric } }

        private enum CodingKeys: String, CodingKey {
            case title, metrics, split, rows, folds
            case positiveLabel = "positive_label"
        }
    }

    /// One model with one method.
    public struct Row: Sendable, Encodable {
        public var model: String
        public var method: String
        /// Over the seeds and their folds, one a column; `nil` where there is no run.
        public var scores: [Summary?]
        /// The mean of the columns' medians, and of their means; `nil` where a column has none, a column's
        /// mean is not of all its seeds, or columns are of unlike metrics or rows and no group says that they
        /// count together.
        public var averageOfMedians, averageOfMeans: Double?

        enum CodingKeys: String, CodingKey {
            case model, method, scores
            case averageOfMedians = "average_of_medians"
            case averageOfMeans = "average_of_means"
        }
    }

    public private(set) var columns: [Column] = []
    public private(set) var rows: [Row] = []
    /// The tasks of the group of which there is no run.
    public private(set) var missing: [String] = []
    /// Runs of tasks that the group does not have.
    public private(set) var leftOut: [String] = []

    enum CodingKeys: String, CodingKey {
        case columns, rows, missing
        case leftOut = "left_out"
    }

    /// Whether the columns count together: those of a published table, or of one metric on one kind of rows.
    public private(set) var hasAverage = false

    /// - Parameter group: gives the columns; `nil` takes every task that has a run: those of GLUE as its paper
    ///   orders them, then other known tasks, then the user's own by their names.
    /// - Throws: where no run is of the columns, and where runs that would share a cell are not of one
    ///   kind.
    public init(_ runs: [FinishedRun], group: TaskGroup? = nil) throws(TrainingError) {
        guard !runs.isEmpty else { throw .run("no run has ended, so there is nothing to show") }
        var entries = group?.entries ?? Self.entries(of: runs)
        missing = entries.filter { entry in !runs.contains { entry.tasks.contains($0.job.task) } }
            .map(\.title)
        let known = Set(entries.flatMap(\.tasks))
        leftOut = runs.filter { !known.contains($0.job.task) }.map(\.url.path)
        let runs = runs.filter { known.contains($0.job.task) }
        guard !runs.isEmpty else {
            throw .run("no run is of a task of the group: \(missing.joined(separator: ", "))")
        }
        for index in entries.indices {
            let all = runs.filter { entries[index].tasks.contains($0.job.task) }
            let column = try Self.column(entries[index], all)
            entries[index] = .init(column.title, entries[index].tasks, mean: column.metrics)
            columns.append(column)
        }
        let areAlike = columns.allSatisfy {
            ($0.metrics, $0.split) == (columns[0].metrics, columns[0].split)
        }
        hasAverage = columns.allSatisfy(\.isBounded) && (group != nil || areAlike)
        let models = modelTitles(runs.map(\.job.model))
        for (model, method) in Self.pairs(runs) {
            let own = runs.filter { $0.job.model == model && $0.job.method.title == method }
            let scores = try zip(entries, columns).map { entry, column throws(TrainingError) in
                try Self.summary(own.filter { entry.tasks.contains($0.job.task) }, column)
            }
            rows.append(
                Row(
                    model: models[model] ?? model, method: method, scores: scores,
                    averageOfMedians: hasAverage
                        ? TaskGroup.average(of: scores.map { $0?.median }) : nil,
                    averageOfMeans: hasAverage
                        ? TaskGroup.average(
                            of: scores.map { $0?.defined == $0?.count ? $0?.mean : nil }) : nil))
        }
    }
}

extension TaskTable {
    /// A column for every task of the runs: GLUE's as its paper orders them, the other known ones in the order of
    /// lists, then the user's own by their names.
    private static func entries(of runs: [FinishedRun]) -> [TaskGroup.Entry] {
        let order = (TaskGroup.glue.entries.flatMap(\.tasks) + KnownTask.all.map(\.name))
            .distinct()
        let tasks = Set(runs.map(\.job.task)).sorted { left, right in
            let places = [left, right].map { order.firstIndex(of: $0) ?? order.count }
            return (places[0], left) < (places[1], right)
        }
        return tasks.map { TaskGroup.Entry($0, [$0]) }
    }

    private static func column(
        _ entry: TaskGroup.Entry, _ runs: [FinishedRun]
    ) throws(TrainingError) -> Column {
        func only(_ what: String, _ value: (FinishedRun) -> String) throws(TrainingError) -> String
        {
            guard let first = runs.first else { return "" }
            guard let other = runs.first(where: { value($0) != value(first) }) else {
                return value(first)
            }
            throw .run(
                "runs of \(entry.title) cannot share a column: \(first.url.path) has the \(what) "
                    + "\(value(first)), \(other.url.path) has \(value(other))\(first.nameHint)")
        }
        _ = try only("task") { $0.job.task }
        let headline = try only("headline metric") { $0.results.headline }
        let split = try only("set that is scored") { $0.scoredSet }
        let label = try only("label of F1") { $0.headlineLabel ?? "" }
        let isUsual = runs.allSatisfy { !$0.isOfOwnRows && $0.job.details["positive_label"] == nil }
        try checkRows(of: runs, entry.title)
        return Column(
            title: entry.title,
            metrics: entry.metrics.isEmpty && !runs.isEmpty ? [headline] : entry.metrics,
            split: split, rows: runs.compactMap(\.measuredRows).first,
            folds: runs.first?.job.fold?.count,
            positiveLabel: isUsual || label.isEmpty ? nil : label)
    }

    /// Refuses scores that are not of the same rows, and says what makes them others.
    private static func checkRows(
        of runs: [FinishedRun], _ title: String
    ) throws(TrainingError) {
        guard let first = runs.first else { return }
        let other = runs.first {
            $0.ownRows != first.ownRows
                || $0.measuredRows != nil && first.measuredRows != nil
                    && $0.measuredRows != first.measuredRows
        }
        guard let other else { return }
        let ofRows = try first.job.ofAllFolds.contrasts(with: other.job.ofAllFolds)
            .filter { message in
                ["columns.", "held_out"].contains {
                    message.description.hasPrefix("`details.custom.\($0)")
                }
            }
        let what: Message =
            if !ofRows.isEmpty {
                ofRows.joined(separator: "; ")
            } else if first.ownRows != other.ownRows {
                "\(first.ownRows) and \(other.ownRows)"
            } else {
                "\(first.measuredRows ?? 0) and \(other.measuredRows ?? 0) rows"
            }
        throw .run(
            "runs of \(title) cannot share a column, for \(first.url.path) and \(other.url.path) are of "
                + "other rows: \(what)")
    }

    /// The models in the order of the runs, each with its methods, the plain one first.
    private static func pairs(_ runs: [FinishedRun]) -> [(model: String, method: String)] {
        let jobs = runs.map(\.job)
        let ordered = jobs.sorted { Method.isInOrder($0.method, $1.method) }
        return jobs.map(\.model).distinct().flatMap { model in
            ordered.filter { $0.model == model }.map(\.method.title).distinct().map { (model, $0) }
        }
    }

    /// The scores of one cell over its seeds and their folds; refuses runs that differ in more than these.
    private static func summary(
        _ runs: [FinishedRun], _ column: Column
    ) throws(TrainingError) -> Summary? {
        for (index, run) in runs.enumerated() {
            guard let first = runs.first, index > 0 else { continue }
            var job = run.job.ofAllFolds
            job.seed = first.job.seed
            guard job == first.job.ofAllFolds else {
                let differences = try first.job.ofAllFolds.contrasts(with: job)
                throw .run(
                    "\(first.url.path) and \(run.url.path) would be seeds of one method, but "
                        + "differ: \(differences.joined(separator: "; "))")
            }
            let twin = runs[..<index].first {
                $0.job.seed == run.job.seed && $0.number == run.number
            }
            if let twin {
                throw .run(
                    "\(twin.url.path) and \(run.url.path) are runs of one task, model, method and "
                        + "seed, alike in every option: give one of them")
            }
        }
        guard !runs.isEmpty else { return nil }
        return Summary(
            runs.map { $0.results.mean(of: column.metrics) },
            collapsed: runs.count(where: \.results.hasCollapsed),
            largerIsBetter: column.largerIsBetter)
    }
}
