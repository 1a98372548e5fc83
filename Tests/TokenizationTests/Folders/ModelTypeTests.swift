import Foundation
import TestSupport
import Testing
import Tokenization

/// Which class a type of model has, by Tools/fixtures/tokenizer/make_model_types.py.
struct ModelTypeTests {
    struct Group: Decodable, CustomTestStringConvertible {
        let types: [String]
        /// Where no file names a class, and where tokenizer_config.json names `BertTokenizer` and
        /// `PreTrainedTokenizerFast`.
        let usual, besideBert, besideFile: String

        var testDescription: String { "\(types[0]) \(usual) \(besideBert) \(besideFile)" }
    }

    static let groups: [Group] = {
        guard let root = try? Fixture.root,
            let data = try? Data(contentsOf: root.appendingPathComponent("model-types.json"))
        else { return [] }
        return (try? JSONDecoder().decode([Group].self, from: data)) ?? []
    }()

    /// Its "A" is the unknown token, and nothing around it, unless BERT's class lower-cases it.
    private static let file = """
        {"added_tokens": [], "normalizer": null, "pre_tokenizer": null, "post_processor": null,
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
        "max_input_chars_per_word": 100,
        "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "a": 5}}}
        """

    @Test func typesWereFound() {
        #expect(Self.groups.flatMap(\.types).count > 700)
    }

    @Test(arguments: groups)
    func aTypeHasTheClassThatTransformersTakes(_ group: Group) throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.file, to: "tokenizer.json")
        for type in group.types {
            try folder.write("{\"model_type\": \"\(type)\"}", to: "config.json")
            for (named, expected) in [
                (nil, group.usual), ("BertTokenizer", group.besideBert),
                ("PreTrainedTokenizerFast", group.besideFile),
            ] {
                try folder.write(
                    named.map { "{\"tokenizer_class\": \"\($0)\"}" } ?? "{}",
                    to: "tokenizer_config.json")
                #expect(try found(folder, expected) == expected, "\(type) \(named ?? "")")
            }
        }
    }

    private func found(_ folder: TemporaryFolder, _ expected: String) throws -> String {
        do {
            let ids = try Tokenizer(contentsOf: folder.url).ids(of: "A").ids
            return ids == [1] ? "TokenizersBackend" : ids == [2, 5, 3] ? "BertTokenizer" : "\(ids)"
        } catch {
            // Refused by name: of a class that is not supported, or of one that reads no WordPiece.
            guard error.file != nil, !["TokenizersBackend", "BertTokenizer"].contains(expected),
                error.description.contains(expected)
            else { return error.description }
            return expected
        }
    }
}
