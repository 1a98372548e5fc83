/// A canonical prefix code (RFC 1951, 3.2.2), as a table of all its longest words.
struct PrefixCode {
    /// By the next `width` bits: the symbol, and in the lowest four bits its word's length; 0 where no
    /// word begins so.
    private let table: [UInt16]
    private let width: Int

    /// - Parameter lengths: of each symbol's word, 0 ... 15; 0 for a symbol that does not occur.
    /// - Returns: `nil` where there are more words than bits can tell apart.
    init?(lengths: some Collection<UInt8>) {
        var counts = [Int](repeating: 0, count: 16)
        for length in lengths { counts[Int(length)] += 1 }
        counts[0] = 0
        width = max(1, counts.lastIndex { $0 > 0 } ?? 1)
        var next = [Int](repeating: 0, count: 16)
        var word = 0
        for length in 1...15 {
            word = (word + counts[length - 1]) << 1
            next[length] = word
            if word + counts[length] > 1 << length { return nil }
        }
        var table = [UInt16](repeating: 0, count: 1 << width)
        for (symbol, length) in lengths.enumerated() where length > 0 {
            let word = next[Int(length)]
            next[Int(length)] += 1
            // Words come with their first bit lowest.
            let reversed = (0..<Int(length)).reduce(0) { $0 << 1 | (word >> $1) & 1 }
            let entry = UInt16(symbol) << 4 | UInt16(length)
            for index in stride(from: reversed, to: table.count, by: 1 << Int(length)) {
                table[index] = entry
            }
        }
        self.table = table
    }

    /// The next symbol; `nil` for bits that are no word, and past the end. Needs 15 bits ready.
    @inline(__always)
    func symbol(_ reader: inout BitReader) -> Int? {
        let entry = table[reader.peek(width)]
        guard entry != 0, reader.take(Int(entry & 15)) else { return nil }
        return Int(entry >> 4)
    }

    /// The codes of blocks without codes of their own.
    static let fixed = (
        literals: PrefixCode(
            lengths: (0..<288).map { symbol -> UInt8 in
                switch symbol {
                case 0..<144: 8
                case 144..<256: 9
                case 256..<280: 7
                default: 8
                }
            }),
        distances: PrefixCode(lengths: [UInt8](repeating: 5, count: 30))
    )
}
