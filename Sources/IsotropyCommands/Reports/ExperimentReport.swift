import Experiments
import Figures
import Files
import Formats
import Foundation
import Metrics
import Models
import Options
import Tasks
import Training

/// Finished runs as a table, figures and a page.
struct ExperimentReport {
    let content: ReportContent
    private let compared: ComparedRuns

    /// - Parameters:
    ///   - unfinished: runs that are left out, because they have not ended.
    ///   - title: of the page; without one, the task with the methods.
    init(_ compared: ComparedRuns, unfinished: [URL] = [], title: String? = nil) throws {
        let runs = compared.runs
        guard let job = runs.first?.job, let split = runs.first?.results.split else {
            throw InputError("there is no finished run to report")
        }
        let names = compared.groups.map(\.title.flagged)
        let methods = names.joined(separator: ", ")
        var content = ReportContent(
            title: title ?? "\(job.task) with \(methods)",
            summary: Self.summary(compared, job, split: split),
            metric: ReportContent.Metric(
                job.headline.displayName,
                isPercentage: job.headline.isPercentage,
                higherIsBetter: job.headline.largerIsBetter),
            split: job.fold == nil ? split : "held-out",
            isotropySplit: job.fold == nil ? "development" : "held-out",
            methods: try zip(compared.groups, names).map { group, name in
                try Self.result(of: group, named: name, headline: job.headline)
            },
            settings: Self.settings(runs),
            environment: Self.environment(runs.map(\.environment)),
            command: Self.commands(runs.map(\.environment)))
        content.differences = compared.options.enumerated().map { index, option in
            .init(option.flagged, compared.groups.map { $0.values[index] })
        }
        content.notes = zip(compared.groups, names).flatMap { group, name in
            group.runs.flatMap { Self.collapseNotes($0, named: name) }
        }
        content.missing = unfinished.map { .init($0.path, Self.fate(of: $0)) }
        self.content = content
        self.compared = compared
    }

    /// What a folder says of a run that has not ended.
    private static func fate(of run: URL) -> String {
        let directory = RunDirectory(run)
        let steps = (try? directory.taskLosses().count) ?? 0
        return steps == 0
            ? "not ended; no step is recorded" : "not ended; \(steps) steps are recorded"
    }

    /// What was announced of a run's sentence features while they were trained.
    private static func collapseNotes(_ run: FinishedRun, named name: String) -> [String] {
        let fold = run.job.fold.map { ", fold \($0.number)" } ?? ""
        return (run.results.collapses ?? []).map {
            "\(name), seed \(run.job.seed)\(fold), \($0.message.flagged)."
        }
    }

    /// The results for a terminal.
    func table() -> String { content.textTable(width: Console.resultWidth) }

    /// Writes `report.html`, `table.md`, and each figure and its numbers as files of their own.
    /// - Returns: the files.
    @discardableResult
    func write(to output: URL) throws -> [URL] {
        let content = try withFurtherFigures()
        var files = try writeFigures(
            content.figures(), to: output.appending(path: "figures", directoryHint: .isDirectory))
        let texts = [("report.html", content.html()), ("table.md", content.markdownTable() + "\n")]
        for (name, text) in texts {
            let file = output.appending(path: name)
            try writeAtomically(Data(text.utf8), to: file)
            files.append(file)
        }
        return files
    }

    /// With what is drawn of logs and predictions; what cannot be read of these is said in a note.
    private func withFurtherFigures() throws -> ReportContent {
        var content = content
        content.furtherFigures.append(try RunLogCurves(compared).figure())
        do {
            content.furtherFigures.append(try compared.calibration())
        } catch is MissingIngredient {
            // Their answers are no classes.
        } catch {
            content.notes.append("No calibration: \(message(of: error).flagged).")
        }
        do {
            content.furtherFigures.append(try compared.confusion())
        } catch is MissingIngredient {}
        return content
    }

