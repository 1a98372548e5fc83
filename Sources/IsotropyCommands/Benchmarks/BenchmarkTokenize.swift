import ArgumentParser
import Foundation
import Tokenization

/// `isotropy benchmark-tokenize`: our side of the tokenizers' benchmark, driven line by line.
///
/// `ids N` on standard input tokenizes all lines of the file N times, `encode N` finds the spelling
/// and the place of every token, too; each prints one JSON line. `quit` ends.
struct BenchmarkTokenize: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark-tokenize",
        abstract: "Tokenize a file of sentences on request, for Benchmarks/run.",
        shouldDisplay: false)

    @OptionGroup var model: ModelOptions
    @Option(help: "A file of sentences, one a line.")
    var sentences: String
    @Option(help: "Threads.")
    var threads = 1

    func validate() throws {
        guard threads > 0 else {
            throw ValidationError("--threads must be positive, not \(threads)")
        }
    }

    func run() throws {
        let tokenizer = try Tokenizer(contentsOf: try model.tokenizerFolder())
        let inputs = try inputLines(of: sentences).map { TokenizerInput($0.first) }
        try answerBenchmarkLines(understood: "ids N, encode N and quit") { word, count in
            var lengths: [Int] = []
            for _ in 0..<count {
                switch word {
                case "ids":
                    lengths += try tokenizer.ids(ofBatch: inputs, threads: threads).map(\.ids.count)
                case "encode":
                    lengths += try tokenizer.encodeBatch(inputs, threads: threads).map(\.ids.count)
                default: return nil
                }
            }
            return BenchmarkAnswer(
                count: lengths.count, tokens: lengths.reduce(0, +),
                squares: lengths.reduce(0) { $0 + $1 * $1 })
        }
    }
}
