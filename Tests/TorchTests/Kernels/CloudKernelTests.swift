import TestSupport
import Testing
import Torch

/// Whether this processor has the kernels, of float32.
private let cloudsHaveKernels: Bool = {
    guard let point = try? Tensor.zeros([1, 1]) else { return false }
    return CloudKernels.areAvailable(for: point)
}()

/// The twins are the definitions in float64, by libtorch.
struct CloudKernelTests {
    /// Numbers between about -2 and 2, another cloud for each seed.
    private func numbers(_ shape: [Int], seed: UInt64) -> [Double] {
        let key = RandomKey(seed: seed, step: 1, site: 1)
        return (0..<shape.reduce(1, *)).map { index in
            let words = key.block(UInt64(index))
            let parts = [words.0, words.1, words.2, words.3].map { Double($0) / 4294967296 - 0.5 }
            return parts.reduce(0, +) * 2
        }
    }

    /// A cloud whose dimensions differ in mean and deviation.
    private func cloud(
        _ rows: Int, _ size: Int, _ dtype: DType, seed: UInt64 = 1, mean: Double = 1
    ) throws -> Tensor {
        let values = numbers([rows, size], seed: seed).enumerated().map { index, value in
            value * Double(1 + index % size % 3) + mean * Double(index % size % 5 - 2)
        }
        return try Tensor.of(values, shape: [rows, size]).converted(to: dtype)
    }

    /// The mean and the products of the centred points, in float64.
    private func twin(_ clouds: [Tensor]) throws -> (mean: Tensor, products: Tensor) {
        let points = try Tensor.concatenated(clouds.map { try $0.converted(to: .float64) })
        let mean = try points.mean(along: 0)
        let centred = try points.subtracting(mean)
        return (mean, try centred.transposed().matmul(centred))
    }

    private func expectMoments(
        of clouds: [Tensor], relative: Double, _ location: SourceLocation = #_sourceLocation
    ) throws {
        let found = try CloudKernels.pooledMoments(clouds)
        let expected = try twin(clouds)
        expectClose(
            try found.mean.numbers, try expected.mean.numbers, absolute: 1e-12, "mean", location)
        expectClose(
            try found.products.numbers, try expected.products.numbers, relative: relative,
            "products", location)
    }

    @Test(.enabled(if: cloudsHaveKernels), arguments: [1, 2, 31, 4097], [5, 33, 200])
    func pooledMomentsMatchFloat64(_ rows: Int, _ size: Int) throws {
        for dtype in [DType.float32, .bfloat16, .float16] {
            try expectMoments(of: [cloud(rows, size, dtype)], relative: 1e-6)
        }
    }

    @Test(.enabled(if: cloudsHaveKernels), arguments: [DType.float32, .bfloat16])
    func cloudsOfSeveralSizesAndMeansArePooled(_ dtype: DType) throws {
        let clouds = try [3, 600, 1, 130].enumerated().map { index, rows in
            try cloud(rows, 50, dtype, seed: UInt64(index), mean: Double(3 * index))
        }
        try expectMoments(of: clouds, relative: 1e-6)
    }

    /// Fifty deviations from 0: without a shift the float32 sums would keep three digits.
    @Test(.enabled(if: cloudsHaveKernels), arguments: [DType.float32, .bfloat16])
    func distantMeansCostNoPrecision(_ dtype: DType) throws {
        try expectMoments(of: [cloud(1500, 100, dtype, mean: 100)], relative: 1e-6)
    }

    /// One point near 0 keeps these columns from an exact shift in bfloat16; sixteen bits of its
    /// distance from the others, by far the largest here, remain.
    @Test(.enabled(if: cloudsHaveKernels))
    func distantMeansWithAStragglerCostNoPrecision() throws {
        let rows = 300
        for size in [7, 49, 150] {
            let values = numbers([rows, size], seed: 5).enumerated().map { index, value in
                index / size == 17 ? value / 100 : value / 4 + (index % 3 == 0 ? -60 : 50)
            }
            let points = try Tensor.of(values, shape: [rows, size]).converted(to: .bfloat16)
            try expectMoments(of: [points, points], relative: 4e-5)
        }
    }

