import Foundation
import Isotropy
import Layers
import TestSupport
import Testing
import Torch

@Suite struct IntervalTests {
    private func measured(
        _ rows: [[Double]], _ names: [String], sentences: [Int]? = nil, blockSize: Int = 10_000
    ) throws -> (cloud: MeasuredCloud, results: [String: MeasureResult]) {
        let measures = try MeasureCatalogue.measures(names)
        var measurement = CloudMeasurement(
            dimensions: rows[0].count, measures: measures, intervals: true)
        if let sentences {
            try measurement.add(matrix(rows), sentences: sentences)
        } else {
            for start in stride(from: 0, to: rows.count, by: blockSize) {
                try measurement.add(
                    matrix(Array(rows[start..<min(start + blockSize, rows.count)])))
            }
        }
        let cloud = try measurement.measured()
        let results = try cloud.results(of: measures)
        return (cloud, Dictionary(uniqueKeysWithValues: results.map { ($0.measure, $0) }))
    }

    private func score(_ rows: [[Double]]) throws -> Double {
        try #require(try Moments(of: matrix(rows)).smallSampleIsoScore)
    }

    /// 61 rows in blocks of two: 30 of them and one of a single row, left out one after the other from the definition of
    /// Busing et al.
    @Test func theIntervalIsThatOfLeavingBlocksOut() throws {
        let rows = cloud(61, 4, seed: 3)
        let whole = try score(rows)
        var (pseudovalues, ratios) = ([Double](), [Double]())
        for start in stride(from: 0, to: 61, by: 2) {
            let end = min(start + 2, 61)
            let ratio = 61 / Double(end - start)
            let part = try score(Array(rows[..<start] + rows[end...]))
            pseudovalues.append(ratio * whole - (ratio - 1) * part)
            ratios.append(ratio)
        }
        let center = zip(pseudovalues, ratios).reduce(0) { $0 + $1.0 / $1.1 }
        let squares = zip(pseudovalues, ratios).reduce(0) {
            $0 + ($1.0 - center) * ($1.0 - center) / ($1.1 - 1)
        }
        let error = (squares / 31).squareRoot()
        // Student's t with 30 degrees, on the scale of log(s / (1 - s)).
        let half = 2.0422724563 * error / (whole * (1 - whole))
        let odds = log(whole / (1 - whole))
        let expected = [odds - half, odds + half].map { 1 / (1 + exp(-$0)) }
        let (_, results) = try measured(rows, ["isoscore"])
        guard case .bounds(let lower, let upper) = try #require(results["isoscore"]?.intervals[0])
        else {
            Issue.record("no interval")
            return
        }
        // The quantile is good to 1e-5 here.
        expectClose([lower, upper], expected, absolute: 1e-5)
        expectClose(results["isoscore"]?.debiased?.numbers, [whole], absolute: 1e-13)
    }

    /// However rows come: the same sentences make the same blocks, but for how many have come when blocks are made.
    @Test func blocksAreOfEqualSizeAndAtMost32() throws {
        for count in [50, 64, 65, 100, 1000, 4097] {
            for blockSize in [1, 37, 512, 5000] {
                let rows = cloud(count, 2, seed: 4)
                let (cloud, results) = try measured(rows, ["mean_cosine"], blockSize: blockSize)
                #expect(cloud.pointCount == count)
                let sizes = cloud.blockSizes
                #expect(sizes.reduce(0, +) == count && (16...32).contains(sizes.count))
                #expect(Set(sizes.dropLast()).count == 1)
                #expect(sizes.allSatisfy { $0 <= sizes[0] })
                let result = try #require(results["mean_cosine"])
                guard case .bounds = result.intervals[0] else {
                    Issue.record("no interval")
                    return
                }
            }
        }
    }

    /// Three equal tokens a sentence are no more than one: the interval is that of the sentences.
    @Test func equalTokensOfASentenceCountOnce() throws {
        let rows = cloud(100, 3, seed: 5)
        let tripled = rows.flatMap { [$0, $0, $0] }
        let names = ["isoscore", "effective_rank", "explained_variance"]
        let (_, plain) = try measured(rows, names)
        let (_, grouped) = try measured(
            tripled, names, sentences: Array(stride(from: 0, through: 300, by: 3)))
        for name in names {
            func width(_ results: [String: MeasureResult]) throws -> Double {
                guard case .bounds(let lower, let upper)? = results[name]?.intervals[0] else {
                    return .nan
                }
                return upper - lower
            }
            let widths = try [plain, grouped].map(width)
            #expect(abs(widths[1] / widths[0] - 1) < 0.1, "\(name)")
        }
    }

