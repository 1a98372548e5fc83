import ArgumentParser
import Foundation
import Tokenization

/// `isotropy tokenize`.
struct Tokenize: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a model's tokens of every line of a file, one JSON object a line.",
        discussion: """
            Each object has ids, tokens, type_ids, and offsets: where each token begins and ends in \
            its line, counted in Unicode scalars ([0, 0] for tokens that were added).
            """)

    @OptionGroup(title: "Model") var model: ModelOptions
    @OptionGroup(title: "Input") var input: LineInput

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Tokens of a sequence; longer ones are truncated. (default: no limit)",
            valueName: "n"))
    var maxLength: Int?

    private struct Line: Encodable {
        let ids: [Int32]
        let tokens: [String]
        let type_ids: [Int32]
        let offsets: [[Int]]
    }

    func validate() throws {
        if let maxLength, maxLength < 1 {
            throw ValidationError("--max-length must be positive, not \(maxLength)")
        }
    }

    func run() throws {
        let tokenizer = try Tokenizer(contentsOf: try model.tokenizerFolder())
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for line in try input.lines() {
            let encoding = try tokenizer.encode(
                line.first, pairedWith: line.second, maximumLength: maxLength)
            let object = Line(
                ids: encoding.ids, tokens: encoding.tokens, type_ids: encoding.typeIDs,
                offsets: encoding.offsets.map { [$0.lowerBound, $0.upperBound] })
            try Console.output(String(decoding: try encoder.encode(object), as: UTF8.self))
        }
    }
}
