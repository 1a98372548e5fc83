import Assets
import Experiments
import Foundation
import Isotropy
import Models
import ShiftPenalty
import Tasks
import Training

/// Rows from memory: opinions that a program has gathered.
let opinions = [
    ("A fine film, and a brave one.", 1), ("Two hours that I want back.", 0),
    ("The cast is wonderful.", 1), ("Dull from its first minute.", 0),
    ("I laughed all evening.", 1), ("The plot makes no sense.", 0),
    ("Moving, and beautifully shot.", 1), ("A waste of good actors.", 0),
]
func rows(_ part: [(String, Int)]) -> [Example] {
    part.enumerated().map { index, row in
        Example(identifier: "\(index)", first: row.0, target: .label(row.1))
    }
}

do {
    try MethodRegistry.register(ShiftOptions.self)
    let task = TaskDefinition.custom(
        .classification(labels: ["negative", "positive"]), isPair: false)
    let data = TaskData(train: rows(opinions), development: rows(opinions.suffix(4)))
    var training = TrainingOptions()
    training.epochs = 5
    training.batchSize = 4
    training.maximumLength = 32
    let experiment = Experiment(
        source: try ModelFolder(Asset.minilm.directory { print($0) }),
        work: SentenceWorkload(task, rows: data),
        methods: [Method(), Method(penalty: ShiftOptions())], seeds: [1, 2],
        training: training, preset: .corrected,
        output: URL(filePath: CommandLine.arguments.dropFirst().first ?? "opinions").absoluteURL,
        existing: .overwrite, version: "FineTune 1.0")
    let results = try experiment.run(isInterrupted: { false }) { member in
        { event in
            guard case .evaluated(let record) = event, record.isBest else { return }
            print("\(member.method.title), seed \(member.seed), step \(record.step)")
        }
    }
    for method in results.methods {
        let accuracy = method.score?.mean ?? .nan, score = method.isoScoreTokens?.mean ?? .nan
        print("\(method.title): accuracy \(accuracy), IsoScore of the tokens \(score)")
    }
} catch {
    FileHandle.standardError.write(Data("error: \(error)\n".utf8))
    exit(1)
}
