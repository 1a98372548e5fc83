import Foundation
import Tasks
import TestSupport
import Testing

@Suite struct EncodingTests {
    @Test func linesThatAreNotUTF8AreToldWithByteAndLine() throws {
        let folder = try TemporaryFolder()
        let header = Array("index\tsentence1\tsentence2\tlabel\n".utf8)
        let latin: [UInt8] = [0x63, 0x61, 0x66, 0xE9]  // "café" in Latin-1
        let rest = Array("\tb\tentailment\n".utf8)
        let row = Array("0\t".utf8) + latin + rest
        let file = try folder.write(header + row + row, to: "train.tsv")
        try folder.write(header, to: "dev.tsv")
        let error = #expect(throws: DataError.self) {
            try TaskDefinition.named("rte").load(from: folder.url)
        }
        let first = header.count + 5
        #expect(
            error?.problems.first?.description
                == "\(file.path): line 2: not UTF-8: 0xE9 at byte \(first) of the file; save it as UTF-8 (and 1 more: line 3)"
        )
    }

    @Test func fileInUTF16IsRecognised() throws {
        let folder = try TemporaryFolder()
        let text = "index\tsentence1\tsentence2\tlabel\n0\ta\tb\tentailment\n"
        let wide: [UInt8] = [0xFF, 0xFE] + text.utf8.flatMap { [$0, 0] }
        try folder.write(wide, to: "train.tsv")
        try folder.write(text, to: "dev.tsv")
        let error = #expect(throws: DataError.self) {
            try TaskDefinition.named("rte").load(from: folder.url)
        }
        #expect(
            error?.description.contains(
                "train.tsv: is UTF-16; save it as UTF-8")
                == true)
    }
}
