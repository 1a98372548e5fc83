import ArgumentParser
import Assets
import Foundation
import Layers
import Models
import Options
import Torch
import Training

/// `isotropy benchmark-step`: our side of the speed benchmark, driven line by line.
///
/// `step N` on standard input runs N whole fine-tuning steps and prints one JSON line; `quit` ends.
struct BenchmarkStep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark-step",
        abstract: "Run fine-tuning steps on request, for Benchmarks/run.", shouldDisplay: false)

    @Option(
        help: ArgumentHelp(
            "minilm, a folder, or a size with random weights: "
                + StepBenchmark.sizes.keys.sorted().joined(separator: ", ")))
    var model = "minilm"
    @Option(help: "Sequences of a step.")
    var batchSize = 32
    @OptionGroup var place: DeviceOptions
    @Option(help: "fp32, tf32, bf16 or auto.")
    var precision = PrecisionChoice.bf16
    @Option(help: "Threads; 0 takes all processors.")
    var threads = 0
    @Option(help: "A file of sentences, one a line, taken in order, round and round.")
    var sentences: String?
    @Option(help: "A file of lengths, one a line, for sequences of random ids.")
    var lengths: String?

    @Flag(help: "Compute activations again for the backward pass.")
    var checkpointActivations = false

    @Flag(help: "Compute the last layer for every token, as a penalty needs it.")
    var everyToken = false

    @OptionGroup var method: MethodPartFlags

    func validate() throws {
        guard batchSize > 0 else {
            throw ValidationError("--batch-size must be positive, not \(batchSize)")
        }
        try checkThreadCount(threads)
        try method.checkOwners()
        try method.check(.corrected)
        guard (sentences == nil) != (lengths == nil) else {
            throw ValidationError("give either --sentences or --lengths")
        }
    }

    func run() throws {
        try Runtime.useThreads(threads)
        let benchmark = try makeBenchmark()
        var done = 0
        try answerBenchmarkLines(understood: "step N and quit") { word, count in
            guard word == "step" else { return nil }
            var (tokens, squares) = (0, 0)
            for _ in 0..<count {
                tokens += try benchmark.step(done, batchSize: batchSize)
                squares += benchmark.lengths(ofStep: done, batchSize: batchSize)
                    .reduce(0) { $0 + $1 * $1 }
                done += 1
            }
            try benchmark.finish()
            return BenchmarkAnswer(count: done, tokens: tokens, squares: squares)
        }
    }

    private func makeBenchmark() throws -> StepBenchmark {
        let size = StepBenchmark.sizes[model]
        // Random weights still need a tokenizer where there are sentences.
        let folder =
            size != nil && sentences == nil
            ? nil : try modelFolder(named: size == nil ? model : Asset.minilm.name)
        guard let configuration = size ?? folder?.encoder else {
            throw InputError("there is no model \(model)")
        }
        let device = try place.opened(precision)
        return try StepBenchmark(
            configuration, weights: size == nil ? folder : nil, sequences: try sequences(folder),
            precision: precision.resolved(on: device).arithmetic, device: device,
            method: method.choice.resolved(.corrected),
            checkpointActivations: checkpointActivations, everyToken: everyToken)
    }

    /// Token ids of each row: of the sentences, or random ones of the given lengths.
    private func sequences(_ folder: ModelFolder?) throws -> [[Int32]] {
        if let sentences, let folder {
            return try inputLines(of: sentences).map {
                try folder.tokenizer.ids(of: $0.first, maximumLength: 256).ids
            }
        }
        let file = URL(filePath: lengths ?? "")
        let words = String(decoding: try readFile(file), as: UTF8.self)
            .split(whereSeparator: \.isWhitespace)
        var stream = RandomStream(seed: 0, name: "benchmark ids")
        return try words.map { word in
            guard let length = Int(word), length > 0 else {
                throw InputError("\(file.path): \(word) is not the length of a sequence")
            }
            return (0..<length).map { _ in Int32.random(in: 1000..<30000, using: &stream) }
        }
    }
}
