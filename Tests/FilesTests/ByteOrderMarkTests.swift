import Files
import Testing

struct ByteOrderMarkTests {
    @Test(
        arguments: [
            ([], nil, 0), ([0xEF, 0xBB], nil, 0), ([0xEF, 0xBB, 0xBF], .utf8, 3),
            ([0xEF, 0xBB, 0xBF, 0x61], .utf8, 3), ([0xFF, 0xFE, 0x61, 0], .utf16, 0),
            ([0xFE, 0xFF], .utf16, 0), ([0xFF, 0xFE, 0, 0], .utf32, 0),
            ([0, 0, 0xFE, 0xFF, 0], .utf32, 0), ([0x61, 0xEF, 0xBB, 0xBF], nil, 0),
        ] as [([UInt8], ByteOrderMark?, Int)])
    func aMarkIsKnownByTheFirstBytes(_ bytes: [UInt8], _ mark: ByteOrderMark?, _ length: Int) {
        #expect(ByteOrderMark(bytes) == mark)
        #expect(ByteOrderMark.length(bytes) == length)
        #expect((ByteOrderMark.problem(bytes) == nil) == (mark == nil || mark == .utf8))
    }
}
