import Torch

/// A random number for each row of a cloud by its place alone, from Philox: the rows with the least are a sample without
/// replacement, whatever blocks they come in.
struct RowNumbers: Sendable {
    private let key: RandomKey

    /// - Parameter site: tells samples from each other.
    init(site: UInt32) {
        key = RandomKey(seed: 0, step: 0, site: site)
    }

    subscript(row: Int) -> UInt64 {
        let words = key.block(UInt64(row))
        return UInt64(words.0) << 32 | UInt64(words.1)
    }
}
