/// The tokens of words met before, for one thread.
///
/// It holds at most `capacity` words of up to 24 bytes and 7 tokens: pairs of places of 64 bytes,
/// and a new word drives out the older one of its pair. Never grows.
final class WordCache {
    static let capacity = 1 << 16
    static let longestWord = 24
    static let mostPieces = 7

    /// A word of at most 24 bytes, told from all others by these numbers.
    struct Key {
        let first: UInt64
        let middle: UInt64
        let last: UInt64
        let length: UInt8

        /// `nil` for a word that is too long.
        @inline(__always)
        init?(_ word: UnsafeBufferPointer<UInt8>) {
            guard let base = UnsafeRawPointer(word.baseAddress), word.count <= longestWord else {
                return nil
            }
            let count = word.count
            length = UInt8(truncatingIfNeeded: count)
            if count >= 8 {
                first = base.loadUnaligned(as: UInt64.self)
                middle = count > 16 ? base.loadUnaligned(fromByteOffset: 8, as: UInt64.self) : 0
                last = base.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            } else if count >= 4 {
                let low = base.loadUnaligned(as: UInt32.self)
                let high = base.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
                first = UInt64(low) | UInt64(high) << 32
                (middle, last) = (0, 0)
            } else {
                guard count > 0 else { return nil }
                let ends = UInt64(word[0]) | UInt64(word[count - 1]) << 8
                first = ends | UInt64(word[count / 2]) << 16
                (middle, last) = (0, 0)
            }
        }

        @inline(__always)
        fileprivate var pair: Int {
            var hash = (first ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= (last &+ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
            hash ^= (middle &+ hash >> 31) &* 0x94D0_49BB_1331_11EB
            return Int(truncatingIfNeeded: hash >> 40) & (capacity / 2 - 1)
        }
    }

    /// A word that was found: where its tokens end, counted in bytes of the word, and their ids.
    struct Entry {
        let count: Int
        let ends: UnsafePointer<UInt8>
        let ids: UnsafePointer<Int32>
    }

    /// In each place: the three numbers of a word, its length (0 in an empty place), the count of
    /// its tokens, their ends, their ids.
    private static let stride = 64
    private static let lengthOffset = 24
    private static let countOffset = 25
    private static let endsOffset = 26
    private static let idsOffset = 36

    private let places: UnsafeMutableRawPointer

    init() {
        places = .allocate(byteCount: Self.capacity * Self.stride, alignment: Self.stride)
        places.initializeMemory(as: UInt64.self, repeating: 0, count: Self.capacity * 8)
    }

    deinit { places.deallocate() }

    @inline(__always)
    func entry(of key: Key) -> Entry? {
        let place = places + key.pair * 2 * Self.stride
        if Self.holds(place, key) { return Self.entry(place) }
        let older = place + Self.stride
        return Self.holds(older, key) ? Self.entry(older) : nil
    }

    /// Keeps the tokens of a word, unless there are too many of them or they leave gaps.
    func insert(_ key: Key, _ pieces: [Piece]) {
        guard pieces.count <= Self.mostPieces else { return }
        var end: Int32 = 0
        for piece in pieces {
            guard piece.start == end, piece.end >= end, piece.end <= Int32(key.length) else {
                return
            }
            end = piece.end
        }
        let place = places + key.pair * 2 * Self.stride
        (place + Self.stride).copyMemory(from: place, byteCount: Self.stride)
        place.storeBytes(of: key.first, as: UInt64.self)
        place.storeBytes(of: key.middle, toByteOffset: 8, as: UInt64.self)
        place.storeBytes(of: key.last, toByteOffset: 16, as: UInt64.self)
        place.storeBytes(of: key.length, toByteOffset: Self.lengthOffset, as: UInt8.self)
        place.storeBytes(
            of: UInt8(pieces.count), toByteOffset: Self.countOffset, as: UInt8.self)
        for (index, piece) in pieces.enumerated() {
            place.storeBytes(
                of: UInt8(piece.end), toByteOffset: Self.endsOffset + index, as: UInt8.self)
            place.storeBytes(
                of: piece.id, toByteOffset: Self.idsOffset + 4 * index, as: Int32.self)
        }
    }

    @inline(__always)
    private static func holds(_ place: UnsafeMutableRawPointer, _ key: Key) -> Bool {
        place.load(as: UInt64.self) == key.first
            && place.load(fromByteOffset: lengthOffset, as: UInt8.self) == key.length
            && place.load(fromByteOffset: 16, as: UInt64.self) == key.last
            && place.load(fromByteOffset: 8, as: UInt64.self) == key.middle
    }

    @inline(__always)
    private static func entry(_ place: UnsafeMutableRawPointer) -> Entry {
        Entry(
            count: Int(place.load(fromByteOffset: countOffset, as: UInt8.self)),
            ends: UnsafePointer((place + endsOffset).assumingMemoryBound(to: UInt8.self)),
            ids: UnsafePointer((place + idsOffset).assumingMemoryBound(to: Int32.self)))
    }
}
