/// The merges that a word allows, lowest rank first and leftmost first among equals.
struct MergeQueue {
    struct Entry {
        /// Rank above, place of the left symbol below.
        fileprivate let order: UInt64
        let id: Int32

        init(_ merge: MergeTable.Merge, at place: Int) {
            order = UInt64(UInt32(bitPattern: merge.rank)) << 32 | UInt64(place)
            id = merge.id
        }

        var place: Int { Int(order & 0xFFFF_FFFF) }
    }

    /// A binary heap.
    private var entries: [Entry] = []

    mutating func removeAll() { entries.removeAllKeepingRoom() }

    mutating func insert(_ entry: Entry) {
        var place = entries.count
        entries.append(entry)
        while place > 0 {
            let parent = (place - 1) / 2
            guard entry.order < entries[parent].order else { break }
            entries[place] = entries[parent]
            place = parent
        }
        entries[place] = entry
    }

    mutating func popFirst() -> Entry? {
        guard let first = entries.first, let moved = entries.popLast() else { return nil }
        if entries.isEmpty { return first }
        var place = 0
        while true {
            var child = 2 * place + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1].order < entries[child].order {
                child += 1
            }
            guard entries[child].order < moved.order else { break }
            entries[place] = entries[child]
            place = child
        }
        entries[place] = moved
        return first
    }
}
