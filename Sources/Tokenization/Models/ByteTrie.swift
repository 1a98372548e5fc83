/// The byte strings of a vocabulary, for the longest one that a text starts with.
///
/// The edges lie in one open-addressed table keyed by node and byte.
struct ByteTrie: Sendable {
    private struct Edge {
        /// Node times 256 plus byte, plus 1; 0 is an empty place.
        var key: UInt32 = 0
        var child: UInt32 = 0
    }

    static let root = 0

    private var edges: [Edge]
    /// The number that ends at each node, or -1.
    private(set) var values: [Int32] = [-1]

    /// - Parameter capacity: about the count of nodes that will be inserted; it grows by itself.
    init(capacity: Int = 16) {
        var places = 32
        while places < 2 * capacity { places *= 2 }
        edges = Array(repeating: Edge(), count: places)
    }

    @inline(__always)
    private static func key(_ node: Int, _ byte: UInt8) -> UInt32 {
        (UInt32(truncatingIfNeeded: node) << 8 | UInt32(byte)) &+ 1
    }

    @inline(__always)
    private static func place(_ key: UInt32, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    }

    /// The node after one more byte, or `nil` when nothing continues so.
    @inline(__always)
    func child(of node: Int, _ byte: UInt8) -> Int? {
        let mask = edges.count - 1
        let key = Self.key(node, byte)
        var place = Self.place(key, mask)
        while edges[place].key != key {
            if edges[place].key == 0 { return nil }
            place = (place + 1) & mask
        }
        return Int(edges[place].child)
    }

    /// The node after a byte string, or `nil` when nothing starts with it.
    func node(after bytes: some Sequence<UInt8>) -> Int? {
        var node = Self.root
        for byte in bytes {
            guard let next = child(of: node, byte) else { return nil }
            node = next
        }
        return node
    }

    /// The value of a whole byte string.
    func value(of bytes: some Sequence<UInt8>) -> Int32? {
        guard let node = node(after: bytes), values[node] >= 0 else { return nil }
        return values[node]
    }

    /// The longest entry that continues from a node along `bytes[start..<end]`.
    @inline(__always)
    func longestMatch(
        from node: Int = root, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) -> (end: Int, value: Int32)? {
        var node = node
        var position = start
        var found: (end: Int, value: Int32)?
        while position < end, let next = child(of: node, bytes[position]) {
            node = next
            position += 1
            if values[node] >= 0 { found = (position, values[node]) }
        }
        return found
    }

    /// Nodes are numbered in 24 bits.
    private static let mostNodes = 1 << 24

    /// Whether an entry of so many bytes can be added.
    func hasRoom(for byteCount: Int) -> Bool {
        byteCount < Self.mostNodes - values.count
    }

    /// Adds an entry, or returns the value that it already has.
    mutating func insert(_ bytes: some Sequence<UInt8>, value: Int32) -> Int32? {
        var node = Self.root
        for byte in bytes {
            if let next = child(of: node, byte) {
                node = next
            } else {
                precondition(values.count < Self.mostNodes, "a trie holds at most 2^24 nodes")
                if 2 * (values.count + 1) > edges.count { grow() }
                let edge = Edge(key: Self.key(node, byte), child: UInt32(values.count))
                place(edge)
                node = values.count
                values.append(-1)
            }
        }
        if values[node] >= 0 { return values[node] }
        values[node] = value
        return nil
    }

    private mutating func place(_ edge: Edge) {
        let mask = edges.count - 1
        var place = Self.place(edge.key, mask)
        while edges[place].key != 0 { place = (place + 1) & mask }
        edges[place] = edge
    }

    private mutating func grow() {
        let old = edges
        edges = Array(repeating: Edge(), count: 2 * old.count)
        for edge in old where edge.key != 0 { place(edge) }
    }
}
