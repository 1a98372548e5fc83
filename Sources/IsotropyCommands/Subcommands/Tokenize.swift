import ArgumentParser
import Files
import Formats
import Foundation
import Options
import Tokenization

/// `isotropy tokenize`.
struct Tokenize: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a model's tokens of every line of a file, one JSON object a line.",
        discussion: """
            Each object has ids, tokens, type_ids, and offsets: where each token begins and ends in \
            its line, counted in Unicode scalars ([0, 0] for tokens that were added). With --stride \
            it has the windows of a line instead, each of them such an object with sequence_ids: 0 \
            or 1 for the sentences of a pair, null for tokens that were added.
            """)

    @OptionGroup(title: "Model") var model: ModelOptions
    @OptionGroup(title: "Input") var input: LineInput

    @Flag(help: "Each line is JSON: a string, or an array of two for a pair.")
    var json = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Tokens of a sequence; longer ones are truncated. (default: no limit)",
            valueName: "n"), transform: wholeNumber(in: 1 ... .max))
    var maxLength: Int?

    @Option(help: "Which sentence of a pair is cut: longest-first, only-first or only-second.")
    var truncation = TruncationStrategy.longestFirst

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Show the windows of --max-length tokens that overlap by so many. "
                + "(default: no windows)",
            valueName: "n"), transform: wholeNumber(in: 0 ... .max))
    var stride: Int?

    func validate() throws {
        if let maxLength, maxLength < 1 {
            throw ValidationError("--max-length must be positive, not \(maxLength)")
        }
        if let stride {
            guard stride >= 0 else {
                throw ValidationError("--stride must not be negative, as \(stride) is")
            }
            if let maxLength, stride >= maxLength {
                throw ValidationError(
                    "--stride must be less than --max-length \(maxLength), not \(stride)")
            }
        }
        if maxLength == nil {
            try checkEffect(
                of: [("--stride", stride != nil), ("--truncation", truncation != .longestFirst)],
                without: "--max-length")
        }
        if json {
            try checkEffect(
                of: [("--pairs", input.pairs)], with: "--json, whose lines say what pairs are")
        }
    }

    func run() throws {
        let tokenizer = try Tokenizer(contentsOf: try model.tokenizerFolder())
        let inputs = try inputs()
        // Some at a time, so that a long file does not lie in memory with all its tokens.
        for start in Swift.stride(from: 0, to: inputs.count, by: 4096) {
            let batch = Array(inputs[start..<min(start + 4096, inputs.count)])
            if let stride, let maxLength {
                let windows = try tokenizer.windows(
                    ofBatch: batch, maximumLength: maxLength, stride: stride,
                    truncation: truncation)
                for line in windows {
                    let shown = line.map { Line($0, withSequences: true) }
                    try Console.output(jsonLine(["windows": shown]))
                }
            } else {
                let encodings = try tokenizer.encodeBatch(
                    batch, maximumLength: maxLength, truncation: truncation)
                for encoding in encodings {
                    try Console.output(jsonLine(Line(encoding, withSequences: false)))
                }
            }
        }
    }

    private func inputs() throws -> [TokenizerInput] {
        let lines = try input.lines()
        guard json else {
            return lines.map { TokenizerInput($0.first, pairedWith: $0.second) }
        }
        return try lines.enumerated().map { index, line in
            do throws(JSONError) {
                return try TokenizerInput(json: Array(line.first.utf8))
            } catch {
                let place = textPlace(line: index + 1, column: error.column)
                throw InputError(
                    "\(input.name): \(place): is not a JSON string, nor an array of two: "
                        + "\(error.reason)")
            }
        }
    }
}

extension TokenizerInput {
    /// A JSON string, or an array of two for a pair.
    fileprivate init(json: [UInt8]) throws(JSONError) {
        var scanner = try JSONScanner(json)
        guard scanner.kind() == .array else {
            let text = try scanner.string()
            try scanner.finish()
            self.init(text)
            return
        }
        var texts: [String] = []
        try scanner.elements { (scanner, number) throws(JSONError) in
            guard number < 2 else { throw scanner.fault("more than two elements") }
            texts.append(try scanner.string())
        }
        guard texts.count == 2 else { throw scanner.fault("\(texts.count) elements") }
        try scanner.finish()
        self.init(texts[0], pairedWith: texts[1])
    }
}

/// An encoding as it is printed.
private struct Line: Encodable {
    let ids: [Int32]
    let tokens: [String]
    let typeIDs: [Int32]
    let offsets: [[Int]]
    let sequenceIDs: [Int?]?

    private enum CodingKeys: String, CodingKey {
        case ids, tokens, offsets
        case typeIDs = "type_ids"
        case sequenceIDs = "sequence_ids"
    }

    init(_ encoding: Encoding, withSequences: Bool) {
        ids = encoding.ids
        tokens = encoding.tokens
        typeIDs = encoding.typeIDs
        offsets = encoding.offsets.map { [$0.lowerBound, $0.upperBound] }
        sequenceIDs = withSequences ? encoding.sequenceIDs : nil
    }
}

extension TruncationStrategy: ExpressibleByArgument {
    private static let names: [(TruncationStrategy, String)] = [
        (.longestFirst, "longest-first"), (.onlyFirst, "only-first"), (.onlySecond, "only-second"),
    ]

    public init?(argument: String) {
        guard let known = Self.names.first(where: { $0.1 == argument }) else { return nil }
        self = known.0
    }

    public var defaultValueDescription: String {
        Self.names.first { $0.0 == self }?.1 ?? ""
    }

    public static var allValueStrings: [String] { names.map(\.1) }
}
