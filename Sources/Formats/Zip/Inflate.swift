/// Decompresses a deflate stream (RFC 1951) that makes exactly so many bytes.
///
/// - Returns: `nil` for what is not such a stream, or makes more or fewer bytes; never more than
///   `byteCount` are made.
package func inflated(_ input: UnsafeRawBufferPointer, byteCount: Int) -> [UInt8]? {
    var isWhole = false
    let output = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
        var inflater = Inflater(
            BitReader(input), UnsafeMutableBufferPointer(rebasing: buffer[..<byteCount]))
        isWhole = inflater.run()
        count = inflater.count
    }
    return isWhole && output.count == byteCount ? output : nil
}

/// Decompresses the deflate stream at the start of the input, however many bytes it makes.
///
/// - Returns: the bytes, and how many of the input the stream takes; `nil` for what is not such a stream, or
///   makes more than `limit` bytes.
package func inflated(
    prefixOf input: UnsafeRawBufferPointer, limit: Int
) -> (bytes: [UInt8], consumed: Int)? {
    // Texts shrink to a fourth or so; where the room is too small, the work is done again with more.
    var room = min(limit, max(1 << 16, 6 * input.count))
    while true {
        var (isWhole, isFull, consumed) = (false, false, 0)
        let output = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            var inflater = Inflater(
                BitReader(input), UnsafeMutableBufferPointer(rebasing: buffer[..<room]))
            isWhole = inflater.run()
            (isFull, consumed, count) = (inflater.isFull, inflater.consumed, inflater.count)
        }
        if isWhole { return (output, consumed) }
        guard isFull, room < limit else { return nil }
        room = min(limit, 4 * room)
    }
}

private struct Inflater {
    private var reader: BitReader
    private let output: UnsafeMutableBufferPointer<UInt8>
    /// The bytes that were made.
    private(set) var count = 0
    /// Whether the stream makes more bytes than there is room for.
    private(set) var isFull = false

    /// The bytes of the input that were taken.
    var consumed: Int { reader.consumed }

    init(_ reader: BitReader, _ output: UnsafeMutableBufferPointer<UInt8>) {
        self.reader = reader
        self.output = output
    }

    mutating func run() -> Bool {
        while true {
            guard let isLast = reader.number(1), let kind = reader.number(2) else { return false }
            let isGood =
                switch kind {
                case 0: copyStored()
                case 1: decode(PrefixCode.fixed.literals, PrefixCode.fixed.distances)
                case 2: decodeWithOwnCodes()
                default: false
                }
            guard isGood else { return false }
            if isLast == 1 { return true }
        }
    }

    private mutating func copyStored() -> Bool {
        guard let head = reader.bytes(4) else { return false }
        let length = Int(head[0]) | Int(head[1]) << 8
        guard length ^ 0xFFFF == Int(head[2]) | Int(head[3]) << 8, hasRoom(for: length),
            let bytes = reader.bytes(length)
        else { return false }
        for byte in bytes {
            output[count] = byte
            count += 1
        }
        return true
    }

    private mutating func hasRoom(for length: Int) -> Bool {
        if length > output.count - count { isFull = true }
        return !isFull
    }

    private mutating func decodeWithOwnCodes() -> Bool {
        guard let literals = reader.number(5), let distances = reader.number(5),
            let own = reader.number(4)
        else { return false }
        guard literals <= 29, distances <= 29 else { return false }
        var ownLengths = [UInt8](repeating: 0, count: 19)
        for place in orderOfOwnLengths.prefix(own + 4) {
            guard let length = reader.number(3) else { return false }
            ownLengths[place] = UInt8(length)
        }
        guard let code = PrefixCode(lengths: ownLengths) else { return false }
        var lengths: [UInt8] = []
        let total = literals + 257 + distances + 1
        while lengths.count < total {
            reader.fill()
            guard let symbol = code.symbol(&reader) else { return false }
            let (value, width, least): (UInt8?, Int, Int) =
                switch symbol {
                case 16: (lengths.last, 2, 3)
                case 17: (0, 3, 3)
                case 18: (0, 7, 11)
                default: (UInt8(symbol), 0, 1)
                }
            guard let value, let more = reader.number(width) else { return false }
            lengths += repeatElement(value, count: least + more)
        }
        // Without a word for the end the block has none.
        guard lengths.count == total, lengths[256] > 0,
            let literalCode = PrefixCode(lengths: lengths[..<(literals + 257)]),
            let distanceCode = PrefixCode(lengths: lengths[(literals + 257)...])
        else { return false }
        return decode(literalCode, distanceCode)
    }

    private mutating func decode(_ literals: PrefixCode?, _ distances: PrefixCode?) -> Bool {
        guard let literals, let distances else { return false }
        while true {
            // 15 bits of a length and 5 more, 15 of a distance and 13 more: 48.
            reader.fill()
            guard let symbol = literals.symbol(&reader) else { return false }
            if symbol < 256 {
                guard hasRoom(for: 1) else { return false }
                output[count] = UInt8(truncatingIfNeeded: symbol)
                count += 1
                continue
            }
            if symbol == 256 { return true }
            guard symbol - 257 < lengthBases.count,
                let more = reader.number(lengthWidths[symbol - 257]),
                let far = distances.symbol(&reader), far < distanceBases.count,
                let farther = reader.number(distanceWidths[far])
            else { return false }
            let length = lengthBases[symbol - 257] + more
            let distance = distanceBases[far] + farther
            guard distance <= count, hasRoom(for: length) else { return false }
            // What is copied may be what this copy makes.
            for _ in 0..<length {
                output[count] = output[count - distance]
                count += 1
            }
        }
    }
}

private let orderOfOwnLengths = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
]
private let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195,
    227, 258,
]
private let lengthWidths = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]
private let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073,
    4097, 6145, 8193, 12289, 16385, 24577,
]
private let distanceWidths = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
]
