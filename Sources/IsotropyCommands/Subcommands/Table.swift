import ArgumentParser
import Experiments
import Figures
import Foundation
import Metrics
import Options
import Tasks

/// `isotropy table`.
struct Table: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put finished runs of several tasks into one table, with their average.",
        discussion: """
            Takes the output folders of finetune, or folders that hold them. Each row is a model and \
            a method, each column a task's headline metric over its seeds: on the test set where its \
            labels are public, else on the development set that chose the model, or over the folds of \
            cross-validation. Models stand in the order of the folders; tasks as GLUE's paper orders its \
            own, then other known ones, then yours by name. --group lays the \
            columns out as GLUE's leaderboard or a paper's table does. There is an average of a \
            group's columns, and of columns of one metric on one kind of rows; it is that of \
            whole rows only. Every number says which rows it is of, how many, and how many seeds; a seed \
            whose model collapsed to one answer is counted, and ranks worst where it has no value. Lines \
            are as wide as the terminal, or as COLUMNS says; 80 characters where neither does.
            """)

    enum Statistic: String, ExpressibleByArgument, CaseIterable {
        case median, mean
    }

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, markdown, latex
    }

    @Argument(help: ArgumentHelp("Folders with runs.", valueName: "folder"))
    var folders: [String]

    @Option(
        help: "The tasks of the columns: glue, isobn or i-star. (default: all that have a run)")
    var group: TaskGroup?

    @Option(help: "What is shown of several seeds: median (std), or mean ± std. (default: median)")
    var statistic: Statistic?

    @Option(help: "How it is written. (default: text)")
    var format: Format?

    @Flag(help: "Print JSON instead of a table.")
    var json = false

    func validate() throws {
        guard json else { return }
        try checkEffect(
            of: [("--format", format != nil), ("--statistic", statistic != nil)], with: "--json")
    }

    func run() throws {
        let found = try FinishedRun.all(inFolders: folders)
        for url in found.unfinished {
            Console.error("\(url.path) has not ended, or its folds are not all given: left out")
        }
        let table = try TaskTable(found.finished, group: group)
        for path in table.leftOut {
            Console.error("\(path) is of no task of the group: left out")
        }
        if !table.missing.isEmpty {
            Console.error("no run of \(table.missing.joined(separator: ", ")), so no average")
        }
        try Console.output(json ? try jsonText(table) : text(table))
    }

    private func text(_ table: TaskTable) -> String {
        let shown = ScoreTable(table, statistic == .mean ? .plusMinus : .parentheses)
        return switch format ?? .text {
        case .text: shown.text(width: Console.resultWidth)
        case .markdown: shown.markdown()
        case .latex: shown.latex()
        }
    }
}

extension TaskGroup: ExpressibleByArgument {
    public init?(argument: String) {
        guard let group = Self.all.first(where: { $0.name == argument }) else { return nil }
        self = group
    }

    public static var allValueStrings: [String] { all.map(\.name) }
}

extension ScoreTable {
    /// A table of tasks with its average as the last column.
    init(_ table: TaskTable, _ spread: Spread) {
        let columns = table.columns.map { column in
            Column(
                column.title, column.shownMetrics, split: column.split, rows: column.rows,
                scale: column.scale, higherIsBetter: column.largerIsBetter)
        }
        let hasAverage = columns.count > 1 && table.hasAverage
        self.init(
            columns: columns + (hasAverage ? [Column("Avg", "", split: "")] : []),
            sections: table.rows.map(\.model).distinct().map { model in
                let rows = table.rows.filter { $0.model == model }.map { row in
                    let scores = zip(row.scores, table.columns.map(\.folds)).map { summary, folds in
                        summary.map {
                            Score(
                                spread == .parentheses ? $0.median : $0.mean,
                                deviation: $0.standardDeviation,
                                seeds: SeedCount(
                                    $0.count, collapsed: $0.collapsed, defined: $0.defined,
                                    folds: folds))
                        }
                    }
                    let average =
                        spread == .parentheses ? row.averageOfMedians : row.averageOfMeans
                    return Row(row.method, scores + (hasAverage ? [average.map { Score($0) }] : []))
                }
                return Section(model, rows)
            }, spread: spread, notes: columns.count > 1 ? [table.averageNote] : [])
    }
}

extension TaskTable {
    /// What the average is made of, or why there is none.
    fileprivate var averageNote: String {
        guard hasAverage else {
            return
                "no average: the columns are of unlike metrics or rows; --group glue, isobn or i-star averages "
                + "what a published table does"
        }
        let metrics = columns.map(\.shownMetrics).distinct()
        let splits = columns.map(\.split).distinct()
        return "Avg: the unweighted mean of the \(columns.count) columns"
            + (metrics.count == 1
                ? "" : ", which are of unlike metrics (\(metrics.joined(separator: ", ")))")
            + (splits.count == 1 ? "" : ", on \(splits.joined(separator: " and ")) rows")
    }
}

extension TaskTable.Column {
    /// The metrics as a heading names them.
    fileprivate var shownMetrics: String {
        metrics.map { name in
            guard let metric = NamedMetric(name) else { return name }
            return metric.part ?? metric.title
        }.joined(separator: "/") + (positiveLabel.map { " of '\($0)'" } ?? "")
    }

    fileprivate var scale: ScoreTable.Scale {
        if kinds.allSatisfy(\.isPercentage) && !kinds.contains(where: \.isCorrelation) {
            return .percent
        }
        return isBounded ? .hundredfold : .plain
    }
}
