import ArgumentParser
import Checkpoints
import Files
import Formats
import Foundation
import Isotropy
import Layers
import Models
import Options
import Tokenization
import Torch

/// `isotropy diagnose`.
struct Diagnose: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say why vectors look alike, and what would help by how much.",
        discussion: """
            Of a file of vectors, or of a model's vectors of sentences. First the answer in words: how much of \
            the mean cosine the mean of the points makes, and which dimensions; how the variance is spread; \
            which points are copies. Then the numbers behind it with 95 % intervals, and then what each \
            transform does to points that it was not fitted to: each half is transformed by what was fitted \
            to the other.
            """)

    @Argument(
        help: ArgumentHelp(
            "A file of vectors: .npy, .npz, .safetensors, .csv, .tsv or .jsonl; - is standard input.",
            valueName: "file"))
    var file: String?

    @OptionGroup(title: "A file of vectors") var vectors: PointCloudFlags
    @OptionGroup(title: "Sentences of a model") var model: ModelOptions

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "Instead of vectors a text file of one sentence a line, or a table; - is standard input.",
            valueName: "file"))
    var input: String?

    @OptionGroup(title: "Sentences of a model") var columns: TextColumnFlags

    @Option(help: "Which layer: last, or its number (0 is the embeddings). (default: last)")
    var layer: EmbeddedLayers?

    @Option(help: "How a sentence becomes one row: cls, mean, max or pooler. (default: mean)")
    var pooling: Pooling?

    @OptionGroup(title: "Computation") var computation: ComputationOptions

    @Flag(help: "Print JSON instead of text.")
    var json = false

    func validate() throws {
        guard (file == nil) != (input == nil) else {
            throw ValidationError("give a file of vectors, or --input with sentences")
        }
        if file != nil {
            try checkEffect(
                of: model.flags + columns.scoped.map { ($0.flag, $0.isGiven) } + [
                    ("--layer", layer != nil), ("--pooling", pooling != nil),
                ], with: "a file of vectors")
        } else {
            try checkEffect(of: vectors.given, with: "--input")
        }
        if layer == .all { throw ValidationError("--layer is last or one number") }
        if pooling == .tokens {
            throw ValidationError("--pooling tokens has no vector of a sentence")
        }
    }

    func run() throws {
        try computation.apply()
        let points = try points()
        let diagnosis = try CloudDiagnosis(points)
        try Console.output(json ? try jsonText(diagnosis) : diagnosis.text)
    }

    private func points() throws -> DiagnosedPoints {
        if let file { return try vectors(of: file) }
        return try states(of: input ?? "")
    }

    private func vectors(of file: String) throws -> DiagnosedPoints {
        let source = vectors.source(file)
        return try DiagnosedPoints(source.reader(), source)
    }

    private func states(of input: String) throws -> DiagnosedPoints {
        let folder = try model.folder()
        let isTable = columns.areGiven || SentenceSet.isTable(input)
        let set =
            isTable
            ? try SentenceSet(table: input, columns.layout(for: folder), labelled: false)
            : try SentenceSet(lines: input, pairs: false)
        guard !set.examples.isEmpty else { throw InputError("\(set.name) has no rows") }
        let embedder = try SentenceEmbedder(folder, on: computation.resolved())
        for notice in embedder.notices { Console.error(notice) }
        let number = try (layer ?? .last).numbers(of: embedder.encoder)[0]
        let place = StatePass.Place(layer: number, pooling: pooling ?? .mean)
        if place.pooling == .pooler, number != embedder.encoder.layerCount {
            throw InputError("--pooling pooler reads the last layer only")
        }
        try embedder.check(place.pooling, of: folder)
        let run = AnalysisRun(
            model: folder, sentences: set, embedder: embedder, places: [place], transforms: [],
            limit: folder.longestLength)
        let choice = RowChoice(of: set.examples.count, limit: DiagnosedPoints.most)
        let inputs = set.examples.enumerated().filter { choice.contains($0.offset) }.map {
            TokenizerInput($0.element.first, pairedWith: $0.element.second)
        }
        let pass = StatePass(
            embedder: embedder, sequences: try run.sequences(inputs), clouds: [place])
        let progress = CountingProgress("embedding", total: inputs.count, unit: "sentences")
        var blocks: [Tensor] = []
        try pass.run(advance: progress.advance) { _, _, rows in blocks.append(rows.points) }
        progress.finish()
        return DiagnosedPoints(
            name: "\(set.name), layer \(number), \(place.pooling.rawValue)",
            points: try Tensor.concatenated(blocks), total: set.examples.count)
    }
}

/// The points that are diagnosed: all, or where there are many a random choice.
struct DiagnosedPoints {
    let name: String
    let points: Tensor
    /// How many there are.
    let total: Int

    /// As many as neighbours are searched among.
    static let most = 20_000

    init(name: String, points: Tensor, total: Int) {
        (self.name, self.points, self.total) = (name, points, total)
    }

    init(_ reader: any PointCloudReader, _ source: PointCloudSource) throws {
        var total = 0
        if let count = reader.pointCount, !source.options.skipsBadRows {
            total = count
        } else {
            let counting = try source.reader(named: reader.name)
            while let block = try counting.next() { total += block.size(0) }
        }
        let choice = RowChoice(
            of: total, limit: min(Self.most, RowChoice.limit(dimensions: reader.dimensions)))
        var (blocks, row) = ([Tensor](), 0)
        try source.forEachBlock(of: reader) { block in
            let kept = (0..<block.size(0)).filter { choice.contains(row + $0) }
            row += block.size(0)
            guard !kept.isEmpty else { return }
            blocks.append(
                kept.count == block.size(0) ? block : try block.gathered(Tensor.of(kept)))
        }
        guard !blocks.isEmpty else { throw InputError("\(source.name) has no points") }
        self.init(name: reader.name, points: try Tensor.concatenated(blocks), total: total)
    }
}
