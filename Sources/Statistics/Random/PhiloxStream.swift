/// Random numbers from Philox-4x32-10 (Salmon et al. 2011) in plain Swift, the same bits on every machine.
///
/// A stream is named by a seed and a purpose, and gives the numbers that a `RandomStream` of that name gives, which
/// needs libtorch.
public struct PhiloxStream: RandomNumberGenerator, Sendable {
    private let seed: UInt64
    private let step: UInt32
    private let site: UInt32
    private var counter: UInt64 = 0
    private var waiting: UInt64?

    /// - Parameters:
    ///   - name: what the numbers are for, such as `resampled rows`.
    ///   - index: tells streams of one purpose apart.
    public init(seed: UInt64, name: String, index: UInt32 = 0) {
        // FNV-1a with the top bit set, as there.
        let hash = name.utf8.reduce(0x811c_9dc5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        self.init(seed: seed, step: index, site: hash | 0x8000_0000)
    }

    package init(seed: UInt64, step: UInt32, site: UInt32) {
        (self.seed, self.step, self.site) = (seed, step, site)
    }

    package func block(_ counter: UInt64) -> SIMD4<UInt32> {
        var (c0, c1) = (UInt32(truncatingIfNeeded: counter), UInt32(counter >> 32))
        var (c2, c3) = (site, step)
        var (k0, k1) = (UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32))
        for _ in 0..<10 {
            let a = UInt64(c0) &* 0xd251_1f53
            let b = UInt64(c2) &* 0xcd9e_8d57
            (c0, c1, c2, c3) = (
                UInt32(b >> 32) ^ c1 ^ k0, UInt32(truncatingIfNeeded: b),
                UInt32(a >> 32) ^ c3 ^ k1, UInt32(truncatingIfNeeded: a)
            )
            k0 &+= 0x9e37_79b9
            k1 &+= 0xbb67_ae85
        }
        return SIMD4(c0, c1, c2, c3)
    }

    public mutating func next() -> UInt64 {
        if let ready = waiting {
            waiting = nil
            return ready
        }
        let words = block(counter)
        counter += 1
        waiting = UInt64(words.z) | UInt64(words.w) << 32
        return UInt64(words.x) | UInt64(words.y) << 32
    }

    /// Uniform in `0 ..< bound` (Lemire 2019, "Fast random integer generation in an interval").
    /// - Precondition: the bound is positive.
    public mutating func next(below bound: Int) -> Int {
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let least = (0 &- bound) % bound
            while product.low < least { product = next().multipliedFullWidth(by: bound) }
        }
        return Int(product.high)
    }
}
