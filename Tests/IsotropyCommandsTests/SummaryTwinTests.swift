import Figures
import Metrics
import Testing

/// Figures knows no Metrics, so each has its own summary over seeds.
struct SummaryTwinTests {
    /// Values on both sides of zero, some equal and some missing, of one to nine seeds.
    static let cases: [[Double?]] = (0..<200).map { number in
        (0...(number % 9)).map { seed in
            let noise = (number * 7919 + seed * 104_729) % 23
            return noise % 4 == 0 ? nil : Double(noise - 11) / 7
        }
    }

    @Test(arguments: [true, false])
    func bothSayTheSame(_ larger: Bool) throws {
        for values in Self.cases {
            let summary = try #require(Summary(values, collapsed: 1, largerIsBetter: larger))
            let twin = SeedSummary(values, collapsed: 1, higherIsBetter: larger)
            #expect(summary.count == twin.seeds.total && summary.collapsed == twin.seeds.collapsed)
            #expect(summary.defined == twin.seeds.defined)
            #expect(summary.median == twin.median && summary.mean == twin.mean)
            #expect(summary.standardDeviation == twin.standardDeviation)
        }
    }
}
