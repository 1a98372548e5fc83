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

/// Zeroes each element with `probability` (rounded to a multiple of 1/65536) and scales the others
/// so that the mean stays. The mask follows from the key and the element's index, so it is not kept.
public func dropout(
    _ x: Tensor, probability: Double, key: RandomKey
) throws(TorchError) -> Tensor {
    let dropped = try withoutGradients { () throws(TorchError) in
        try Tensor.make("dropout") { ct_dropout(x.handle, probability, key.code, $0) }
    }
    return try withGradient(of: dropped, inputs: [x]) { gradient throws(TorchError) in
        [try .make("dropout") { ct_dropout(gradient.handle, probability, key.code, $0) }]
    }
}
