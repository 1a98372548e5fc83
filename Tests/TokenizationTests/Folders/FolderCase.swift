import Foundation
import TestSupport
import Testing
import Tokenization

/// A model folder and what transformers makes of a few texts in it, by
/// Tools/fixtures/tokenizer/make_folder_goldens.py.
struct FolderCase: Decodable, CustomTestStringConvertible {
    /// Those of the table in Documentation/tokenizers.md that it is of.
    let fields: [String]
    /// The fixture whose vocabulary it has.
    let base: String
    let files: [String: JSONText]
    let appended: [String: JSONText]?
    let refused: String?
    let ids: [[Int32]]?
    let offsets: [[Int]]?
    /// Whether a model is given type ids.
    let types: Bool?

    var testDescription: String {
        "\(fields) \(base) " + files.map { "\($0.key) \($0.value.text)" }.sorted().joined()
    }

    static let rows: [Request] = {
        struct Rows: Decodable { let rows: [Request] }
        guard let line = lines.first else { return [] }
        return (try? JSONDecoder().decode(Rows.self, from: line).rows) ?? []
    }()

    static let all: [FolderCase] = {
        let decoder = JSONDecoder()
        return lines.dropFirst().compactMap { try? decoder.decode(FolderCase.self, from: $0) }
    }()

    /// The first holds the texts, each of the others a folder.
    static let lines: [Data] = {
        guard let root = try? Fixture.root,
            let data = try? Data(contentsOf: root.appendingPathComponent("folders.jsonl"))
        else { return [] }
        return data.split(separator: UInt8(ascii: "\n"))
    }()

    func write() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let source = try Fixture(base).directory
        for name in [
            "tokenizer.json", "vocab.txt", "vocab.json", "merges.txt", "spiece.model",
            "sentencepiece.bpe.model",
        ] {
            guard let data = try? Data(contentsOf: source.appendingPathComponent(name)) else {
                continue
            }
            try folder.write(data, to: name)
        }
        for (name, value) in files { try folder.write(value.text, to: name) }
        if let appended {
            let file = folder.url.appendingPathComponent("tokenizer.json")
            let text = try String(contentsOf: file, encoding: .utf8)
            try folder.write(setting(appended.mapValues(\.text), in: text), to: "tokenizer.json")
        }
        return folder
    }
}

/// The text of a tokenizer.json with other values of outer members; those that it has get names that
/// nobody reads.
func setting(_ members: [String: String], in text: String) throws -> String {
    var text = text
    for (name, value) in members {
        text = text.replacing("\"\(name)\":", with: "\"former \(name)\":", maxReplacements: 1)
        let end = try #require(text.lastIndex(of: "}"))
        text = text[..<end] + ", \"\(name)\": \(value)}"
    }
    return text
}

/// A value of a JSON file as a text of its own.
struct JSONText: Decodable, Sendable {
    let text: String

    private enum Value: Codable {
        case null, bool(Bool), int(Int), double(Double), string(String)
        case array([Value]), object([String: Value])

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .null
            } else if let bool = try? value.decode(Bool.self) {
                self = .bool(bool)
            } else if let int = try? value.decode(Int.self) {
                self = .int(int)
            } else if let double = try? value.decode(Double.self) {
                self = .double(double)
            } else if let string = try? value.decode(String.self) {
                self = .string(string)
            } else if let array = try? value.decode([Value].self) {
                self = .array(array)
            } else {
                self = .object(try value.decode([String: Value].self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var value = encoder.singleValueContainer()
            switch self {
            case .null: try value.encodeNil()
            case .bool(let bool): try value.encode(bool)
            case .int(let int): try value.encode(int)
            case .double(let double): try value.encode(double)
            case .string(let string): try value.encode(string)
            case .array(let array): try value.encode(array)
            case .object(let object): try value.encode(object)
            }
        }
    }

    init(from decoder: any Decoder) throws {
        let data = try JSONEncoder().encode(Value(from: decoder))
        text = String(decoding: data, as: UTF8.self)
    }
}
