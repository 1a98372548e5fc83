import Foundation
import TestSupport
import Testing
import Tokenization

/// What strangers may hand in is tokenized, or refused with an error; a crash would end the tests.
struct FuzzTests {
    private static let texts = [
        "", " ", "the movie was good", "caf\u{E9} \u{4E2D}\u{6587} \u{1F600} 1,000 don't",
        "[MASK]<mask> <s></s> \u{0}\u{301}\u{FEFF}",
    ]

    @Test(arguments: Fixture.names + Fixture.bytePairs)
    func randomBytesAreTokenized(_ name: String) throws {
        let tokenizer = try Tokenizer(contentsOf: Fixture(name).directory)
        var random = SplitMix(seed: 1)
        for _ in 0..<400 {
            let text = random.text()
            let encoding = try tokenizer.encode(text)
            let scalars = text.unicodeScalars.count
            #expect(encoding.ids.allSatisfy { (0..<tokenizer.vocabularySize).contains(Int($0)) })
            #expect(encoding.offsets.allSatisfy { $0.upperBound <= scalars })
            #expect(try tokenizer.ids(of: text).ids == encoding.ids)
        }
    }

    @Test func bytesThatAreNotUTF8BecomeReplacementCharacters() throws {
        let tokenizer = try Tokenizer(contentsOf: Fixture("byte-level-roberta").directory)
        let broken = String(
            decoding: [0x61, 0xE2, 0x82, 0x20, 0xFF, 0xC0, 0x80] as [UInt8], as: UTF8.self)
        #expect(
            try tokenizer.encode(broken) == tokenizer.encode("a\u{FFFD} \u{FFFD}\u{FFFD}\u{FFFD}"))
    }

    /// The files of a fixture that say what the tokenizer is.
    private static let files = [
        ("uncased-json", "tokenizer.json"), ("uncased-vocabulary", "vocab.txt"),
        ("uncased-vocabulary", "tokenizer_config.json"), ("byte-level-roberta", "tokenizer.json"),
        ("byte-level-gpt2", "tokenizer.json"), ("byte-level-files", "vocab.json"),
        ("byte-level-files", "merges.txt"), ("byte-level-files", "tokenizer_config.json"),
        ("byte-pairs-fallback", "tokenizer.json"), ("byte-pairs-suffixed", "tokenizer.json"),
    ]

    @Test(arguments: files)
    func editedFilesAreReadOrRefused(_ name: String, _ file: String) throws {
        let directory = try Fixture(name).directory
        let original = try Data(contentsOf: directory.appendingPathComponent(file))
        let folder = try TemporaryFolder()
        for other in ["vocab.txt", "vocab.json", "merges.txt", "tokenizer_config.json"] {
            let url = directory.appendingPathComponent(other)
            if let data = try? Data(contentsOf: url) { try folder.write(data, to: other) }
        }
        var random = SplitMix(seed: 2)
        var (read, refused) = (0, 0)
        for _ in 0..<150 {
            try folder.write(Data(random.edited(Array(original))), to: file)
            do throws(TokenizerError) {
                let tokenizer = try Tokenizer(contentsOf: folder.url)
                read += 1
                for text in Self.texts {
                    _ = try tokenizer.encode(text, pairedWith: "b")
                    _ = try tokenizer.windows(of: text, maximumLength: 8, stride: 1)
                }
            } catch {
                refused += 1
                #expect(!error.description.isEmpty)
            }
        }
        #expect(read + refused == 150 && refused > 0)
    }
}

/// A small generator of random numbers with a seed (Steele et al. 2014).
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// Random bytes, or random scalars, as a string.
    mutating func text() -> String {
        let count = Int.random(in: 0..<60, using: &self)
        if Bool.random(using: &self) {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
            return String(decoding: bytes, as: UTF8.self)
        }
        var text = String.UnicodeScalarView()
        for _ in 0..<count {
            let limit = [0x80, 0x800, 0x10000, 0x110000].randomElement(using: &self) ?? 0x80
            let value = UInt32.random(in: 0..<UInt32(limit), using: &self)
            text.append(Unicode.Scalar(value) ?? " ")
        }
        return String(text)
    }

    private static let inserts = [
        "-1", "1e999", "99999999999999999999", "2147483648", "0.5", "null", "true", "[]", "{}",
        "\"\"", "\"", "\\u", "\\ud800", ",", "[[[[[[[[", String(repeating: "[", count: 500),
        String(repeating: "{\"a\":", count: 100), "\u{0}", "\n", " ", "\"type\"", "\"Sequence\"",
        "\"BPE\"", "\"ByteLevel\"", "\"id\":", "\"vocab\":", "\u{301}", "\u{120}",
    ]

    /// A few random edits: bytes changed, parts taken out, repeated or put in, numbers replaced.
    mutating func edited(_ original: [UInt8]) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...3, using: &self) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &self)
            let end = min(place + Int.random(in: 1...40, using: &self), bytes.count)
            let insert = Array((Self.inserts.randomElement(using: &self) ?? "").utf8)
            switch Int.random(in: 0..<6, using: &self) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &self)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 3: bytes.insert(contentsOf: insert, at: place)
            case 4: bytes.removeSubrange(place...)
            default:
                let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
                guard let first = bytes[place...].firstIndex(where: digits.contains) else { break }
                let last = bytes[first...].firstIndex { !digits.contains($0) } ?? bytes.count
                bytes.replaceSubrange(first..<last, with: insert)
            }
        }
        return bytes
    }
}
