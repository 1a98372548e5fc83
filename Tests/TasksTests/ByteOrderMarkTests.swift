import Foundation
import Tasks
import TestSupport
import Testing

/// Files that editors put a byte-order mark before; the layouts' own tests compare the same rows
/// without one.
struct ByteOrderMarkTests {
    private let mark = "\u{FEFF}"

    private func utf16(_ text: String) -> [UInt8] {
        [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    private static let custom = [
        ("tsv", "label\ttext\nbad\ta\ngood\tb\n"), ("csv", "\"label\",text\nbad,a\ngood,b\n"),
        (
            "jsonl",
            "{\"label\": \"bad\", \"text\": \"a\"}\n{\"label\": \"good\", \"text\": \"b\"}\n"
        ),
    ]

    @Test(arguments: custom)
    func aUsersFileMayStartWithOne(_ name: String, _ text: String) throws {
        let folder = try TemporaryFolder()
        let plain = try folder.write(text, to: "plain.\(name)")
        let marked = try folder.write(mark + text, to: "marked.\(name)")
        let found = try CustomLayout().load(train: marked, development: marked, test: nil)
        let wanted = try CustomLayout().load(train: plain, development: plain, test: nil)
        #expect(found.data.train == wanted.data.train)
        #expect(found.data.train.count == 2)
        let wide = try folder.write(utf16(text), to: "wide.\(name)")
        let error = #expect(throws: DataError.self) {
            try CustomLayout().load(train: wide, development: plain, test: nil)
        }
        #expect(
            error?.problems.map(\.message) == ["is UTF-16; save it as UTF-8"], "\(name)")
    }

    @Test func predictionsAndTreesMayStartWithOne() throws {
        let folder = try TemporaryFolder()
        let rows = [Example(identifier: "r0", first: "x", target: .label(1))]
        for (name, text) in [
            ("p.tsv", "id\tprediction\nr0\t1\n"),
            ("p.jsonl", "{\"id\": \"r0\", \"prediction\": 1}\n"),
        ] {
            let file = try folder.write(mark + text, to: name)
            #expect(
                try TaskDefinition.named("cola").comparison(from: file, for: rows).predictions
                    == .classes([1], count: 2))
        }
        for name in ["train", "dev", "test"] {
            try folder.write(mark + "(3 (2 so) (2 good))\n(1 (2 bad))\n", to: "trees/\(name).txt")
        }
        let data = try TaskDefinition.named("sst-5").load(from: folder.url)
        #expect(data.train.map(\.first) == ["so good", "bad"])
    }
}