    @Test(
        .enabled(if: cloudsHaveKernels),
        arguments: [DType.float32, .bfloat16, .float16], [0.0, 0.1, -3000])
    func dimensionThatDoesNotVaryHasProductsOfExactlyZero(
        _ dtype: DType, _ value: Double
    ) throws {
        let (rows, size) = (1031, 9)
        var values = numbers([rows, size], seed: 3)
        for row in 0..<rows { values[row * size + 4] = value }
        let points = try Tensor.of(values, shape: [rows, size]).converted(to: dtype)
        let products = try CloudKernels.pooledMoments([points, points.slice(0..<77)]).products
        #expect(try products.slice(4..<5).numbers.allSatisfy { $0 == 0 })
        #expect(try products.slice(4..<5, along: 1).numbers.allSatisfy { $0 == 0 })
        #expect(try products.numbers[0] > 0)
    }

    @Test(.enabled(if: cloudsHaveKernels))
    func numberThatIsNotFiniteReachesTheProducts() throws {
        for bad in [Double.nan, .infinity, -.infinity] {
            for dtype in [DType.float32, .bfloat16] {
                var values = numbers([40, 6], seed: 4)
                values[33] = bad
                let points = try Tensor.of(values, shape: [40, 6]).converted(to: dtype)
                let products = try CloudKernels.pooledMoments([points]).products.numbers
                #expect(!products[3 * 7].isFinite)
                #expect(products[2 * 7].isFinite)
            }
        }
    }

    @Test(
        .enabled(if: cloudsHaveKernels),
        arguments: [
            (DType.float32, 1e-6), (.bfloat16, 0.006), (.float16, 1e-3),
        ], [(1, 5), (31, 33), (97, 34), (300, 200)])
    func centredProductsMatchFloat64(
        _ type: (dtype: DType, relative: Double), _ shape: (rows: Int, size: Int)
    ) throws {
        for mean in [1.0, 100] {
            let clouds = try [shape.rows, 2 * shape.rows].map {
                try cloud($0, shape.size, type.dtype, seed: 7, mean: mean)
            }
            let (centre, matrix) = try twin(clouds)
            let scale = -1 / Double(shape.rows)
            let found = try CloudKernels.centredProducts(
                clouds, mean: centre, matrix: matrix,
                factor: CloudKernels.Factor(scale: scale, diagonal: 3))
            let identity = (0..<shape.size * shape.size).map {
                $0 % (shape.size + 1) == 0 ? 3.0 : 0
            }
            let factor = try matrix.multiplied(by: scale).adding(
                Tensor.of(identity, shape: matrix.shape))
            for (cloud, result) in zip(clouds, found) {
                let centred = try cloud.converted(to: .float64).subtracting(centre)
                #expect(result.dtype == type.dtype && result.shape == cloud.shape)
                let expected = try centred.matmul(factor).numbers
                expectClose(
                    try result.numbers, expected, relative: type.relative)
            }
        }
    }

    @Test(.enabled(if: cloudsHaveKernels), arguments: [DType.float32, .bfloat16])
    func threadCountChangesNoBit(_ dtype: DType) throws {
        let clouds = try [700, 1300].map { try cloud($0, 150, dtype, mean: 30) }
        let results = try [1, 2, 3].map { threads in
            try withThreads(threads) {
                let (mean, products) = try CloudKernels.pooledMoments(clouds)
                let gradients = try CloudKernels.centredProducts(
                    clouds, mean: mean, matrix: products,
                    factor: CloudKernels.Factor(scale: 1e-3, diagonal: 1))
                let score = try CovarianceKernels.shrunkScore(
                    products, shares: CovarianceKernels.Shares(own: 0.5, diagonal: 2), weight: 0.5)
                return try [mean, products, gradients[0], gradients[1], score.numbers].map {
                    try $0.bits
                }
            }
        }
        #expect(results[0] == results[1] && results[0] == results[2])
    }

