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
        /// The method, and whatever else the group does not share with the others: the model, options of
        /// training.
        public let title: String
        /// In the order of their seeds and folds.
        public let runs: [FinishedRun]
    }

    /// In the order of the methods in the papers.
    public let groups: [Group]

    /// - Throws: without runs; for runs of different tasks, metrics or sets of rows, which no table can hold; for
    ///   two runs of one job.
    public init(_ runs: [FinishedRun]) throws(TrainingError) {
        guard let first = runs.first else { throw .run("there is no finished run to report") }
        for (what, value) in Self.shared {
            guard let other = runs.first(where: { value($0) != value(first) }) else { continue }
            throw .run(
                "\(first.url.path) and \(other.url.path) cannot share a report: the \(what) is "
                    + "\(value(first)) in the one and \(value(other)) in the other")
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
        let titles = Self.titles(groups.map(\.job))
        self.groups = zip(groups, titles)
            .sorted { one, other in
                let (first, second) = (one.0.job, other.0.job)
                return first.method == second.method
                    ? one.1 < other.1 : Method.isInOrder(first.method, second.method)
            }
            .map { group, title in
                Group(
                    title: title,
                    runs: group.runs.sorted {
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
        ]
    }

    /// Each job's method, with what else differs among the jobs.
    private static func titles(_ jobs: [RunConfiguration.Job]) -> [String] {
        let names = modelTitles(jobs.map(\.model))
        let traits = jobs.map { job in
            [
                ("", names[job.model] ?? job.model), ("data ", job.data),
                ("details ", "\(job.details)"),
            ]
                + zip(TrainingOptions.descriptions, job.training.values).map { field, value in
                    (field.symbol + " = ", "\(value)")
                }
        }
        let count = traits.first?.count ?? 0
        let differing = (0..<count).filter { index in
            Set(traits.map { $0[index].1 }).count > 1
        }
        return zip(jobs, traits).map { job, traits in
            ([job.method.title] + differing.map { traits[$0].0 + traits[$0].1 })
                .joined(separator: ", ")
        }
    }
}
