/// The rate below which a transfer is ended, as curl's `--speed-limit` and `--speed-time` have it: a
/// body that trickles holds nobody for ever.
package struct LeastRate {
    package static let bytesPerSecond = 1000.0

    /// Over how many seconds the rate is taken.
    package let seconds: Double
    private var start: Double
    private var bytesAtStart = 0

    package init(over seconds: Double, from time: Double) {
        self.seconds = seconds
        start = time
    }

    /// - Parameters:
    ///   - byteCount: all bytes so far.
    ///   - time: seconds on the clock that gave the first time.
    package mutating func isMissed(_ byteCount: Int, at time: Double) -> Bool {
        if Double(byteCount - bytesAtStart) >= Self.bytesPerSecond * seconds {
            start = time
            bytesAtStart = byteCount
            return false
        }
        return time - start >= seconds
    }
}
