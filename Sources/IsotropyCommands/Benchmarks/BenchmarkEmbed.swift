import ArgumentParser
import Foundation
import Tokenization
import Torch

/// `isotropy benchmark-embed`: what `embed` does between loading and writing, driven line by line.
///
/// `embed` on standard input tokenizes and embeds all sentences and prints one JSON line; `quit` ends.
struct BenchmarkEmbed: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark-embed",
        abstract: "Embed a file of sentences on request, for Benchmarks/run.", shouldDisplay: false)

    @OptionGroup var model: ModelOptions
    @Option(help: "A file of sentences, one a line.")
    var sentences: String
    @Option(help: "Tokens of a sentence.")
    var maxLength = 256

    @OptionGroup var computation: ComputationOptions

    func validate() throws {
        guard maxLength > 0 else {
            throw ValidationError("--max-length must be positive, not \(maxLength)")
        }
    }

    func run() throws {
        try computation.apply()
        let folder = try model.folder()
        try folder.check(maximumLength: maxLength)
        let lines = try inputLines(of: sentences)
        let embedder = try SentenceEmbedder(folder, on: computation.resolved())
        try answerBenchmarkLines(understood: "embed and quit") { word, count in
            guard word == "embed" else { return nil }
            var lengths: [Int] = []
            for _ in 0..<count {
                let sequences = try folder.tokenizer.ids(
                    ofBatch: lines.map { TokenizerInput($0.first) }, maximumLength: maxLength,
                    threads: Runtime.threadCount)
                _ = try embedder.states(
                    of: sequences, layers: [embedder.encoder.layerCount], pooling: .mean)
                lengths += sequences.map(\.ids.count)
            }
            return BenchmarkAnswer(
                count: lengths.count, tokens: lengths.reduce(0, +),
                squares: lengths.reduce(0) { $0 + $1 * $1 })
        }
    }
}
