import Formats
import Testing

@Suite struct InvalidUTF8Tests {
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
}
