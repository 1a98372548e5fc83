/// SplitMix64: the same throws for the same seed and input.
struct Dice {
    private var state: UInt64

    init(_ seed: UInt64, _ number: Int) {
        state = seed &* 0xD134_2543_DE82_EF95 &+ UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// 0 ..< bound; 0 for a bound of 0.
    mutating func below(_ bound: Int) -> Int {
        bound > 0 ? Int(next() % UInt64(bound)) : 0
    }

    mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

    /// A part of so many things, short ones more often than long ones.
    mutating func range(in count: Int) -> Range<Int> {
        let start = below(count)
        let length = min(count - start, 1 << below(12))
        return start..<start + below(length + 1)
    }
}
