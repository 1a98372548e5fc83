import Experiments
import Figures
import Metrics
import Models
import Options

extension ExplainedVarianceTable {
    /// Of the last layers of analyses: the points as they are and transformed.
    init(_ grid: AnalysisGrid) throws {
        let (models, columns) = (
            grid.places.map(\.row).distinct(), grid.places.map(\.column).distinct()
        )
        func values(_ model: String, _ column: String, _ transform: String?) -> [Double]? {
            let place = grid.places.first { $0.row == model && $0.column == column }
            let cloud = place?.last.first { $0.transform == transform }
            return cloud?.row(.explainedVariance)?.value?.numbers
        }
        let rows = models.flatMap { model -> [Row] in
            let own = grid.places.filter { $0.row == model }
            let transforms = own.flatMap { $0.last.map(\.transform) }.distinct()
            return transforms.map { transform in
                Row(
                    model, AnalysisGrid.title(ofTransform: transform),
                    columns.map { values(model, $0, transform) })
            }
        }
        guard rows.contains(where: { $0.values.contains { $0 != nil } }) else {
            throw MissingIngredient(
                "EV_k of an analysis",
                remedy:
                    "isotropy analyze --model MODEL --task TASK --pooling cls --transform batchnorm --transform isobn --output FOLDER"
            )
        }
        self.init(columns: columns, rows: rows, notes: ["Of the \(grid.lastSubject), centred."])
    }

    /// Of the sentence features of runs after training, the mean over seeds.
    init(_ runs: [FinishedRun]) throws {
        let titles = modelTitles(runs.map(\.job.model))
        let (models, tasks) = (
            runs.map { titles[$0.job.model] ?? $0.job.model }.distinct(),
            runs.map(\.job.task).distinct()
        )
        let rows = try models.flatMap { model -> [Row] in
            let own = runs.filter { (titles[$0.job.model] ?? $0.job.model) == model }
            let byTask = try Dictionary(grouping: own, by: \.job.task).mapValues {
                try ComparedRuns($0).groups
            }
            let methods = tasks.flatMap { byTask[$0]?.map(\.title.flagged) ?? [] }.distinct()
            return methods.map { method in
                Row(
                    model, method,
                    tasks.map { task in
                        let group = byTask[task]?.first { $0.title.flagged == method }
                        return group.flatMap { Self.means($0.runs) }
                    })
            }
        }
        self.init(
            columns: tasks, rows: rows,
            notes: [
                "Of the development set's sentence features that the classifier reads, after training; means over seeds."
            ])
    }

    private static func means(_ runs: [FinishedRun]) -> [Double]? {
        let all = runs.map(\.results.isotropy.explainedVariance)
        let count = all.map(\.count).min() ?? 0
        guard count > 0 else { return nil }
        return (0..<count).map { place in Summary(all.map { $0[place] }).mean ?? .nan }
    }
}
