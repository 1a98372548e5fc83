/// Decompresses a deflate stream (RFC 1951) that makes exactly so many bytes.
///
/// - Returns: `nil` for what is not such a stream, or makes more or fewer bytes; never more than
///   `byteCount` are made.
package func inflated(_ input: UnsafeRawBufferPointer, byteCount: Int) -> [UInt8]? {
    var isWhole = false
    let output = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
        var inflater = Inflater(
            BitReader(input), UnsafeMutableBufferPointer(rebasing: buffer[..<byteCount]))
        isWhole = inflater.run() == .ended
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
            isWhole = inflater.run() == .ended
            (isFull, consumed, count) = (inflater.isFull, inflater.consumed, inflater.count)
        }
        if isWhole { return (output, consumed) }
        guard isFull, room < limit else { return nil }
        room = min(limit, 4 * room)
    }
}

/// Decompresses a stream into a room, all of it or up to where the room is full.
struct Inflater {
    /// How far a match reaches back.
    static let window = 1 << 15
    /// What one symbol makes at most.
    static let longestMatch = 258

    enum Progress { case ended, paused, failed }

    /// What of a block is left.
    private enum Part {
        case head
        case stored(Int)
        case coded(PrefixCode, PrefixCode)
    }

    private var reader: BitReader
    private let output: UnsafeMutableBufferPointer<UInt8>
    /// Whether work ends where there may be no room for the next symbol, to go on later.
    private let pauses: Bool
    private var part = Part.head
    private var isInLastBlock = false
    /// The bytes that were made.
    private(set) var count = 0
    /// Whether the stream makes more bytes than there is room for.
    private(set) var isFull = false

    /// The bytes of the input that were taken.
    var consumed: Int { reader.consumed }

    /// - Parameter output: where it pauses, of more than a window and a longest match.
    init(
        _ reader: BitReader, _ output: UnsafeMutableBufferPointer<UInt8>, pauses: Bool = false
    ) {
        self.reader = reader
        self.output = output
        self.pauses = pauses
    }

    mutating func run() -> Progress {
        while true {
            let progress: Progress
            switch part {
            case .head:
                if isInLastBlock { return .ended }
                progress = readHead() ? .ended : .failed
            case .stored(let left): progress = copyStored(left)
            case .coded(let literals, let distances): progress = decode(literals, distances)
            }
            guard progress == .ended else { return progress }
        }
    }

    /// Gives the room back that lies before the window.
    mutating func keepWindow() {
        guard count > Self.window, let start = output.baseAddress else { return }
        let source = start + (count - Self.window)
        UnsafeMutableRawPointer(start).copyMemory(from: source, byteCount: Self.window)
        count = Self.window
    }

    private mutating func readHead() -> Bool {
        guard let isLast = reader.number(1), let kind = reader.number(2) else { return false }
        isInLastBlock = isLast == 1
        switch kind {
        case 0:
            reader.dropPartOfByte()
            guard let length = reader.number(16), let complement = reader.number(16),
                length ^ 0xFFFF == complement
            else { return false }
            part = .stored(length)
            return true
        case 1:
            guard let literals = PrefixCode.fixed.literals,
                let distances = PrefixCode.fixed.distances
            else { return false }
            part = .coded(literals, distances)
            return true
        case 2: return readOwnCodes()
        default: return false
        }
    }

    private mutating func copyStored(_ left: Int) -> Progress {
        guard pauses || hasRoom(for: left) else { return .failed }
        let size = min(left, output.count - count)
        guard reader.copy(to: UnsafeMutableBufferPointer(rebasing: output[count..<count + size]))
        else { return .failed }
        count += size
        part = size == left ? .head : .stored(left - size)
        return size == left ? .ended : .paused
    }

    private mutating func hasRoom(for length: Int) -> Bool {
        if length > output.count - count { isFull = true }
        return !isFull
    }

    private mutating func readOwnCodes() -> Bool {
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
        part = .coded(literalCode, distanceCode)
        return true
    }

    private mutating func decode(_ literals: PrefixCode, _ distances: PrefixCode) -> Progress {
        while true {
            if pauses, output.count - count < Self.longestMatch { return .paused }
            // 15 bits of a length and 5 more, 15 of a distance and 13 more: 48.
            reader.fill()
            guard let symbol = literals.symbol(&reader) else { return .failed }
            if symbol < 256 {
                guard hasRoom(for: 1) else { return .failed }
                output[count] = UInt8(truncatingIfNeeded: symbol)
                count += 1
                continue
            }
            if symbol == 256 {
                part = .head
                return .ended
            }
            guard symbol - 257 < lengthBases.count,
                let more = reader.number(lengthWidths[symbol - 257]),
                let far = distances.symbol(&reader), far < distanceBases.count,
                let farther = reader.number(distanceWidths[far])
            else { return .failed }
            let length = lengthBases[symbol - 257] + more
            let distance = distanceBases[far] + farther
            guard distance <= count, hasRoom(for: length) else { return .failed }
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
