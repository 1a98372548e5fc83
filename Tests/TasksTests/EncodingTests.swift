import Foundation
import Tasks
import TestSupport
import Testing

@Suite struct EncodingTests {
    @Test(
        arguments: [
            [0xC0, 0x80], [0x80], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xE2, 0x82], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80],
            [0xFF], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]])
    func malformedBytesAreFoundWhereTheyStart(_ malformed: [UInt8]) {
        let text = Array("aé漢😀".utf8)
        #expect(firstInvalidUTF8(text[...]) == nil)
        #expect(firstInvalidUTF8((text + malformed)[...]) == text.count)
        #expect(firstInvalidUTF8((text + malformed + text)[...]) == text.count)
    }

    @Test func verdictEqualsTheStandardLibrarys() {
        // Bytes at the borders of the ranges of Table 3-7, in all threes behind every lead.
        let borders: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
        var differences = 0
        for lead in UInt8.min...UInt8.max {
            for second in borders {
                for third in borders {
                    for fourth in borders {
                        let bytes = [lead, second, third, fourth]
                        let isValid = String(validating: bytes, as: UTF8.self) != nil
                        if (firstInvalidUTF8(bytes[...]) == nil) != isValid { differences += 1 }
                    }
                }
            }
        }
        #expect(differences == 0)
    }

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
                == "\(file.path):2: not UTF-8: 0xE9 at byte \(first) of the file (and 1 more: line 3)"
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