    @Test func whereThereIsNoIntervalTheReasonIsSaid() throws {
        let few = try measured(cloud(49, 3, seed: 6), ["isoscore", "deviations"]).results
        #expect(few["isoscore"]?.intervals == [.none(.tooFewSentences)])
        #expect(few["isoscore"]?.debiased != nil)
        #expect(few["deviations"]?.intervals.first == .none(.notSmooth))
        let wide = try measured(cloud(100, 60, seed: 6), ["effective_rank"]).results
        #expect(wide["effective_rank"]?.intervals == [.none(.farFromTarget)])
        #expect(wide["effective_rank"]?.debiased == nil)
        // Two directions of equal variance.
        let circle = (0..<200).map { place -> [Double] in
            let angle = Double(place) * 2.4
            return [cos(angle), sin(angle), 0.01 * sin(Double(place))]
        }
        let tied = try measured(circle, ["explained_variance"]).results
        #expect(tied["explained_variance"]?.intervals.first == .none(.tiedEigenvalues))
        let constant = try measured(Array(repeating: [1, 2], count: 60), ["isoscore"]).results
        #expect(constant["isoscore"]?.intervals == [.none(.undefined)])
        var measurement = CloudMeasurement(dimensions: 2, measures: [.isoScore])
        try measurement.add(matrix(cloud(60, 2, seed: 1)))
        let plain = try measurement.measured().results(of: [.isoScore])
        #expect(plain[0].intervals == [.none(.notMeasured)])
        var large = CloudMeasurement(dimensions: 1500, measures: [.isoScore], intervals: true)
        try large.add(Tensor.zeros([30, 1500]).adding(1))
        try large.add(Tensor.zeros([30, 1500]))
        let beyond = try large.measured().results(of: [.isoScore], isotropic: false)
        #expect(beyond[0].intervals == [.none(.beyondMemory)])
        #expect(NoInterval.allCases.allSatisfy { !$0.text.isEmpty })
    }

    /// Where the mean behind the points is 0 its part varies by the square of the error; the part around it always may,
    /// and a few lengths decide. Estimates without the bias of few points there are.
    @Test func partsOfTheMeanCosineNearZeroHaveNoInterval() throws {
        let names = ["mean_cosine_of_mean", "mean_cosine_around_mean"]
        var stream = RandomStream(seed: 8, name: "centred")
        func rows(_ dimensions: Int, mean: Double) -> [[Double]] {
            (0..<300).map { _ in (0..<dimensions).map { _ in mean + stream.nextNormal() } }
        }
        for (dimensions, mean, reason) in [
            (8, 0.0, NoInterval.nearZero), (8, 1.0, nil), (3, 1.0, nil), (2, 1.0, .inverseLengths),
            (1, 3.0, .inverseLengths),
        ] {
            let results = try measured(rows(dimensions, mean: mean), names).results
            let (ofMean, around) = (
                try #require(results[names[0]]), try #require(results[names[1]])
            )
            #expect(ofMean.intervals.map(\.reason) == [reason], "\(dimensions), \(mean)")
            #expect(around.intervals == [.none(.inverseLengths)])
            #expect(dimensions == 1 || (ofMean.debiased != nil && around.debiased != nil))
        }
    }

    @Test func sentencesThatDoNotFitTheRowsAreRefused() throws {
        var measurement = CloudMeasurement(dimensions: 2, measures: [.isoScore], intervals: true)
        for offsets in [[0, 1], [1, 2], [0, 2, 1, 2], [0, 0, 2], []] {
            #expect(throws: TorchError.self) {
                try measurement.add(matrix([[1, 2], [3, 4]]), sentences: offsets)
            }
        }
        #expect(measurement.pointCount == 0)
    }

    @Test func theErrorOfAlignmentIsThatOfAMean() throws {
        let (one, two) = (cloud(30, 3, seed: 1), cloud(30, 3, seed: 2))
        var sums = AlignmentSums(dimensions: 3)
        for place in 0..<30 { try sums.add(matrix([one[place]]), matrix([two[place]])) }
        try sums.add(matrix([[0, 0, 0]]), matrix([[1, 0, 0]]))
        func unit(_ row: [Double]) -> [Double] {
            let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return row.map { $0 / length }
        }
        let distances = zip(one, two).map { one, two in
            zip(unit(one), unit(two)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        }
        let mean = distances.reduce(0, +) / 30
        let variance = distances.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 29
        expectClose(sums.alignment.map { [$0] }, [mean], absolute: 1e-13)
        expectClose(
            sums.standardError.map { [$0] }, [(variance / 30).squareRoot()], absolute: 1e-13)
        #expect(sums.count == 30 && sums.zeroCount == 1)
    }
}
