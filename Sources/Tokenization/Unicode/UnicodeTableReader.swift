/// Reads the rows of base 36 numbers in `UnicodeTables`.
///
/// Every row walks up the scalars: its first number is the gap after the last scalar named before.
/// A number that may be negative is stored as 2n, or as -2n - 1 when negative.
struct UnicodeTableReader {
    private var bytes: Substring.UTF8View.SubSequence

    init(_ table: String) {
        bytes = Substring(table).utf8[...]
    }

    mutating func next() -> UInt32? {
        while bytes.first == UInt8(ascii: " ") { bytes.removeFirst() }
        var value: UInt32?
        while let byte = bytes.first, byte != UInt8(ascii: " ") {
            let digit = byte < UInt8(ascii: "a") ? byte - UInt8(ascii: "0") : byte - 87
            value = (value ?? 0) * 36 + UInt32(digit)
            bytes.removeFirst()
        }
        return value
    }

    private mutating func nextDifference() -> Int {
        let value = Int(next() ?? 0)
        return value % 2 == 0 ? value / 2 : -(value + 1) / 2
    }

    /// Rows of gap and count.
    static func ranges(_ table: String) -> [Range<UInt32>] {
        var reader = UnicodeTableReader(table)
        var ranges: [Range<UInt32>] = []
        var end: UInt32 = 0
        while let gap = reader.next(), let count = reader.next() {
            ranges.append(end + gap..<end + gap + count)
            end += gap + count
        }
        return ranges
    }

    /// Rows of gap, count and a value for all of them.
    static func valuedRanges(_ table: String) -> [(scalars: Range<UInt32>, value: UInt32)] {
        var reader = UnicodeTableReader(table)
        var ranges: [(scalars: Range<UInt32>, value: UInt32)] = []
        var end: UInt32 = 0
        while let gap = reader.next(), let count = reader.next(), let value = reader.next() {
            ranges.append((end + gap..<end + gap + count, value))
            end += gap + count
        }
        return ranges
    }

    /// Rows of gap, count, stride and the difference that leads to the one scalar mapped to.
    static func mappings(_ table: String) -> [UInt32: [UInt32]] {
        var reader = UnicodeTableReader(table)
        var mappings: [UInt32: [UInt32]] = [:]
        var end: UInt32 = 0
        while let gap = reader.next(), let count = reader.next(), let stride = reader.next() {
            let difference = reader.nextDifference()
            for index in 0..<count {
                let scalar = end + gap + index * stride
                mappings[scalar] = [UInt32(Int(scalar) + difference)]
            }
            end += gap + (count - 1) * stride + 1
        }
        return mappings
    }

    /// Rows of gap, count of results, the first as a difference, and the others. The gap of this
    /// table counts from the last scalar itself.
    static func sequences(_ table: String) -> [UInt32: [UInt32]] {
        var reader = UnicodeTableReader(table)
        var sequences: [UInt32: [UInt32]] = [:]
        var scalar: UInt32 = 0
        while let gap = reader.next(), let count = reader.next() {
            scalar += gap
            var results = [UInt32(Int(scalar) + reader.nextDifference())]
            for _ in 1..<count {
                if let result = reader.next() { results.append(result) }
            }
            sequences[scalar] = results
        }
        return sequences
    }
}
