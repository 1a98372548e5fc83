import Foundation
import Testing
import Tokenization

/// A text, the second of a pair, and the length both are cut to.
struct Request: Decodable {
    let text: String
    let other: String?
    let maximumLength: Int?

    init(from decoder: any Decoder) throws {
        var row = try decoder.unkeyedContainer()
        text = try row.decode(String.self)
        other = try row.decodeIfPresent(String.self)
        maximumLength = try row.decodeIfPresent(Int.self)
    }
}

/// What the `tokenizers` package makes of a request.
struct Golden: Decodable {
    struct Spelling: Decodable {
        let index: Int
        let token: String

        init(from decoder: any Decoder) throws {
            var row = try decoder.unkeyedContainer()
            index = try row.decode(Int.self)
            token = try row.decode(String.self)
        }
    }

    let ids: [Int32]
    let types: String
    let offsets: [Int]
    let spelled: [Spelling]?

    func tokens(in tokenizer: Tokenizer) -> [String] {
        var tokens = ids.map(tokenizer.token)
        for spelling in spelled ?? [] { tokens[spelling.index] = spelling.token }
        return tokens
    }
}

/// A folder of Fixtures, made by Tools/fixtures/tokenizer/make_goldens.py.
struct Fixture {
    static let names = ["uncased-json", "keeping-json", "uncased-vocabulary", "cased-vocabulary"]

    let directory: URL

    init(_ name: String) throws {
        directory = try Self.root.appendingPathComponent(name)
    }

    static var root: URL {
        get throws { try #require(Bundle.module.resourceURL).appendingPathComponent("Fixtures") }
    }

    func goldens() throws -> [Golden] {
        try rows(of: directory.appendingPathComponent("golden.jsonl"))
    }

    static func requests() throws -> [Request] {
        try rows(of: root.appendingPathComponent("texts.jsonl"))
    }
}

/// The objects of a file that has one a line.
func rows<Row: Decodable>(of file: URL) throws -> [Row] {
    let decoder = JSONDecoder()
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
        .map { try decoder.decode(Row.self, from: $0) }
}

/// Strings as bytes: `==` would take canonically equivalent tokens for equal.
func bytes(_ strings: [String]) -> [[UInt8]] {
    strings.map { Array($0.utf8) }
}

/// Starts and ends in one row, as the goldens have them.
func flat(_ offsets: [Range<Int>]) -> [Int] {
    offsets.flatMap { [$0.lowerBound, $0.upperBound] }
}
