import ArgumentParser
import Checkpoints
import Files
import Formats
import Foundation
import Isotropy
import Models
import Options
import Torch

/// `isotropy score`.
struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how isotropic point clouds are.",
        discussion: """
            Reads files of vectors; rows are points, and each matrix in a file of several is a cloud. Every \
            number stands beside its 95 % interval, where one is valid, its value without the bias of few \
            points, and what isotropic points of the same count and dimension would show. Then it says what \
            the cosines and the spread are made of. With --labels it measures classes too, with --against \
            how alike two clouds of the same things are. Of several clouds there is one table.
            """)

    @Argument(
        help: ArgumentHelp(
            "Files: .npy, .npz, .safetensors, .csv, .tsv or .jsonl; - is standard input.",
            valueName: "file"))
    var files: [String]

    @OptionGroup(title: "Input") var input: PointCloudFlags
    @OptionGroup(title: "Input") var beside: BesideFlags
    @OptionGroup(title: "Measures") var measures: MeasureFlags
    @OptionGroup(title: "Parts of a cloud") var part: PartFlags

    @OptionGroup var writing: WritingFlags

    @OptionGroup(title: "Computation") var processors: ThreadsOption

    func validate() throws {
        if (files + [beside.against, beside.labels].compactMap { $0 }).count(where: { $0 == "-" })
            > 1
        {
            throw ValidationError("standard input can be read once: - stands twice")
        }
        if beside.against != nil {
            try checkEffect(
                of: [("--skip-bad-rows", input.skipBadRows)],
                with: "--against, whose rows belong to those of the file")
        }
        if part.shard != nil {
            try checkEffect(
                of: [("--skip-bad-rows", input.skipBadRows)],
                with: "--shard, which counts rows of the file")
        }
        try part.check(chosenMeasures(), files, beside)
    }

    /// The measures that are computed.
    private func chosenMeasures(note: (Message) -> Void = { _ in }) throws -> [Measure] {
        let chosen = try measures.chosen(available: beside.available)
        return measures.takeAll ? part.keepable(chosen, note: note) : chosen
    }

    func run() throws {
        try processors.apply()
        let chosen = try chosenMeasures { Console.error($0) }
        var scores: [CloudScore] = []
        for file in files {
            do {
                scores += try score(input.source(file), chosen)
            } catch let error as CheckpointError {
                guard let advice = rowAdvice else { throw error }
                throw error.advising(advice)
            }
        }
        try Console.output(ScoreText(scores).written(as: writing.form))
    }

    /// What helps against rows that are not finite where none can be left out.
    private var rowAdvice: Message? {
        if beside.against != nil {
            return "rows of both files belong together: take these out of both"
        }
        return part.shard == nil
            ? nil : "the rows of parts are those of the file: take these out of it first"
    }

    /// Every cloud of a file.
    private func score(_ source: PointCloudSource, _ chosen: [Measure]) throws -> [CloudScore] {
        let target = try part.claim()
        defer { target?.lock.release() }
        let readers = try source.readers()
        if part.isGiven, readers.count > 1 {
            throw InputError(
                "\(source.name) holds \(readers.count) matrices: --tensor says which is measured in parts"
            )
        }
        let passes = CloudPasses(
            measures: chosen, intervals: !measures.noIntervals,
            precision: measures.momentPrecision ?? .fp64, labels: try beside.rowLabels(),
            against: beside.second(input))
        return try PointCloudFile.map(readers) { reader in
            let result = try passes.run(reader, source, part)
            result.cloud.outlierLimit = measures.outlierLimit ?? 3
            if let target {
                try MomentsFile(result.measurement, origins: [result.origin(source)])
                    .write(to: target.url)
                Console.error("\(target.name): the sums of \(result.cloud.pointCount) points")
            }
            return try CloudScore(reader.name, source.name, result, chosen)
        }
    }
}
