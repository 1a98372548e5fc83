import Isotropy
import TestSupport
import Testing
import Torch

/// Intervals of clouds whose sums by blocks are too large to be kept, from points that are read twice.
@Suite struct LeaveOutPassTests {
    private static let names = [
        "isoscore", "participation_ratio", "explained_variance", "effective_rank", "stable_rank",
        "mean_cosine", "mean_cosine_of_mean", "mean_cosine_around_mean", "length_of_mean",
        "implied_groups", "mean_squared_correlation", "deviation_spectrum",
        "between_class_share", "linear_cka_unbiased",
    ]

    /// Room for the covariances of 16 blocks of four dimensions, as there is for 1,448 by default.
    private static let sixteenBlocks = 8 * 4 * 4 * 16

    private func measured(
        _ rows: [[Double]], sentences: [Int]? = nil, memory: Int, chunks: [Int], unit: Double = 1
    ) throws -> (cloud: MeasuredCloud, results: [MeasureResult]) {
        let measures = try MeasureCatalogue.measures(Self.names)
        let second = cloud(rows.count, 3, seed: 92)
        var measurement = CloudMeasurement(
            dimensions: 4, measures: measures, intervals: true, classCount: 3,
            secondDimensions: 3, blockMemory: memory)
        let offsets = sentences ?? Array(0...rows.count)
        func forEachChunk(
            of size: Int, _ body: (Tensor, [Int], [Int], Tensor) throws -> Void
        ) throws {
            for first in stride(from: 0, to: offsets.count - 1, by: size) {
                let ends = offsets[first...min(first + size, offsets.count - 1)]
                let range = offsets[first]..<(ends.last ?? 0)
                try body(
                    matrix(rows[range].map { $0.map { $0 * unit } }),
                    ends.map { $0 - offsets[first] }, range.map { $0 % 7 % 3 },
                    matrix(Array(second[range])))
            }
        }
        try forEachChunk(of: chunks[0]) { rows, sentences, labels, second in
            try measurement.add(rows, sentences: sentences, labels: labels, second: second)
        }
        let cloud = try measurement.measured()
        if chunks.count > 1, var pass = try cloud.secondPass(for: measures) {
            try forEachChunk(of: chunks[1]) { rows, sentences, labels, second in
                try pass.add(rows, sentences: sentences, labels: labels, second: second)
            }
            try cloud.take(pass)
        }
        return (cloud, try cloud.results(of: measures, isotropic: false))
    }

    private func expectSame(_ found: [MeasureResult], _ expected: [MeasureResult]) {
        for (one, other) in zip(found, expected) {
            #expect(one.intervals.map(\.reason) == other.intervals.map(\.reason), "\(one.measure)")
            let (ends, wanted) = [one, other].map { result in
                result.intervals.compactMap(\.ends).flatMap { [$0.lower, $0.upper] }
            }.split
            expectClose(ends, wanted, relative: 1e-11, one.measure)
            expectClose(
                one.debiased?.numbers ?? [], other.debiased?.numbers ?? [], relative: 1e-11,
                one.measure)
        }
    }

    /// Sums of blocks that were kept and of those that were made again differ in their rounding.
    @Test(arguments: [50, 131, 400], [[400, 400], [1, 37], [64, 1]])
    func intervalsAreThoseOfBlocksThatWereKept(_ count: Int, _ chunks: [Int]) throws {
        let rows = cloud(count, 4, seed: 91)
        let kept = try measured(rows, memory: Self.sixteenBlocks, chunks: [chunks[0]])
        let made = try measured(rows, memory: 0, chunks: chunks)
        #expect(kept.results.contains { !$0.intervals.compactMap(\.ends).isEmpty })
        expectSame(made.results, kept.results)
    }

    @Test(arguments: [1, 1e-40, 1e60]) func sentencesStayTogether(_ unit: Double) throws {
        // Of one to four rows, which are alike.
        let (rows, offsets) = sentences
        // The second cloud has no other scale.
        let kept = try measured(
            rows, sentences: offsets, memory: Self.sixteenBlocks, chunks: [60], unit: unit)
        let made = try measured(
            rows, sentences: offsets, memory: 0, chunks: [60, 11], unit: unit)
        expectSame(made.results, kept.results)
    }

    private var sentences: (rows: [[Double]], offsets: [Int]) {
        var (rows, offsets) = ([[Double]](), [0])
        for (place, row) in cloud(150, 4, seed: 93).enumerated() {
            let count = 1 + place % 4
            rows += (0..<count).map { copy in row.map { $0 + 0.1 * Double(copy) } }
            offsets.append(rows.count)
        }
        return (rows, offsets)
    }

    @Test func withoutASecondPassTheReasonIsSaid() throws {
        let rows = cloud(60, 4, seed: 94)
        let once = try measured(rows, memory: 0, chunks: [60]).results
        #expect(once[0].intervals == [.none(.beyondMemory)] && once[0].debiased != nil)
        let few = try measured(Array(rows.prefix(49)), memory: 0, chunks: [60, 60]).results
        #expect(few[0].intervals == [.none(.tooFewSentences)])
        // What was not asked for in the second pass has no interval either.
        let (cloud, _) = try measured(rows, memory: 0, chunks: [60])
        var pass = try #require(try cloud.secondPass(for: [.isoScore]))
        try pass.add(
            matrix(rows), labels: rows.map { _ in 0 }, second: matrix(rows.map { Array($0[..<3]) }))
        try cloud.take(pass)
        let results = try cloud.results(of: [.isoScore, .meanCosine], isotropic: false)
        #expect(results[0].intervals.first?.ends != nil)
        #expect(results[1].intervals == [.none(.beyondMemory)])
    }

    @Test func otherPointsThanBeforeAreRefused() throws {
        let (cloud, _) = try measured(cloud(60, 4, seed: 95), memory: 0, chunks: [60])
        var pass = try #require(try cloud.secondPass(for: [.meanCosine]))
        try pass.add(matrix([[1, 2, 3, 4]]), labels: [0], second: matrix([[1, 2, 3]]))
        let error = #expect(throws: TorchError.self) { try cloud.take(pass) }
        #expect(error?.message == "1 points came a second time, of 60")
        #expect(try cloud.secondPass(for: [.isoScore]) != nil)
        #expect(try cloud.secondPass(for: [.zeroVectors]) == nil)
    }
}

extension Array {
    fileprivate var split: (Element, Element) { (self[0], self[1]) }
}
