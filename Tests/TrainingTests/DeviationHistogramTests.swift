import Foundation
import Testing
import Training

/// Buckets are equally wide on a logarithmic axis, and hold every dimension that varies.
struct DeviationHistogramTests {
    @Test func bucketsAreEquallyWideOnALogarithmicAxis() {
        // From 1 to 2^30, each power of two begins a bucket; the last holds its end too.
        let powers = (0...30).map { pow(2, Double($0) + ($0 < 30 ? 0.5 : 0)) } + [1]
        let histogram = DeviationHistogram(powers)
        #expect(histogram.smallest == 1 && histogram.largest == 0x1p30)
        #expect(histogram.counts == [2] + Array(repeating: 1, count: 28) + [2])
        #expect(histogram.constant == 0)
    }

    @Test func dimensionsThatDoNotVaryAreCountedApart() {
        let histogram = DeviationHistogram([0, 2, 0, 0, 4])
        #expect(histogram.constant == 3)
        #expect(histogram.smallest == 2 && histogram.largest == 4)
        #expect(histogram.counts == [1] + Array(repeating: 0, count: 28) + [1])
    }

    @Test func equalDeviationsHaveOneBucket() {
        let histogram = DeviationHistogram([3, 3, 3])
        #expect(histogram.smallest == 3 && histogram.largest == 3)
        #expect(histogram.counts == [3])
    }

    @Test(arguments: [[], [0, 0]]) func withoutOneThatVariesThereIsNoBucket(_ deviations: [Double])
    {
        let histogram = DeviationHistogram(deviations)
        #expect(histogram.smallest == nil && histogram.largest == nil && histogram.counts.isEmpty)
        #expect(histogram.constant == deviations.count)
    }

    @Test func deviationsOfAnySizeAreHeld() {
        let histogram = DeviationHistogram([.leastNonzeroMagnitude, 1, .greatestFiniteMagnitude])
        #expect(histogram.counts.reduce(0, +) == 3)
    }
}