    private static func summary(
        _ compared: ComparedRuns, _ job: RunConfiguration.Job, split: String
    ) -> String {
        let runs = compared.runs
        let hasQuestions =
            if case .questions = try? KnownTask.named(job.task) { true } else { false }
        let rows = hasQuestions ? "questions" : "rows"
        let features =
            hasQuestions
            ? "every window's first token in the last layer"
            : "the sentence features that the classifier reads"
        func count(_ part: KeyPath<RowCounts, Int>) -> String {
            let counts = Set(runs.compactMap { $0.results.rows?[keyPath: part] }).sorted()
            return counts.isEmpty ? "" : " (\(alternatives(counts.map(String.init))) \(rows))"
        }
        func trained() -> String {
            let all = runs.compactMap(\.results.rows).map { counts in
                counts.training < counts.trainingAvailable
                    ? "\(counts.training) of \(counts.trainingAvailable)" : "\(counts.training)"
            }
            return all.isEmpty ? "" : "\(alternatives(all.distinct())) \(rows) of "
        }
        let models = Set(runs.map { modelTitle($0.job.model) }).sorted()
        let seeds = Set(
            compared.groups.map { Set($0.runs.map(\.job.seed)).count }
        ).sorted()
        let choices = runs.map(\.job.training.selectBy)
        let chosen =
            choices.allSatisfy { $0 == .headline }
            ? "" : ", by \(alternatives(runs.map(\.job.selectionWords).distinct()))"
        let methods = compared.groups.count
        let start =
            "\(models.joined(separator: ", ")) fine-tuned on \(trained())\(job.task) "
            + "with \(methods) method\(methods == 1 ? "" : "s") from "
            + "\(alternatives(seeds.map(String.init))) seed\(seeds == [1] ? "" : "s") each"
        if let folds = job.fold?.count {
            return start
                + ", cross-validated: each of \(folds) folds is held out in turn. A fold's model is trained "
                + "on the others and measured once, after its last step, on that fold"
                + "\(count(\.development)). The held-out rows choose no model. Metrics and isotropy are of these rows: "
                + "EV_k and IsoScore of \(features), and IsoScore of all tokens of all transformer layers."
        }
        return start
            + ". Each run keeps its best model on the development set\(count(\.development))\(chosen). "
            + "Metrics are of that model on the "
            + (split == "test"
                ? "test set\(count(\.test))"
                : "same development set, which flatters them a little")
            + "; isotropy is measured on the development set: EV_k and IsoScore of \(features), "
            + "and IsoScore of all tokens of all transformer layers."
    }

    /// Everything but the method that the runs were asked to do; where they differ, each value once.
    private static func settings(_ runs: [FinishedRun]) -> [ReportContent.Entry] {
        entries(
            of: runs.map { run in
                named(run.job.ofAllFolds.settings, run) + [
                    ("preset", run.job.preset.rawValue),
                    ("best model by", run.job.selectionWords),
                ]
            })
    }

    /// The same, with the classes' names before their weights.
    private static func named(
        _ settings: [(name: String, value: String)], _ run: FinishedRun
    ) -> [(name: String, value: String)] {
        guard case .array(let weights)? = run.job.ofAllFolds.details["class_weights"],
            let labels = run.results.classReports?.values.first?.classes.map(\.label),
            labels.count == weights.count
        else { return settings }
        let unnamed = RecordedValue.array(weights).description
        let pairs = zip(labels, weights).map { "\(shownLabel($0)) \(shortened($1))" }.joined(
            separator: ", ")
        return settings.map { name, value in
            name == "class weights" && value == unnamed ? (name, pairs) : (name, value)
        }
    }

    /// A weight with four digits.
    private static func shortened(_ weight: RecordedValue) -> String {
        guard case .value(.number(let number)) = weight else { return "\(weight)" }
        return readable(number)
    }

    private static func environment(_ places: [RunEnvironment]) -> [ReportContent.Entry] {
        entries(
            of: places.map { place in
                [
                    ("isotropy", place.isotropy + (place.commit.map { " (\($0))" } ?? "")),
                    ("libtorch", place.libtorch),
                    ("processor", "\(place.processor), \(place.instructionSet)"),
                    ("GPU", place.gpu ?? ""),
                    ("threads", String(place.threads)),
                    ("memory", "\(place.memoryGB) GB"),
                    ("system", place.system),
                ].filter { !$1.isEmpty }
            })
    }

    /// The names in their first order, each with all of its values.
    private static func entries(
        of lists: [[(name: String, value: String)]]
    ) -> [ReportContent.Entry] {
        var names: [String] = []
        var values: [String: [String]] = [:]
        for (name, value) in lists.joined() {
            if values[name] == nil { names.append(name) }
            if values[name]?.contains(value) != true { values[name, default: []].append(value) }
        }
        return names.map { .init($0, values[$0, default: []].joined(separator: "; ")) }
    }

    /// What starts the runs anew, a command a line.
    private static func commands(_ places: [RunEnvironment]) -> String {
        places.compactMap(\.command).map { words in
            (["./isotropy"] + words).map(shellWord).joined(separator: " ")
        }.distinct().joined(separator: "\n")
    }
}
