import Foundation
import Torch

/// A stream of random numbers from Philox, named by a seed and a purpose.
///
/// Two streams of other names are independent, and no number depends on what other streams gave.
public struct RandomStream: RandomNumberGenerator, Sendable {
    private let key: RandomKey
    private var counter: UInt64 = 0
    private var waiting: UInt64?
    private var waitingNormal: Double?

    /// - Parameters:
    ///   - name: what the numbers are for, such as a parameter's name or `shuffle`.
    ///   - index: tells streams of one purpose apart, such as the epoch.
    public init(seed: UInt64, name: String, index: UInt32 = 0) {
        // FNV-1a, with the top bit set: dropout counts its sites up from 0 and never gets there.
        let hash = name.utf8.reduce(0x811c_9dc5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        key = RandomKey(seed: seed, step: index, site: hash | 0x8000_0000)
    }

    public mutating func next() -> UInt64 {
        if let ready = waiting {
            waiting = nil
            return ready
        }
        let words = key.block(counter)
        counter += 1
        waiting = UInt64(words.2) | UInt64(words.3) << 32
        return UInt64(words.0) | UInt64(words.1) << 32
    }

    /// Uniform in (0, 1).
    public mutating func nextUniform() -> Double {
        (Double(next() >> 11) + 0.5) * 0x1p-53
    }

    /// Standard normal (Box and Muller 1958).
    public mutating func nextNormal() -> Double {
        if let ready = waitingNormal {
            waitingNormal = nil
            return ready
        }
        let radius = (-2 * Foundation.log(nextUniform())).squareRoot()
        let angle = 2 * Double.pi * nextUniform()
        waitingNormal = radius * Foundation.sin(angle)
        return radius * Foundation.cos(angle)
    }
}
