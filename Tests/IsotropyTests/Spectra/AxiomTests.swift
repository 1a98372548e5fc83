import Isotropy
import Layers
import TestSupport
import Testing
import Torch

/// The axioms of IsoScore (Rudman et al. 2022, Sec. 3) and what Zhou et al. (2021) claim of EV_k, over random clouds.
@Suite struct AxiomTests {
    private static let shapes = [(12, 2), (40, 3), (9, 17), (300, 8), (25, 40)]

    private struct Sample {
        let rows: [[Double]]
        var stream: RandomStream

        init(_ place: Int, seed: UInt64) {
            let (points, dimensions) = AxiomTests.shapes[place]
            rows = cloud(points, dimensions, seed: seed + 100 * UInt64(place))
            stream = RandomStream(seed: seed, name: "axioms", index: UInt32(place))
        }

        var dimensions: Int { rows[0].count }
    }

    private func score(_ rows: [[Double]]) throws -> Double {
        try #require(try Moments(of: matrix(rows)).isoScore)
    }

    private func curve(_ rows: [[Double]]) throws -> [Double] {
        try #require(try Moments(of: matrix(rows)).spectrum()?.explainedVarianceCurve())
    }

    /// Both ends of the first axes, as far from the middle on each.
    private func axes(_ used: Int, of dimensions: Int) -> [[Double]] {
        (0..<2 * used).map { place in
            var row = [Double](repeating: 0, count: dimensions)
            row[place / 2] = place.isMultiple(of: 2) ? 2 : -2
            return row
        }
    }

    /// Reflections along random axes: any orthogonal map is made of such.
    private func turned(_ rows: [[Double]], _ stream: inout RandomStream) -> [[Double]] {
        var result = rows
        for _ in 0..<3 {
            let axis = rows[0].map { _ in stream.nextNormal() }
            let length = axis.reduce(0) { $0 + $1 * $1 }
            result = result.map { row in
                let along = zip(axis, row).reduce(0) { $0 + $1.0 * $1.1 }
                return zip(axis, row).map { $1 - 2 * along / length * $0 }
            }
        }
        return result
    }

    @Test(arguments: shapes.indices, 1...5 as ClosedRange<UInt64>)
    func itDoesNotFollowTheMean(_ place: Int, _ seed: UInt64) throws {
        var sample = Sample(place, seed: seed)
        let shift = sample.rows[0].map { _ in 10 * sample.stream.nextNormal() }
        let moved = sample.rows.map { zip($0, shift).map(+) }
        expectClose([try score(moved)], [try score(sample.rows)], absolute: 1e-12)
        expectClose(try curve(moved), try curve(sample.rows), absolute: 1e-12)
    }

    @Test(arguments: shapes.indices, 1...5 as ClosedRange<UInt64>)
    func itDoesNotFollowTheScale(_ place: Int, _ seed: UInt64) throws {
        var sample = Sample(place, seed: seed)
        let factor = (sample.stream.nextNormal() * 20).rounded() + 0.37
        let scaled = sample.rows.map { $0.map { $0 * factor } }
        expectClose([try score(scaled)], [try score(sample.rows)], absolute: 1e-12)
        expectClose(try curve(scaled), try curve(sample.rows), absolute: 1e-12)
    }

    @Test(arguments: shapes.indices, 1...5 as ClosedRange<UInt64>)
    func itDoesNotFollowTheAxesOrTheOrder(_ place: Int, _ seed: UInt64) throws {
        var sample = Sample(place, seed: seed)
        let (expected, shares) = (try score(sample.rows), try curve(sample.rows))
        let order = Array(0..<sample.dimensions).shuffled(using: &sample.stream)
        let signs = order.map { _ in sample.stream.nextUniform() < 0.5 ? -1.0 : 1 }
        let permuted = sample.rows.map { row in zip(order, signs).map { row[$0] * $1 } }
        for rows in [
            permuted, sample.rows.shuffled(using: &sample.stream),
            turned(sample.rows, &sample.stream),
        ] {
            expectClose([try score(rows)], [expected], absolute: 1e-12)
            expectClose(try curve(rows), shares, absolute: 1e-12)
        }
    }

    @Test(arguments: shapes.indices, 1...5 as ClosedRange<UInt64>)
    func itLiesBetweenOneDirectionAndAll(_ place: Int, _ seed: UInt64) throws {
        var sample = Sample(place, seed: seed)
        let (points, dimensions) = (sample.rows.count, sample.dimensions)
        let value = try score(sample.rows)
        #expect(value > 0 && value < 1)
        // No more directions than the points less one.
        let most = Double(min(points - 1, dimensions) - 1) / Double(dimensions - 1)
        #expect(value <= most + 1e-12)
        // Along a line, wherever it runs.
        let (axis, start) = (
            sample.rows[0].map { _ in sample.stream.nextNormal() },
            sample.rows[0].map { _ in sample.stream.nextNormal() }
        )
        let line = (0..<points).map { _ in
            let t = sample.stream.nextNormal()
            return zip(axis, start).map { $0 * t + $1 }
        }
        expectClose([try score(line)], [0], absolute: 1e-12)
        // As far along every axis, and turned.
        let all = axes(dimensions, of: dimensions)
        expectClose([try score(turned(all, &sample.stream))], [1], absolute: 1e-12)
        #expect(try Moments(of: matrix([axis, axis, axis])).isoScore == nil)
    }

    /// With k of d dimensions in use, all alike, it is (k - 1) / (d - 1): the share of dimensions used.
    @Test(arguments: [2, 3, 10, 33]) func itCountsTheDimensionsInUse(_ dimensions: Int) throws {
        var stream = RandomStream(seed: 6, name: "used")
        let scores = try (1...dimensions).map { used in
            return try score(turned(axes(used, of: dimensions), &stream))
        }
        let expected = (0..<dimensions).map { Double($0) / Double(dimensions - 1) }
        expectClose(scores, expected, absolute: 1e-12)
    }

    /// Moving variance from a larger eigenvalue to a smaller one, and not past it, makes it rise.
    @Test(arguments: 1...20 as ClosedRange<UInt64>) func itRisesAsVarianceSpreads(_ seed: UInt64)
        throws
    {
        var stream = RandomStream(seed: seed, name: "spreading")
        var variances = (0..<6).map { _ in stream.nextUniform() + 0.01 }
        var last = try #require(Covariance(variances: variances).isoScore)
        for _ in 0..<12 {
            let order = variances.indices.sorted { variances[$0] > variances[$1] }
            let (high, low) = (order[Int(stream.next() % 3)], order[3 + Int(stream.next() % 3)])
            let step = (0.01 + 0.48 * stream.nextUniform()) * (variances[high] - variances[low])
            variances[high] -= step
            variances[low] += step
            let value = try #require(Covariance(variances: variances).isoScore)
            #expect(value > last || step < 1e-9, "\(variances)")
            last = value
        }
    }

    /// The form about 0 does follow the mean, against what the paper says of EV_k without saying which.
    @Test func onlyTheCentredSharesDoNotFollowTheMean() throws {
        let rows = cloud(50, 5, seed: 3)
        let moved = rows.map { $0.map { $0 + 30 } }
        let shares = try [rows, moved].map {
            try #require(try Moments(of: matrix($0)).spectrum(centred: false)?.explainedVariance(1))
        }
        #expect(shares[1] > 0.9 && shares[0] < 0.8)
    }
}
