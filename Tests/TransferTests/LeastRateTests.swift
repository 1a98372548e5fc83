import Testing
import Transfer

@Suite struct LeastRateTests {
    @Test func theLeastRateIsThatOfAWindow() {
        var rate = LeastRate(over: 30, from: 100)
        let steps: [(Int, Double, Bool)] = [
            (0, 100, false), (29_999, 129.9, false), (30_000, 129.9, false),
            // A new window from there.
            (30_000, 159.8, false), (59_999, 159.8, false), (59_999, 159.9, true),
        ]
        for (bytes, time, isMissed) in steps {
            #expect(rate.isMissed(bytes, at: time) == isMissed, "\(bytes) bytes at \(time)")
        }
    }
}
