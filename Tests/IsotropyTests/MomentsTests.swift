import Foundation
import Isotropy
import TestSupport
import Testing
import Torch

@Suite struct MomentsTests {
    @Test(arguments: [DType.float64, .float32])
    func meanAndCovarianceMatchNumPy(_ dtype: DType) throws {
        for fixture in try Fixtures.load("measures", as: [Fixtures.Measures].self) {
            let moments = try Moments(of: matrix(fixture.points, dtype))
            #expect(moments.count == fixture.points.count)
            expectClose(moments.mean, fixture.mean, absolute: 1e-13)
            let covariance = try #require(moments.covariance())
            expectClose(covariance.elements, fixture.covariance, absolute: 1e-12)
            let correlation = try #require(moments.correlation)
            expectClose(correlation.elements, fixture.correlation, absolute: 1e-13)
            let spread = try #require(moments.deviationSpread)
            let deviations = [spread.smallest, spread.median, spread.largest]
            expectClose(deviations, fixture.deviations, absolute: 1e-13)
        }
    }

    @Test func biasedCovarianceDividesByTheCount() throws {
        let moments = try Moments(of: GoldenCloud.tensor())
        let biased = try #require(moments.covariance(biased: true)).elements
        let unbiased = try #require(moments.covariance()).elements
        expectClose(biased, unbiased.map { $0 * 4 / 5 }, absolute: 1e-14)
    }

