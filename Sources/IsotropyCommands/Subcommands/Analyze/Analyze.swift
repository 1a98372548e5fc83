import ArgumentParser
import Files
import Formats
import Foundation
import Isotropy
import Models
import Options
import Tokenization
import Torch
import Training

/// `isotropy analyze`.
struct Analyze: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure the layers of a model on sentences.",
        discussion: """
            Every layer and pooling is a cloud of points, of which all measures are computed, as score does \
            of files; a sentence's tokens stay together in intervals. With labels the classes are measured \
            too. With --transform what becomes of the points is measured beside them, in a second pass over \
            the sentences. With --similarity the sentences are pairs with scores, and it is measured how \
            well their cosine, dot product and distance follow the scores. Writes analysis.json, and the \
            tables as table.md and table.csv; of layers also their figures with the data behind them, and \
            analysis.html with all of it.
            """)

    @OptionGroup(title: "Model") var model: ModelOptions
    @OptionGroup(title: "Sentences") var sentences: SentenceFlags

    @Option(help: "Which layers: all, last, or one by its number (0 is the embeddings).")
    var layers = EmbeddedLayers.all

    @Option(
        help: ArgumentHelp(
            "How a sentence becomes points: cls, mean, max, pooler (of the last layer), or tokens for no "
                + "pooling; several as cls,mean. (default: mean; with --similarity cls,mean)",
            valueName: "list"), transform: poolings)
    var pooling: [Pooling]?

    @Option(
        name: [.customLong("transform"), .customLong("normalizer")], parsing: .singleValue,
        help: ArgumentHelp(
            "What is also done to the points, fitted to all of them, as centre, zca:shrinkage=auto or "
                + "isobn:beta=1 (Documentation/transforms.md); give one --transform for each. (default: none)",
            valueName: "transform"), transform: { try TransformOptions(text: $0) })
    var transform: [TransformOptions] = []

    @Flag(help: "Compare similarities of pairs with their scores.")
    var similarity = false

    @OptionGroup(title: "Measures") var measures: MeasureFlags
    @OptionGroup(title: "Computation") var computation: ComputationOptions

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("The folder for everything that is written.", valueName: "folder"))
    var output: String

    @Flag(help: "Print JSON instead of tables.")
    var json = false

    func validate() throws {
        if transform.contains(where: { $0.kind == .clusters }) {
            throw ValidationError(
                "--transform clusters takes the points themselves: `isotropy transform` fits it to a file"
            )
        }
        let words = transform.map(\.text)
        if let twice = words.first(where: { word in words.count { $0 == word } > 1 }) {
            throw ValidationError("--transform \(twice) is given twice")
        }
        let pooled = pooling ?? []
        if pooled == [.pooler], layers != .last, layers != .all {
            throw ValidationError("--pooling pooler reads the last layer only")
        }
        if similarity {
            try checkEffect(
                of: [
                    ("--measures", measures.measures != nil), ("--group", !measures.group.isEmpty),
                    ("--outlier-limit", measures.outlierLimit != nil),
                    ("--no-intervals", measures.noIntervals),
                    ("--moment-precision", measures.momentPrecision != nil),
                ], with: "--similarity")
            if pooled.contains(.tokens) {
                throw ValidationError("--similarity compares sentences: --pooling tokens has none")
            }
        } else {
            _ = try measures.chosen(available: [.labels])
        }
    }

    func run() throws {
        try computation.apply()
        let folder = try model.folder()
        let set = try sentences.sentences(for: folder, scored: similarity)
        let target = AnalysisFolder(output)
        let lock = try target.claim()
        defer { lock.release() }
        let embedder = try SentenceEmbedder(folder, on: computation.resolved())
        for notice in embedder.notices { Console.error(notice) }
        let places = try places(embedder, folder)
        let run = AnalysisRun(
            model: folder, sentences: set, embedder: embedder, places: places,
            transforms: transform, limit: try limit(folder))
        let analysis: Analysis
        if similarity {
            analysis = try run.similarities()
            try target.write(analysis, nil)
        } else {
            let (found, kept) = try run.measured(measures)
            analysis = found
            try target.write(found, kept)
        }
        let files =
            ["analysis.json", "table.md", "table.csv"]
            + (similarity
                ? ["differences.csv"]
                : [KeptClouds.fileName, "figures", AnalysisReport.pageName])
        Console.error("\(output): \(files.joined(separator: ", "))")
        try Console.output(
            json ? try jsonText(analysis) : analysis.text(width: Console.resultWidth))
    }

    private func limit(_ folder: ModelFolder) throws -> Int {
        let limit = sentences.length.limit(folder)
        try folder.check(maximumLength: limit)
        return limit
    }

    private func places(
        _ embedder: SentenceEmbedder, _ folder: ModelFolder
    ) throws -> [StatePass.Place] {
        let numbers = try layers.numbers(of: embedder.encoder)
        let places = (pooling ?? (similarity ? [.cls, .mean] : [.mean])).flatMap { pooling in
            numbers.filter { pooling != .pooler || $0 == embedder.encoder.layerCount }.map {
                StatePass.Place(layer: $0, pooling: pooling)
            }
        }
        for place in places { try embedder.check(place.pooling, of: folder) }
        return places
    }
}

@Sendable private func poolings(_ text: String) throws -> [Pooling] {
    var list: [Pooling] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
        guard let pooling = Pooling(rawValue: word) else {
            throw ValidationError(
                "there is no pooling '\(word)'\(knownWords(besides: word, Pooling.allCases.map(\.rawValue)))"
            )
        }
        guard !list.contains(pooling) else { throw ValidationError("\(word) is given twice") }
        list.append(pooling)
    }
    return list
}