    @Test func shrinkageMixesInPlaceAndSumsUp() throws {
        for size in [1, 5, 37] {
            let matrix = numbers([size, size], seed: 8), target = numbers([size, size], seed: 9)
            let trace = (0..<size).reduce(0) { $0 + matrix[$1 * (size + 1)] }
            for isShrunk in [true, false] {
                let tensor = try Tensor.of(matrix, shape: [size, size])
                let score = try CovarianceKernels.shrunkScore(
                    tensor, target: isShrunk ? Tensor.of(target, shape: [size, size]) : nil,
                    shares: CovarianceKernels.Shares(
                        own: 0.7, target: 0.3, diagonal: 0.2, trace: 0.1), weight: 0.5
                ).numbers.numbers
                let expected = matrix.indices.map { index in
                    0.7 * matrix[index] + (isShrunk ? 0.3 * target[index] : 0)
                        + (index % (size + 1) == 0 ? 0.2 + 0.1 * trace : 0)
                }
                let diagonal = (0..<size).reduce(0) { $0 + expected[$1 * (size + 1)] }
                expectClose(try tensor.numbers, expected, absolute: 1e-14)
                #expect(abs(score[3] - diagonal) < 1e-13)
                let norm = expected.reduce(0) { $0 + $1 * $1 }
                #expect(abs(score[4] - norm) < 1e-12 * norm)
            }
        }
    }

    @Test func statisticsMoveTowardTheBiasedOnesOfTheRows() throws {
        for (rows, size) in [(2, 1), (3, 5), (32, 33)] {
            let points = try cloud(rows, size, .float32, mean: 100)
            let covariance = try Tensor.of(numbers([size, size], seed: 2), shape: [size, size])
            let deviation = try Tensor.of(numbers([size], seed: 3))
            let products = try twin([points]).products.multiplied(by: 1 / Double(rows))
            let variances = try products.numbers.enumerated()
                .filter { $0.offset % (size + 1) == 0 }.map { $0.element.squareRoot() }
            let expected = try covariance.multiplied(by: 0.75).adding(products, scale: 0.25).numbers
            let deviations = try zip(deviation.numbers, variances).map { 0.75 * $0 + 0.25 * $1 }
            let isFinite = try CovarianceKernels.moveStatistics(
                covariance: covariance, deviation: deviation, toward: points, weight: 0.25)
            #expect(try isFinite.scalar() == 1)
            expectClose(try covariance.numbers, expected, relative: 1e-13)
            expectClose(try deviation.numbers, deviations, relative: 1e-13)
        }
    }

    @Test func statisticsThatWouldNotBeFiniteStayAsTheyAre() throws {
        let covariance = try Tensor.full([2, 2], 1, .float64)
        let deviation = try Tensor.full([2], 1, .float64)
        let points = try Tensor.of([1, .infinity, 2, 3], shape: [2, 2])
        let isFinite = try CovarianceKernels.moveStatistics(
            covariance: covariance, deviation: deviation, toward: points, weight: 0.5)
        #expect(try isFinite.scalar() == 0)
        #expect(try covariance.numbers == [1, 1, 1, 1] && deviation.numbers == [1, 1])
    }

    @Test func squaredCorrelationsAreCutToOneOnlyWhereAsked() throws {
        let size = 21
        let covariance = numbers([size, size], seed: 6), inverse = numbers([size], seed: 7)
        let tensor = try Tensor.of(covariance, shape: [size, size])
        for isClamped in [true, false] {
            let expected = (0..<size).map { row in
                (0..<size).reduce(0.0) { sum, column in
                    let value = covariance[row * size + column] * inverse[row] * inverse[column] * 4
                    let cut = isClamped ? min(max(value, -1), 1) : value
                    return sum + cut * cut
                }
            }
            let found = try CovarianceKernels.squaredCorrelations(
                tensor, inverse: inverse, factor: 4, clamped: isClamped)
            expectClose(found, expected, relative: 1e-14)
        }
    }
}
