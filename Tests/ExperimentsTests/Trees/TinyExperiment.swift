import Experiments
import Foundation
import Isotropy
import Models
import Options
import Tasks
import TestSupport
import Testing
import Training

/// Experiments on the small random model and a few rows.
struct TinyExperiment {
    let folder: TemporaryFolder
    static let isoBN = Method(normalizer: IsoBNOptions.corrected)

    init() throws {
        folder = try TemporaryFolder()
        try writeModelFolder("tiny-bert", to: folder.file("model"))
        let rows = (0..<24).map { "w\(5 + $0 * 7 % 70) w\(5 + $0)\t\($0 % 3 == 0 ? "yes" : "no")" }
        try folder.write("text\tlabel\n" + rows.joined(separator: "\n") + "\n", to: "train.tsv")
        try folder.write("text\tlabel\nw5 w6\tyes\nw7 w8\tno\nw9\tno\n", to: "dev.tsv")
    }

    /// - Parameters:
    ///   - stop: the step after which the run is interrupted.
    ///   - stopInAll: the same of the steps of all runs together.
    ///   - folds: so many folds of the train file in the place of the development file.
    @discardableResult
    func run(
        _ methods: [Method] = [Method()], seeds: [UInt64] = [1],
        existing: RunDirectory.Existing = .refuse, stop: Int = .max, stopInAll: Int = .max,
        limit: Int = 0, epochs: Int = 2, folds: Int? = nil,
        kind: CustomLayout.Kind = .classification, selectBy: ModelSelection = .headline,
        tensorBoard: URL? = nil, afterStep: @escaping (Int) throws -> Void = { _ in },
        told: @escaping (Message) -> Void = { _ in }
    ) throws -> ExperimentResults {
        var training = TrainingOptions()
        training.batchSize = 8
        training.epochs = epochs
        training.limit = limit
        training.evaluateEvery = folds == nil ? 2 : 0
        training.maximumLength = 16
        training.precision = .fp32
        training.threads = 1
        training.selectBy = selectBy
        let rows = try CustomLayout(kind: kind, heldOut: folds.map { HeldOutRows(folds: $0) }).load(
            train: folder.file("train.tsv"),
            development: folds == nil ? folder.file("dev.tsv") : nil, named: "tiny")
        var (step, inAll) = (0, 0)
        return try Experiment(
            source: ModelFolder(folder.file("model")), work: SentenceWorkload(rows),
            methods: methods, seeds: seeds, training: training, preset: .corrected,
            output: folder.file("out"), existing: existing, version: "test",
            tensorBoard: tensorBoard
        ).run(isInterrupted: { step >= stop || inAll >= stopInAll }) { _ in
            { event in
                if case .notice(let message) = event { told(message) }
                guard case .step(let record) = event else { return }
                step = record.step
                inAll += 1
                do { try afterStep(step) } catch { Issue.record(error) }
            }
        }
    }

    func interrupted(after stop: Int) throws {
        #expect(throws: TrainingError.self) { try run(stop: stop) }
        #expect(FileManager.default.fileExists(atPath: RunDirectory(out).resumeState.path))
    }

    var out: URL { folder.file("out") }

    /// Every path in the output, hidden ones too.
    var names: [String] {
        get throws { try FileManager.default.subpathsOfDirectory(atPath: out.path).sorted() }
    }

    func append(_ text: String, to name: String) throws {
        let data = try Data(contentsOf: folder.file(name))
        try (data + Data(text.utf8)).write(to: folder.file(name))
    }
}
