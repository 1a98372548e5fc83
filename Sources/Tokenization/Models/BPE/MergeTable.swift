/// Which two neighbouring tokens become which, and how early.
struct MergeTable: Sendable {
    struct Merge: Sendable {
        /// Merges of lower rank come first.
        var rank: Int32
        var id: Int32
    }

    private static let empty = UInt64.max

    private var keys: [UInt64]
    private var merges: [Merge]
    private let mask: Int

    /// - Parameter capacity: the most merges that will be inserted.
    init(capacity: Int) {
        var places = 16
        while places < 2 * capacity { places *= 2 }
        keys = Array(repeating: Self.empty, count: places)
        merges = Array(repeating: Merge(rank: 0, id: 0), count: places)
        mask = places - 1
    }

    /// Of a pair that is given twice the later merge counts.
    mutating func insert(_ left: Int32, _ right: Int32, _ merge: Merge) {
        let key = Self.key(left, right)
        var place = self.place(key)
        while keys[place] != key, keys[place] != Self.empty { place = (place + 1) & mask }
        keys[place] = key
        merges[place] = merge
    }

    @inline(__always)
    func merge(_ left: Int32, _ right: Int32) -> Merge? {
        let key = Self.key(left, right)
        var place = self.place(key)
        while keys[place] != key {
            if keys[place] == Self.empty { return nil }
            place = (place + 1) & mask
        }
        return merges[place]
    }

    @inline(__always)
    private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }

    @inline(__always)
    private func place(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    }
}
