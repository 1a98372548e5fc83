import Foundation
import Tasks
import TestSupport
import Testing

/// Bytes of good files changed, doubled and left out by chance: every file is read or refused.
@Suite struct DamagedFileTests {
    private static let questions = #"""
        {"version": "v2.0", "data": [{"title": "T", "paragraphs": [{"qas": [
        {"id": "1", "question": "W\u00f6?", "answers": [{"text": "é 🚲", "answer_start": 2}],
         "is_impossible": false, "x": [1.5e3, null]},
        {"id": "2", "question": "\ud83d\ude00", "answers": [], "is_impossible": true}],
        "context": "a é 🚲 \"b\""}]}]}
        """#

    private static let files: [(name: String, text: String)] = [
        ("rows.json", questions),
        ("rows.csv", "text,label\r\n\"a \"\"b\"\",\nc\",1\r\né,0\n\"\",1\n"),
        ("rows.tsv", "label\ttext\n1\ta\n0\té \"\n"),
        (
            "rows.jsonl",
            "{\"text\": \"a\\u00e9\", \"label\": 1}\n{\"label\": 0, \"text\": \"\"}\n"
        ),
        ("train.txt", "(3 (2 a) (4 (2 -LRB-) (2 \\/)))\n(0 (1 é))\n"),
    ]

    @Test(arguments: files.map(\.name))
    func damagedFileIsReadOrRefused(_ name: String) throws {
        let text = try #require(Self.files.first { $0.name == name }).text
        let folder = try TemporaryFolder()
        for part in ["dev.txt", "test.txt"] { try folder.write("(0 a)\n(1 b)\n", to: part) }
        var random = Noise(state: 20_260_101)
        var (read, refused) = (0, 0)
        for _ in 0..<400 {
            let file = try folder.write(random.damaged(Array(text.utf8)), to: name)
            do throws(DataError) {
                switch file.pathExtension {
                case "json": _ = try SQuADFile(file, allowsImpossible: true).questions()
                case "txt": _ = try TaskDefinition.named("sst-5").load(from: folder.url)
                default: _ = try CustomLayout().load(train: file, development: file)
                }
                read += 1
            } catch {
                refused += 1
                #expect(!error.problems.isEmpty && error.problems.count <= DataError.limit)
            }
        }
        #expect(read > 0 && refused > 0)
    }
}

/// Reproducible chance (SplitMix64).
private struct Noise {
    var state: UInt64

    private mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }

    /// The bytes with one to three changes.
    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        let signs = Array("\"\\,:[]{}()\n\r\t 0-e1u\u{0}é".utf8) + [0xFF]
        var bytes = bytes
        for _ in 0...below(3) where !bytes.isEmpty {
            let place = below(bytes.count)
            switch below(5) {
            case 0: bytes[place] = signs[below(signs.count)]
            case 1: bytes.insert(signs[below(signs.count)], at: place)
            case 2: bytes.remove(at: place)
            case 3: bytes.removeSubrange(place...)
            default: bytes.insert(contentsOf: bytes[place...].prefix(below(12)), at: place)
            }
        }
        return bytes
    }
}
