import ArgumentParser
import Checkpoints
import Encoders
import Formats
import Foundation
import Layers
import Models
import Options
import Tokenization
import Torch
import Training

/// `isotropy embed`.
package struct Embed: ParsableCommand {
    package static let configuration = CommandConfiguration(
        abstract: "Write the hidden states of every line of a file as safetensors.",
        discussion: """
            Tensors are named layer_00 (the embeddings) to layer_NN, float32 [sentences, hidden], \
            in the order of the lines; with --pooling tokens they are [tokens, hidden], and offsets \
            [sentences + 1] says where each line's tokens begin.
            """)

    @OptionGroup(title: "Model") var model: ModelOptions
    @OptionGroup(title: "Input") var input: LineInput

    @Option(help: "Which layers: all, last, or one by its number (0 is the embeddings).")
    var layers = EmbeddedLayers.last

    @Option(help: "How a sentence becomes one row: cls, mean, pooler, or tokens for no pooling.")
    var pooling = Pooling.mean

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("The safetensors file to write.", valueName: "file"))
    var output: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Tokens of a sequence; longer ones are truncated. (default: as many as "
                + "the model has positions, or its model_max_length)",
            valueName: "n"), transform: wholeNumber(in: 1 ... .max))
    var maxLength: Int?

    @OptionGroup(title: "Computation") var computation: ComputationOptions

    package init() {}

    package func validate() throws {
        try checkMaximumLength(maxLength)
        if pooling == .pooler, layers != .last {
            throw ValidationError("--pooling pooler reads the last layer only: give --layers last")
        }
    }

    package func run() throws {
        try computation.apply()
        let folder = try model.folder()
        let limit = maxLength ?? folder.longestLength
        try folder.check(maximumLength: limit)
        try folder.tokenizer.check(maximumLength: limit, pairs: input.pairs)
        let texts = try input.lines().map { TokenizerInput($0.first, pairedWith: $0.second) }
        let sequences = try folder.tokenizer.ids(
            ofBatch: texts, maximumLength: limit, threads: Runtime.threadCount)
        let cut = try folder.tokenizer.truncated(
            texts, sequences, maximumLength: limit, threads: Runtime.threadCount)
        var truncation = TruncatedRows(limit)
        truncation.add("lines", cut: cut.count { $0 }, of: texts.count)
        if let notice = truncation.notice { Console.error(notice) }
        let embedder = try SentenceEmbedder(folder, on: computation.resolved())
        if pooling == .pooler, !embedder.missing.isEmpty {
            throw InputError(
                "\(folder.url.path) lacks \(embedder.missing.joined(separator: ", ")), through which "
                    + "classifiers of its family read a sentence: choose another --pooling")
        }
        for notice in embedder.notices { Console.error(notice) }
        let numbers = try layers.numbers(of: embedder.encoder)
        // A link stays one: what it leads to is written.
        let file = URL(filePath: output).resolvingSymlinksInPath()
        // Learn now, not after the computing, that nothing can be written.
        let lock = try AtomicFile.claim(file)
        defer { lock.release() }
        let progress = CountingProgress("embedding", total: sequences.count, unit: "sentences")
        let states = try embedder.states(
            of: sequences, layers: numbers, pooling: pooling, advance: progress.advance)
        progress.finish()
        try writeSafetensors(
            try states.tensors(), metadata: ["format": "pt", "model": folder.url.path], to: file)
    }
}

/// Which layers an embedding keeps.
enum EmbeddedLayers: ExpressibleByArgument, Equatable {
    case all, last
    case one(Int)

    init?(argument: String) {
        switch argument {
        case "all": self = .all
        case "last": self = .last
        default:
            guard let number = Int(argument), number >= 0 else { return nil }
            self = .one(number)
        }
    }

    var defaultValueDescription: String {
        switch self {
        case .all: "all"
        case .last: "last"
        case .one(let number): String(number)
        }
    }

    func numbers(of encoder: TransformerEncoder) throws -> [Int] {
        switch self {
        case .all: return Array(0...encoder.layerCount)
        case .last: return [encoder.layerCount]
        case .one(let number):
            guard number <= encoder.layerCount else {
                throw InputError(
                    "--layers \(number): the model has the layers 0 to \(encoder.layerCount)")
            }
            return [number]
        }
    }
}

/// How a sentence becomes one row.
enum Pooling: String, ExpressibleByArgument, CaseIterable {
    case cls, mean, pooler, tokens

    /// - Returns: float32 `[sentences, hidden]`, or `[tokens, hidden]` without pooling.
    func pool(
        _ states: Tensor, _ batch: PackedBatch, _ pooler: SentencePooler
    ) throws(TorchError) -> Tensor {
        let states = try states.converted(to: .float32)
        switch self {
        case .cls: return try batch.firstOfSequences(states)
        case .mean: return try batch.meanOfSequences(states)
        case .pooler: return try pooler(batch.firstOfSequences(states), .evaluation())
        case .tokens: return states
        }
    }
}
