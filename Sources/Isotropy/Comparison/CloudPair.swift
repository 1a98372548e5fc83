import Torch

/// The sums from which it follows how alike two clouds of the same things are: row i of one and of the other belong
/// together, as of two layers or of a model before and after it was trained. They may differ in dimensions.
///
/// Rows come in blocks, in one pass, and parts can be merged. Everything is centred, in float64, and takes
/// `8 (d1 + d2)²` bytes.
public struct CloudPair: Sendable {
    /// Of the first and of the second cloud.
    public let firstDimensions, secondDimensions: Int
    public internal(set) var count = 0
    /// The first point, of both clouds' coordinates one after the other: means are counted from it, so that one far
    /// from 0 does not round them.
    var origin: [Double]
    var mean: [Double]
    /// `Σ z zᵀ`, z the coordinates of both without their means, row-major.
    var products: [Double]
    /// `Σ |x|⁴`, `Σ |x|² |y|²` and `Σ |y|⁴`, x and y the points without their means.
    var quartics = Quartics()
    /// `Σ |x|² z` and `Σ |y|² z`.
    var firstCubes, secondCubes: [Double]

    struct Quartics: Sendable {
        var first = 0.0
        var mixed = 0.0
        var second = 0.0
    }

    /// Of no points.
    /// - Precondition: both have a dimension.
    public init(firstDimensions: Int, secondDimensions: Int) {
        precondition(
            firstDimensions > 0 && secondDimensions > 0,
            "clouds of \(firstDimensions) and \(secondDimensions) dimensions")
        self.firstDimensions = firstDimensions
        self.secondDimensions = secondDimensions
        let size = firstDimensions + secondDimensions
        origin = Array(repeating: 0, count: size)
        (mean, firstCubes, secondCubes) = (origin, origin, origin)
        products = Array(repeating: 0, count: size * size)
    }

    /// Of the rows of two clouds.
    public init(_ first: Tensor, _ second: Tensor) throws(TorchError) {
        for cloud in [first, second] where cloud.rank != 2 || cloud.size(1) == 0 {
            throw TorchError(
                .invalidOperation, operation: "two clouds",
                message: "points must be [points, dimensions], not \(cloud.shape)")
        }
        self.init(firstDimensions: first.size(1), secondDimensions: second.size(1))
        try add(first, second)
    }

    /// Of both clouds together.
    var dimensions: Int { firstDimensions + secondDimensions }

    /// Adds rows of both clouds, `[rows, dimensions]`, of any floating-point types.
    /// - Throws: for other shapes, numbers that are not finite, by their places, and a largest number beyond
    ///   1e-70 ... 1e70, of which fourth powers would be lost; then nothing is added.
    public mutating func add(_ first: Tensor, _ second: Tensor) throws(TorchError) {
        guard first.rank == 2, second.rank == 2, first.size(0) == second.size(0),
            first.size(1) == firstDimensions, second.size(1) == secondDimensions
        else {
            throw TorchError(
                .invalidOperation, operation: "two clouds",
                message: "points must be [rows, \(firstDimensions)] and [rows, "
                    + "\(secondDimensions)] of as many rows, not \(first.shape) and \(second.shape)"
            )
        }
        var added = CloudPair(firstDimensions: firstDimensions, secondDimensions: secondDimensions)
        let size = max(1, Moments.blockElements / dimensions)
        for rows in CentredCloud.blocks(first.size(0), size) {
            var block = CloudPair(
                firstDimensions: firstDimensions, secondDimensions: secondDimensions)
            try block.addBlock(
                first.slice(rows), second.slice(rows), firstRow: count + rows.lowerBound)
            added.merge(block)
        }
        merge(added)
    }

    private mutating func addBlock(
        _ first: Tensor, _ second: Tensor, firstRow: Int
    ) throws(TorchError) {
        for cloud in [first, second] {
            let scale = try CloudScale().including(cloud, firstRow: firstRow)
            guard scale.largest == 0 || (1e-70...1e70).contains(scale.largest) else {
                throw TorchError(
                    .invalidOperation, operation: "two clouds",
                    message: "the largest number is \(scale.largest), and 1e-70 to 1e70 can be "
                        + "compared; multiply all points by a number: no measure depends on it")
            }
        }
        let points = try Tensor.concatenated(
            [
                first.detached().converted(to: .float64),
                second.detached().converted(to: .float64),
            ], along: 1)
        let start = try points.slice(0..<1)
        let shifted = try points.subtracting(start)
        let moments = try Moments(of: shifted)
        let center = try Tensor.of(moments.mean, shape: [1, dimensions], on: points.place)
        let centred = try shifted.subtracting(center)
        origin = try start.elements()
        (count, mean, products) = (moments.count, moments.mean, moments.products)
        let squares = try centred.multiplied(by: centred)
        let x = try squares.slice(0..<firstDimensions, along: 1).sum(along: 1)
        let y = try squares.slice(firstDimensions..<dimensions, along: 1).sum(along: 1)
        quartics = Quartics(
            first: try x.multiplied(by: x).sum().scalar(),
            mixed: try x.multiplied(by: y).sum().scalar(),
            second: try y.multiplied(by: y).sum().scalar())
        firstCubes = try x.reshaped(to: 1, -1).matmul(centred).elements()
        secondCubes = try y.reshaped(to: 1, -1).matmul(centred).elements()
    }

