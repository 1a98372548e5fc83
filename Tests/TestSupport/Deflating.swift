/// Packs bytes as a deflate stream (RFC 1951) of one block with fixed codes: matches of three bytes and more that lie up
/// to a window back, and literals.
package func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var writer = BitWriter()
    writer.add(1, 1)
    writer.add(1, 2)
    var places: [Int: Int] = [:]
    var index = 0
    func key(_ place: Int) -> Int? {
        place + 3 <= bytes.count ? bytes[place..<place + 3].reduce(0) { $0 << 8 | Int($1) } : nil
    }
    while index < bytes.count {
        let found = key(index)
        let match = found.flatMap { places[$0] }
        if let found { places[found] = index }
        guard let match, index - match <= 1 << 15 else {
            writer.addSymbol(Int(bytes[index]))
            index += 1
            continue
        }
        var length = 3
        while length < 258, index + length < bytes.count,
            bytes[match + length] == bytes[index + length]
        {
            length += 1
        }
        writer.addMatch(length: length, distance: index - match)
        for place in index + 1..<index + length {
            if let key = key(place) { places[key] = place }
        }
        index += length
    }
    writer.addSymbol(256)
    return writer.bytes
}

/// Bits into bytes, the lowest first.
private struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var free = 0

    mutating func add(_ value: Int, _ width: Int) {
        for bit in 0..<width {
            if free == 0 {
                bytes.append(0)
                free = 8
            }
            bytes[bytes.count - 1] |= UInt8((value >> bit) & 1) << UInt8(8 - free)
            free -= 1
        }
    }

    /// A word of a code, its first bit highest.
    private mutating func addWord(_ value: Int, _ width: Int) {
        for bit in (0..<width).reversed() { add(value >> bit & 1, 1) }
    }

    /// RFC 1951, 3.2.6.
    mutating func addSymbol(_ symbol: Int) {
        switch symbol {
        case ..<144: addWord(0x30 + symbol, 8)
        case ..<256: addWord(0x190 + symbol - 144, 9)
        case ..<280: addWord(symbol - 256, 7)
        default: addWord(0xC0 + symbol - 280, 8)
        }
    }

    /// RFC 1951, 3.2.5: each code has a base and so many more bits, which grow by one every fourth or second code.
    mutating func addMatch(length: Int, distance: Int) {
        if length == 258 {
            addSymbol(285)
        } else {
            let (code, width, rest) = Self.part(length - 3, step: 4)
            addSymbol(257 + code)
            add(rest, width)
        }
        let (code, width, rest) = Self.part(distance - 1, step: 2)
        addWord(code, 5)
        add(rest, width)
    }

    private static func part(_ value: Int, step: Int) -> (code: Int, width: Int, rest: Int) {
        var (code, base) = (0, 0)
        while true {
            let width = max(0, code / step - 1)
            if value < base + 1 << width { return (code, width, value - base) }
            base += 1 << width
            code += 1
        }
    }
}