    @Test func mergedPartsEqualTheWholeInAnyOrder() throws {
        let points = cloud(200, 5, seed: 1).map { $0.map { $0 + 1000 } }
        let whole = try Moments(of: matrix(points))
        let parts = try [0..<1, 1..<90, 90..<90, 90..<200].map { range in
            var part = Moments(dimensions: 5)
            if !range.isEmpty { try part.add(matrix(Array(points[range]))) }
            return part
        }
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]] {
            var merged = Moments(dimensions: 5)
            for index in order { merged.merge(parts[index]) }
            #expect(merged.count == 200)
            expectClose(merged.mean, whole.mean, absolute: 1e-12)
            expectClose(merged.products, whole.products, absolute: 1e-8)  // of about 1e4
        }
    }

    @Test func manyBlocksEqualOne() throws {
        // 3,000,000 elements are two blocks; each half alone is one.
        let half = try Tensor.of(
            cloud(1, 1_500_000, seed: 2)[0].map { (sin($0) * 10).rounded() }, shape: [500_000, 3])
        var whole = Moments(dimensions: 3)
        try whole.add(try Tensor.concatenated([half, half]))
        var twice = Moments(dimensions: 3)
        try twice.add(half)
        try twice.add(half)
        #expect(whole.count == twice.count)
        expectClose(whole.mean, twice.mean, absolute: 1e-11)
        let scale = try #require(whole.products.max())
        expectClose(whole.products, twice.products, absolute: 1e-11 * scale)
    }

    @Test func orderOfPointsDoesNotMatter() throws {
        let points = cloud(100, 4, seed: 3)
        let forward = try Moments(of: matrix(points))
        let backward = try Moments(of: matrix(points.reversed()))
        expectClose(forward.mean, backward.mean, absolute: 1e-13)
        expectClose(forward.products, backward.products, absolute: 1e-10)
    }

    @Test(arguments: [DType.float32, .bfloat16, .float16, .float64])
    func everyFloatingPointTypeIsMeasuredExactly(_ dtype: DType) throws {
        let moments = try Moments(of: GoldenCloud.tensor(dtype))
        expectClose(try #require(moments.isoScore).asArray, [0.430412371134021], absolute: 1e-14)
    }

    @Test func singlePrecisionProductsAreCloseForADistantMean() throws {
        let points = cloud(400, 6, seed: 4).map { $0.map { Double(Float($0 + 300)) } }
        let exact = try Moments(of: matrix(points))
        var fast = Moments(dimensions: 6)
        try fast.add(matrix(points, .float32), precision: .float32)
        let scale = try #require(exact.products.max())
        expectClose(fast.mean, exact.mean, absolute: 1e-5)
        expectClose(fast.products, exact.products, absolute: 3e-6 * scale)
    }

    @Test(arguments: [DType.float64, .float32])
    func dimensionThatDoesNotVaryHasExactlyNoVariance(_ precision: DType) throws {
        var rows = cloud(1001, 3, seed: 5)
        for index in rows.indices { rows[index][1] = 0.1 }
        var moments = Moments(dimensions: 3)
        for start in stride(from: 0, to: 1001, by: 143) {
            try moments.add(matrix(Array(rows[start..<start + 143])), precision: precision)
        }
        let covariance = try #require(moments.covariance())
        #expect(covariance[1, 1] == 0)
        #expect(moments.mean[1] == 0.1)
        #expect(covariance.correlation[1, 1] == 0)
        #expect(covariance.correlation[0, 0] > 0.999)
        #expect(moments.deviationSpread?.ratio == nil)
        #expect(moments.deviationSpread?.smallest == 0)
    }

    @Test func pointsOfAnotherShapeOrTypeOrNotFiniteAreRefused() throws {
        var moments = Moments(dimensions: 3)
        try moments.add(GoldenCloud.tensor())
        let before = moments
        #expect(throws: TorchError.self) { try moments.add(Tensor.zeros([2, 4])) }
        #expect(throws: TorchError.self) { try moments.add(Tensor.zeros([3])) }
        #expect(throws: TorchError.self) { try moments.add(Tensor.zeros([2, 3], .int64)) }
        for number in [Double.nan, .infinity] {
            #expect(throws: TorchError.self) {
                try moments.add(matrix([[1, 2, 3], [1, number, 0]]))
            }
            var directions = DirectionMoments(dimensions: 3)
            #expect(throws: TorchError.self) { try directions.add(matrix([[1, number, 0]])) }
        }
        try moments.add(Tensor.zeros([0, 3]))
        #expect(moments == before)
    }

    /// Means that a float64 holds to 1e-7 deviations only: merged, removed and in one sum the digits of the products stay.
    @Test(arguments: [1, 7, 60]) func blocksAroundADistantMeanLoseNoDigits(_ size: Int) throws {
        // Multiples of 2^-20, so that a shift by 2^30 is exact.
        let near = cloud(60, 3, seed: 6).map { $0.map { ($0 * 0x1p20).rounded() / 0x1p20 } }
        let far = near.map { $0.map { $0 + 0x1p30 } }
        let expected = try Moments(of: matrix(near))
        var merged = Moments(dimensions: 3)
        for start in stride(from: 0, to: 60, by: size) {
            var block = Moments(dimensions: 3)
            try block.add(matrix(Array(far[start..<min(start + size, 60)])))
            merged.merge(block)
        }
        let scale = try #require(expected.products.max())
        expectClose(merged.products, expected.products, absolute: 1e-14 * scale)
        expectClose(merged.mean.map { $0 - 0x1p30 }, expected.mean, absolute: 1e-6)
    }

    @Test func momentsOfEarlierVersionsAreRead() throws {
        let old = #"{"dimensions":2,"count":3,"mean":[1,2],"products":[4,1,1,5]}"#
        let moments = try JSONDecoder().decode(Moments.self, from: Data(old.utf8))
        #expect(moments.count == 3 && moments.mean == [1, 2] && moments.products == [4, 1, 1, 5])
        var merged = moments
        merged.merge(moments)
        #expect(merged.mean == [1, 2] && merged.products == [8, 2, 2, 10])
    }

    @Test func momentsSurviveEncoding() throws {
        let moments = try Moments(of: GoldenCloud.tensor())
        let data = try JSONEncoder().encode(moments)
        #expect(try JSONDecoder().decode(Moments.self, from: data) == moments)
    }
}

extension Double {
    var asArray: [Double] { [self] }
}
