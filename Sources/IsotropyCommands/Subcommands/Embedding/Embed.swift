import ArgumentParser
import Checkpoints
import Encoders
import Formats
import Foundation
import Layers
import Models
import Options
import Tasks
import Tokenization
import Torch
import Training

/// `isotropy embed`.
package struct Embed: ParsableCommand {
    package static let configuration = CommandConfiguration(
        abstract: "Write the hidden states of every line or row of a file.",
        discussion: """
            Tensors are named layer_00 (the embeddings) to layer_NN, float32 [sentences, hidden], \
            in the order of the lines; with --pooling tokens they are [tokens, hidden], and offsets \
            [sentences + 1] says where each line's tokens begin. An .npy file, a .csv file and \
            standard output have one layer, without a name.
            """)

    @OptionGroup(title: "Model") var model: ModelOptions
    @OptionGroup(title: "Input") var input: LineInput
    @Flag(
        help:
            "Read lines whatever the file is called: .csv, .tsv, .jsonl and .json are tables else.")
    var lines = false

    @OptionGroup(title: "Input") var columns: TextColumnFlags
    @OptionGroup(title: "Input") var reading: RowFormatFlags

    @Option(help: "Which layers: all, last, or one by its number (0 is the embeddings).")
    var layers = EmbeddedLayers.last

    @Option(
        help: "How a sentence becomes one row: cls, mean, max, pooler, or tokens for no pooling.")
    var pooling = Pooling.mean

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The file to write, which ends in .safetensors, .npy or .csv; - writes rows of numbers to "
                + "standard output.", valueName: "file"))
    var output: EmbeddingOutput

    @Flag(help: "Scale every row to length 1.")
    var normalize = false

    @OptionGroup var length: SequenceLengthFlag

    @OptionGroup(title: "Computation") var computation: ComputationOptions

    package init() {}

    package func validate() throws {
        if output.form != .safetensors, layers == .all || pooling == .tokens {
            throw ValidationError(
                "\(output.name) holds one layer, a row a sentence: give --layers last or a number and another "
                    + "--pooling, or a name that ends in .safetensors")
        }
        if input.pairs || lines {
            try checkEffect(
                of: (columns.scoped + reading.scoped).map { ($0.flag, $0.isGiven) },
                with: "\(lines ? "--lines" : "--pairs"), which have no columns")
        }
        try checkNotRead(output.name, [input.input])
        if pooling == .pooler, layers != .last {
            throw ValidationError("--pooling pooler reads the last layer only: give --layers last")
        }
    }

    package func run() throws {
        try computation.apply()
        let folder = try model.folder()
        let limit = length.limit(folder)
        try folder.check(maximumLength: limit)
        try folder.tokenizer.check(
            maximumLength: limit, pairs: input.pairs || columns.pair != nil)
        let texts = try texts(for: folder).map { TokenizerInput($0.first, pairedWith: $0.second) }
        let sequences = try folder.tokenizer.ids(
            ofBatch: texts, maximumLength: limit, threads: Runtime.threadCount)
        let cut = try folder.tokenizer.truncated(
            texts, sequences, maximumLength: limit, threads: Runtime.threadCount)
        var truncation = TruncatedRows(limit)
        truncation.add("lines", cut: cut.count { $0 }, of: texts.count)
        if let notice = truncation.notice { Console.error(notice) }
        let embedder = try SentenceEmbedder(folder, on: computation.resolved())
        try embedder.check(pooling, of: folder)
        for notice in embedder.notices { Console.error(notice) }
        let numbers = try layers.numbers(of: embedder.encoder)
        // Learn now, not after the computing, that nothing can be written.
        let lock = output.isStandardOutput ? nil : try AtomicFile.claim(output.file)
        defer { lock?.release() }
        let progress = CountingProgress("embedding", total: sequences.count, unit: "sentences")
        let states = try embedder.states(
            of: sequences, layers: numbers, pooling: pooling, advance: progress.advance)
        progress.finish()
        try output.write(
            states.tensors().map { name, tensor in
                (
                    name,
                    normalize && name != "offsets"
                        ? try unitRows(tensor, of: name).converted(to: .float32) : tensor
                )
            }, of: folder.url.path)
        if !output.isStandardOutput {
            Console.error("\(output.name): \(texts.count) \(isTable ? "rows" : "lines")")
        }
    }

    /// Whether the input is a table, by what is given or by its name; `.txt` are lines here.
    private var isTable: Bool {
        if columns.areGiven || reading.areGiven { return true }
        if lines || input.pairs { return false }
        let ending = URL(filePath: input.input).withoutGzipExtension.pathExtension
        return ending.lowercased() != "txt" && CustomLayout.Format(fileExtension: ending) != nil
    }

    /// The lines of the input, or the rows of a table, of the columns that the model's run had.
    private func texts(for folder: ModelFolder) throws -> [InputLine] {
        guard isTable else { return try input.lines() }
        let layout = reading.applied(to: columns.layout(for: folder))
        return try layout.unlabelledExamples(from: inputURL(input.input)).map {
            InputLine(first: $0.first, second: $0.second)
        }
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
    case cls, mean, max, pooler, tokens

    /// - Returns: float32 `[sentences, hidden]`, or `[tokens, hidden]` without pooling.
    func pool(
        _ states: Tensor, _ batch: PackedBatch, _ pooler: SentencePooler
    ) throws(TorchError) -> Tensor {
        let states = try states.converted(to: .float32)
        switch self {
        case .cls: return try batch.firstOfSequences(states)
        case .mean: return try batch.meanOfSequences(states)
        case .max: return try batch.largestOfSequences(states)
        case .pooler: return try pooler(batch.firstOfSequences(states), .evaluation())
        case .tokens: return states
        }
    }
}
