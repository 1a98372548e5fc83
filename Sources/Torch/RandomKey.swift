import CTorch

/// Names a stream of random numbers: the same key gives the same numbers on any thread count.
public struct RandomKey: Sendable, Hashable {
    public var seed: UInt64
    public var step: UInt32
    public var site: UInt32

    public init(seed: UInt64, step: UInt32, site: UInt32) {
        self.seed = seed
        self.step = step
        self.site = site
    }

    var code: ct_random_key { ct_random_key(seed: seed, step: step, site: site) }

    /// One block of Philox-4x32-10 (Salmon et al. 2011): four equally distributed words.
    public func block(_ counter: UInt64) -> (UInt32, UInt32, UInt32, UInt32) {
        var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { bytes in
            ct_random_block(code, counter, bytes.assumingMemoryBound(to: UInt32.self).baseAddress)
        }
        return words
    }
}
