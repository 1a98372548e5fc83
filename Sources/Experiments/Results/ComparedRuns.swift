import Isotropy
import Models
import Options
import Tasks
import Training

/// Finished runs of one task beside each other: seeds together, and each group by a title that tells it from
/// the others.
public struct ComparedRuns {
    /// Runs that differ in the seed, and its fold, alone.
    public struct Group {
        /// The method, with the options that tell the group from the others where they are few, else with its
        /// folder.
        public let title: Message
        /// Those of ``ComparedRuns/options``.
        public let values: [String]
        /// In the order of their seeds and folds.
        public let runs: [FinishedRun]
    }

    /// In the order of the methods in the papers.
    public let groups: [Group]
    /// The options in which groups differ beside the method and which their titles do not tell, as messages name
    /// them.
    public let options: [Message]

    /// - Throws: without runs; for runs of different tasks, metrics or sets of rows, which no table can hold; for
    ///   two runs of one job.
    public init(_ runs: [FinishedRun]) throws(TrainingError) {
        guard let first = runs.first else { throw .run("there is no finished run to report") }
        for (what, value) in Self.shared {
            guard let other = runs.first(where: { value($0) != value(first) }) else { continue }
            throw .run(
                "\(first.url.path) and \(other.url.path) cannot share a report: the \(what) is "
                    + "\(value(first)) in the one and \(value(other)) in the other\(first.nameHint)"
            )
        }
        var groups: [(job: RunConfiguration.Job, runs: [FinishedRun])] = []
        for run in runs {
            var job = run.job.ofAllFolds
            job.seed = 0
            guard let place = groups.firstIndex(where: { $0.job == job }) else {
                groups.append((job, [run]))
                continue
            }
            let twin = groups[place].runs.first {
                $0.job.seed == run.job.seed && $0.number == run.number
            }
            if let twin {
                throw .run(
                    "\(twin.url.path) and \(run.url.path) are runs of the same options and seed: give one "
                        + "of them")
            }
            groups[place].runs.append(run)
        }
        let titles = try RunTitles(groups)
        let untold = titles.tellOptions ? [] : titles.differences
        options = untold.map { "\(option: $0.path)" }
        let order = groups.indices.sorted { one, other in
            let (first, second) = (groups[one].job, groups[other].job)
            return first.method == second.method
                ? titles.texts[one].description < titles.texts[other].description
                : Method.isInOrder(first.method, second.method)
        }
        self.groups = order.map { place in
            Group(
                title: titles.texts[place], values: untold.map { $0.values[place] },
                runs: groups[place].runs.sorted {
                    ($0.job.seed, $0.number) < ($1.job.seed, $1.number)
                })
        }
    }

    public var runs: [FinishedRun] { groups.flatMap(\.runs) }

    /// What runs of one report have in common.
    private static var shared: [(String, (FinishedRun) -> String)] {
        [
            ("task", { $0.job.task }),
            ("headline metric", { $0.results.headline }),
            ("set that is scored", { $0.scoredSet }),
            ("label of F1, the headline metric,", { $0.headlineLabel ?? "" }),
        ]
    }
}
