import ArgumentParser
import Assets
import Foundation
import Layers
import Torch
import Training

/// `isotropy benchmark-step`: our side of the speed benchmark, driven line by line.
///
/// `step N` on standard input runs N whole fine-tuning steps and prints one JSON line; `quit` ends.
struct BenchmarkStep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark-step",
        abstract: "Run fine-tuning steps on request, for Benchmarks/run.", shouldDisplay: false)

    @Option(help: "minilm, bert-base (random weights) or a folder.")
    var model = "minilm"
    @Option(help: "Sequences of a step.")
    var batchSize = 32
    @Option(help: "fp32, bf16 or auto.")
    var precision = PrecisionChoice.bf16
    @Option(help: "Threads; 0 takes all processors.")
    var threads = 0
    @Option(help: "A file of sentences, one a line, taken in order, round and round.")
    var sentences: String?
    @Option(help: "A file of lengths, one a line, for sequences of random ids.")
    var lengths: String?

    @OptionGroup var method: MethodFlags

    private struct Line: Encodable {
        let step: Int
        let tokens: Int
        let seconds: Double
    }

    func validate() throws {
        guard batchSize > 0 else {
            throw ValidationError("--batch-size must be positive, not \(batchSize)")
        }
        try checkThreadCount(threads)
        guard (sentences == nil) != (lengths == nil) else {
            throw ValidationError("give either --sentences or --lengths")
        }
    }

    func run() throws {
        if threads > 0 { try Runtime.setThreadCount(threads) }
        let benchmark = try makeBenchmark()
        var done = 0
        while let line = readLine() {
            let words = line.split(separator: " ")
            if words.first == "quit" { return }
            guard words.count == 2, words[0] == "step", let count = Int(words[1]) else {
                throw InputError("benchmark-step understands `step N` and `quit`, not \(line)")
            }
            let began = ContinuousClock.now
            var tokens = 0
            for _ in 0..<count {
                tokens += try benchmark.step(done, batchSize: batchSize).tokens
                done += 1
            }
            let seconds = (ContinuousClock.now - began) / .seconds(1)
            let text = try JSONEncoder().encode(
                Line(step: done, tokens: tokens, seconds: seconds))
            try Console.output(String(decoding: text, as: UTF8.self))
        }
    }

    private func makeBenchmark() throws -> StepBenchmark {
        let isRandom = model == "bert-base"
        // Random weights still need a tokenizer where there are sentences.
        let folder =
            isRandom && sentences == nil
            ? nil : try modelFolder(named: isRandom ? Asset.minilm.name : model)
        let configuration = isRandom ? StepBenchmark.base : folder?.bert ?? StepBenchmark.base
        return try StepBenchmark(
            configuration, weights: isRandom ? nil : folder, sequences: try sequences(folder),
            precision: precision.resolved, method: method.resolved(.corrected))
    }

    /// Token ids of each row: of the sentences, or random ones of the given lengths.
    private func sequences(_ folder: ModelFolder?) throws -> [[Int32]] {
        if let sentences, let folder {
            return try inputLines(of: sentences).map {
                try folder.tokenizer.ids(of: $0.first, maximumLength: 256).ids
            }
        }
        let text = String(decoding: try readFile(URL(filePath: lengths ?? "")), as: UTF8.self)
        var stream = RandomStream(seed: 0, name: "benchmark ids")
        return text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.map { length in
            (0..<length).map { _ in Int32.random(in: 1000..<30000, using: &stream) }
        }
    }
}
