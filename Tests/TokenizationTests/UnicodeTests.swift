import Foundation
import TestSupport
import Testing
import Tokenization

/// The generated tables against the character data of Swift and Foundation, which are of another
/// Unicode version: on what both have known for long.
struct UnicodeTests {
    private let tokenizer: Tokenizer

    /// Each scalar but the excluded is a token, so that every text is its own tokens.
    init() throws {
        let folder = try TemporaryFolder()
        var scalars = Array(0x1100..<0x1200) + Array(0x61...0x7A)
        scalars += Array(0x3B1...0x3C9)
        let tokens = scalars.compactMap { Unicode.Scalar(UInt32($0)).map(String.init) }
        let lines = ["[UNK]", "[CLS]", "[SEP]"] + tokens + tokens.map { "##" + $0 }
        try folder.write(lines.map { $0 + "\n" }.joined(), to: "vocab.txt")
        try folder.write(#"{"do_lower_case": true}"#, to: "tokenizer_config.json")
        tokenizer = try Tokenizer(contentsOf: folder.url)
    }

    private func letters(of text: String) throws -> [String] {
        try tokenizer.encode(text).tokens.dropFirst().dropLast().map {
            String($0.hasPrefix("##") ? $0.dropFirst(2) : Substring($0))
        }
    }

    @Test func hangulSyllablesDecomposeAsByFoundation() throws {
        for value in UInt32(0xAC00)...0xD7A3 {
            let syllable = String(try #require(Unicode.Scalar(value)))
            let expected = syllable.decomposedStringWithCanonicalMapping.unicodeScalars
            #expect(try bytes(letters(of: syllable)) == bytes(expected.map(String.init)))
        }
    }

    @Test func accentedLettersLoseTheirAccentsAndCase() throws {
        for value in [UInt32](0xC0...0x17F) + [UInt32](0x386...0x3CE) + [UInt32](0x1E00...0x1EF9) {
            let scalar = try #require(Unicode.Scalar(value))
            let base = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
                .filter { $0.properties.generalCategory != .nonspacingMark }
                .map { $0.properties.lowercaseMapping }
            guard base.joined() != String(scalar), try letters(of: base.joined()) == base else {
                continue
            }
            #expect(try letters(of: String(scalar)) == base)
        }
    }
}