    /// Adds the rows of `other`; another order of merging changes the sums by rounding only.
    /// - Precondition: the dimensions are the same.
    public mutating func merge(_ other: CloudPair) {
        precondition(
            other.firstDimensions == firstDimensions && other.secondDimensions == secondDimensions,
            "clouds of \(other.firstDimensions) and \(other.secondDimensions) dimensions")
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        let share = Double(other.count) / Double(count + other.count)
        let difference = (0..<dimensions).map {
            (other.origin[$0] - origin[$0]) + (other.mean[$0] - mean[$0])
        }
        var (one, two) = (self, other)
        one.move(by: difference.map { $0 * share })
        two.move(by: difference.map { -$0 * (1 - share) })
        quartics.first = one.quartics.first + two.quartics.first
        quartics.mixed = one.quartics.mixed + two.quartics.mixed
        quartics.second = one.quartics.second + two.quartics.second
        firstCubes = zip(one.firstCubes, two.firstCubes).map(+)
        secondCubes = zip(one.secondCubes, two.secondCubes).map(+)
        let weight = Double(count) * share
        for row in difference.indices {
            mean[row] += difference[row] * share
            for column in difference.indices {
                let index = row * dimensions + column
                products[index] +=
                    other.products[index] + weight * difference[row] * difference[column]
            }
        }
        count += other.count
    }
}

extension CloudPair {
    /// Counts powers from another center, z' = z - delta: `|x'|² = |x|² - 2 delta·x + |delta|²` over the coordinates
    /// of x, and `Σ z = 0`. The products stay those around the mean.
    /// - Parameter back: from there to the mean again.
    mutating func move(by delta: [Double], back: Bool = false) {
        guard delta.contains(where: { $0 != 0 }) else { return }
        let points = Double(count)
        let (x, y) = (0..<firstDimensions, firstDimensions..<dimensions)
        // Σ z (x · delta), and the same of y.
        let (ofFirst, ofSecond) = (turned(delta, x), turned(delta, y))
        func dot(_ vector: [Double], _ range: Range<Int>) -> Double {
            range.reduce(0) { $0 + vector[$1] * delta[$1] }
        }
        let (xLength, yLength) = (dot(delta, x), dot(delta, y))
        let (xTrace, yTrace) = (trace(x), trace(y))
        func moveCubes(_ sign: Double) {
            for index in delta.indices {
                firstCubes[index] -=
                    sign * (2 * ofFirst[index] + (xTrace + points * xLength) * delta[index])
                secondCubes[index] -=
                    sign * (2 * ofSecond[index] + (yTrace + points * yLength) * delta[index])
            }
        }
        // The fourth powers follow from the third ones around the mean.
        if back { moveCubes(-1) }
        let sign: Double = back ? -1 : 1
        quartics.first +=
            sign
            * (4 * dot(ofFirst, x) - 4 * dot(firstCubes, x) + 2 * xLength * xTrace
                + points * xLength * xLength)
        quartics.second +=
            sign
            * (4 * dot(ofSecond, y) - 4 * dot(secondCubes, y) + 2 * yLength * yTrace
                + points * yLength * yLength)
        quartics.mixed +=
            sign
            * (4 * dot(ofFirst, y) - 2 * dot(firstCubes, y) - 2 * dot(secondCubes, x)
                + xLength * yTrace + yLength * xTrace + points * xLength * yLength)
        if !back { moveCubes(1) }
    }

    private func turned(_ delta: [Double], _ range: Range<Int>) -> [Double] {
        (0..<dimensions).map { row in
            range.reduce(0) { $0 + products[row * dimensions + $1] * delta[$1] }
        }
    }

    private func trace(_ range: Range<Int>) -> Double {
        range.reduce(0) { $0 + products[$1 * (dimensions + 1)] }
    }
}
