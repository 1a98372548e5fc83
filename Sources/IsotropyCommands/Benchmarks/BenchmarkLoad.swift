import ArgumentParser
import Checkpoints
import Encoders
import Files
import Foundation
import Isotropy
import Layers
import Models
import Options

/// `isotropy benchmark-load`: a classifier's weights from its folder into memory, once.
///
/// Prints one line of JSON: seconds, and bytes of the weights in float32 and of the process's memory at
/// most, before and after.
struct BenchmarkLoad: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark-load", abstract: "Load a model, for Benchmarks/run.",
        shouldDisplay: false)

    @Option(help: "A folder with config.json and weights; no tokenizer is read.")
    var model: String

    @OptionGroup var computation: ComputationOptions

    private struct Answer: Encodable {
        let seconds: Double
        let weight_bytes: Int
        let start_bytes: Int
        let peak_bytes: Int
    }

    func run() throws {
        try computation.apply()
        let folder = URL(filePath: model)
        let place = try computation.resolved()
        let before = try peakByteCount()
        let began = ContinuousClock.now
        let file = try ConfigurationFile(
            contentsOf: folder.appending(path: ModelFileNames.configuration))
        let model = try SentenceModel(
            EncoderConfiguration(file), head: .classification(labels: ["0", "1"]),
            features: .pooler, normalizer: NoNormalizer(),
            precision: place.precision, device: place.device)
        _ = try model.load(ModelWeights(in: folder), seed: 0)
        let answer = Answer(
            seconds: (ContinuousClock.now - began) / .seconds(1),
            weight_bytes: model.store.parameters.reduce(0) { $0 + 4 * $1.value.count },
            start_bytes: before, peak_bytes: try peakByteCount())
        try Console.output(String(decoding: try JSONEncoder().encode(answer), as: UTF8.self))
    }

    /// The most memory that the process has held so far, files it has mapped included (VmHWM).
    private func peakByteCount() throws -> Int {
        let file = URL(filePath: "/proc/self/status")
        let lines = String(decoding: try readFile(file), as: UTF8.self).split(separator: "\n")
        let words = lines.first { $0.hasPrefix("VmHWM:") }?.split(whereSeparator: \.isWhitespace)
        guard let words, words.count > 1, let kilobytes = Int(words[1]) else {
            throw InputError("\(file.path) does not tell the process's memory")
        }
        return kilobytes * 1024
    }
}
