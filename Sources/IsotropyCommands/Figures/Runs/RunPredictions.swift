import Experiments
import Figures
import Files
import Foundation
import Metrics

/// What a run's model answered to the rows that score it, as its `predictions.tsv` has it.
struct RunPredictions {
    /// The probability of each answer, and whether it is right.
    private(set) var confidences: [Double] = []
    private(set) var correct: [Bool] = []

    /// - Returns: `nil` for answers that are no classes.
    /// - Throws: for a file that is missing, or that the run did not write.
    init?(of run: FinishedRun) throws {
        guard run.results.classReports != nil else { return nil }
        let url = RunDirectory(run.url).predictions
        // By bytes: nothing but a line feed ends a line.
        let lines = try fileData(url).split(separator: UInt8(ascii: "\n")).map {
            String(decoding: $0, as: UTF8.self).split(
                separator: "\t", omittingEmptySubsequences: false)
        }
        guard let header = lines.first, header.prefix(3) == ["id", "prediction", "target"],
            header.count > 4, header.dropFirst(3).allSatisfy({ $0.hasPrefix("logit_") })
        else {
            throw InputError("\(url.path): line 1: its columns are not those that a run writes")
        }
        for (index, cells) in lines.enumerated().dropFirst() {
            let logits = cells.dropFirst(3).compactMap { Double($0) }
            guard cells.count == header.count, logits.count == cells.count - 3,
                let largest = logits.max(), largest.isFinite
            else { throw InputError("\(url.path): line \(index + 1) has no logit for each class") }
            // The largest has the weight 1.
            let whole = logits.reduce(0) { $0 + exp($1 - largest) }
            confidences.append(1 / whole)
            correct.append(cells[1] == cells[2])
        }
    }
}

extension ComparedRuns {
    /// How far the models' confidences can be trusted; a column a method, over all of its seeds.
    /// - Throws: for predictions that cannot be read; ``MissingIngredient`` where answers are no classes.
    func calibration() throws -> Figure {
        let methods = try groups.compactMap { group -> Calibration? in
            let predictions = try group.runs.compactMap { try RunPredictions(of: $0) }
            guard !predictions.isEmpty else { return nil }
            return Calibration(
                group.title.flagged, confidences: predictions.flatMap(\.confidences),
                correct: predictions.flatMap(\.correct))
        }
        guard !methods.isEmpty else { throw Self.needsClasses }
        var figure = Figure.calibration(methods)
        figure.caption +=
            runs.contains { $0.job.fold != nil }
            ? " Of the rows of the folds that were held out."
            : " Of the development rows, which chose the models."
        return figure
    }

    /// Which classes are taken for which; a column a method, over all of its seeds.
    func confusion() throws -> Figure {
        let reports = groups.compactMap { group -> (name: String, report: ClassReport)? in
            let own = group.runs.compactMap { $0.results.classReports?[$0.results.split] }
            guard let first = own.first else { return nil }
            return (group.title.flagged, own.dropFirst().reduce(first) { $0.adding($1) })
        }
        guard let labels = reports.first?.report.classes.map(\.label) else {
            throw Self.needsClasses
        }
        let isSingle = reports.count == 1
        var figure = Figure.confusion(
            labels: labels,
            counts: Panels(
                columns: isSingle ? [""] : reports.map(\.name),
                cells: [reports.map(\.report.confusion)]))
        if groups.contains(where: { $0.runs.count > 1 }) {
            figure.caption += " Numbers of rows are summed over the runs of a method."
        }
        return figure
    }

    private static var needsClasses: MissingIngredient {
        MissingIngredient(
            "runs of a task whose answers are classes",
            remedy: "isotropy finetune --task TASK --output FOLDER")
    }
}
