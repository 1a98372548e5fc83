import Files
import Formats
import Foundation
import Models
import Options
import Tasks
import Training

extension Predict {
    /// The rows of a file of the user's own, answered with the classifier's own labels.
    func predictRows(_ folder: ModelFolder) throws {
        let classifier = try SentenceModel.fineTuned(
            folder, on: computation.resolved())
        let (rows, cells) = try input.rowsAndCells(for: folder)
        // A link stays one: what it leads to is written.
        let file = URL(filePath: output).resolvingSymlinksInPath()
        let lock = output == "-" ? nil : try AtomicFile.claim(file)
        defer { lock?.release() }
        var answers = RowPredictions(
            identifiers: rows.map(\.identifier), kind: classifier.head.kind,
            outputs: try Evaluator(classifier).outputs(
                length.encode(rows, for: folder)))
        answers.kept = cells
        answers.isSafeForSpreadsheets = input.spreadsheet
        let text = try answers.text(format)
        guard output != "-" else { return try Console.output(String(text.dropLast())) }
        try writeAtomically(Data(text.utf8), to: file)
        Console.error("\(file.path): \(rows.count) rows")
    }

    /// A table for each test set of a task whose labels the benchmark keeps.
    func predictTestSets(of definition: TaskDefinition, _ folder: ModelFolder) throws {
        let sets = try definition.loadUnlabelled(from: try task.folder(of: .sentences(definition)))
        guard !sets.isEmpty else {
            throw TrainingError.run("the task \(definition.name) has no test set without labels")
        }
        let classifier = try SentenceModel.fineTuned(
            folder, head: Head(definition.kind), on: computation.resolved())
        let evaluator = Evaluator(classifier)
        let place = try outputFolder()
        // Other tasks' tables may be written beside these.
        let lock = try OutputLock(
            place, file: place.appending(path: ".\(definition.name).lock"), .exclusive)
        defer { lock.release() }
        for set in sets {
            let file = try definition.submissionFile(
                for: set,
                predictions: evaluator.predictions(
                    length.encode(set.examples, for: folder, named: "rows of \(set.name)")))
            try AtomicFile.removeTemporaries(in: place, of: file.name)
            try writeAtomically(
                Data(file.contents.utf8), to: place.appending(path: file.name))
            Console.error("\(file.name): \(set.examples.count) rows")
        }
        try writeArchive(in: place)
    }

    /// All of GLUE's tables that the folder has, in one archive.
    private func writeArchive(in folder: URL) throws {
        let archive = folder.appending(path: "submission.zip")
        let lock = try OutputLock(
            archive, file: folder.appending(path: ".submission.lock"), .exclusiveAfterOthers)
        defer { lock.release() }
        let present = GLUESubmission.fileNames.map { ($0, folder.appending(path: $0)) }
            .filter { FileManager.default.fileExists(atPath: $0.1.path) }
        guard !present.isEmpty else { return }
        let files = try present.map { name, url in
            SubmissionFile(name: name, contents: try String(contentsOf: url, encoding: .utf8))
        }
        try AtomicFile.removeTemporaries(in: folder, of: archive.lastPathComponent)
        try writeAtomically(GLUESubmission.archive(files), to: archive)
        let missing = GLUESubmission.missing(from: files)
        Console.error(
            "\(archive.path) has \(files.count) \(files.count == 1 ? "table" : "tables")"
                + (missing.isEmpty ? "" : "; missing: \(missing.joined(separator: ", "))"))
    }
}
