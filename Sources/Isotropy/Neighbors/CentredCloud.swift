import Torch

/// A cloud around its mean, multiplied by a power of two so that its farthest point is at a distance of 1 to 2.
struct CentredCloud {
    /// Float32 or float64, `[points, dimensions]`, as they were.
    let points: Tensor
    /// What squares of the points' differences must be multiplied by before they are taken: a power of two.
    let scale: Double
    /// `|y|²` of every point as `block` has it in float64.
    let squaredLengths: [Double]
    /// Float64, `[1, dimensions]`.
    private let mean: Tensor

    var count: Int { points.size(0) }
    var dimensions: Int { points.size(1) }

    /// - Parameter points: `[points, dimensions]`.
    /// - Throws: for numbers that are not finite, by their places, and where the largest is beyond 1e-300 ... 1e300.
    init(_ points: Tensor) throws(TorchError) {
        let isNarrow = points.dtype == .bfloat16 || points.dtype == .float16
        self.points = try points.detached().moved(to: .cpu)
            .converted(to: isNarrow ? .float32 : points.dtype ?? .float32).contiguous()
        let blocks = Self.blocks(points.size(0), max(1, Moments.blockElements / points.size(1)))
        var range = CloudScale()
        var sum = [Double](repeating: 0, count: points.size(1))
        for rows in blocks {
            let block = try self.points.slice(rows)
            range = try range.including(block, firstRow: rows.lowerBound)
            let wide = try block.converted(to: .float64).sum(along: 0)
            sum = zip(sum, try wide.elements(as: Double.self)).map { $0 + $1 }
        }
        try range.check()
        let total = Double(points.size(0))
        mean = try Tensor.of(sum.map { $0 / total }, shape: [1, sum.count])
        // By the largest number first, so that no square overflows.
        let exponent = range.largest > 0 ? -range.largest.exponent : 0
        let first = Double(sign: .plus, exponent: exponent, significand: 1)
        var squares: [Double] = []
        for rows in blocks {
            let block = try Self.centred(self.points.slice(rows), mean, first)
            squares += try block.multiplied(by: block).sum(along: 1).elements(as: Double.self)
        }
        let radius = (squares.max() ?? 0).squareRoot()
        // Not so far that the product is no number.
        let further = radius > 0 ? min(-radius.exponent, 1022 - exponent) : 0
        let second = Double(sign: .plus, exponent: further, significand: 1)
        scale = first * second
        squaredLengths = squares.map { $0 * second * second }
    }

    /// `y`, rows without the mean and scaled, in float64: each number with one rounding of the difference.
    func block(_ rows: Range<Int>) throws(TorchError) -> Tensor {
        try Self.centred(points.slice(rows), mean, scale)
    }

    private static func centred(
        _ rows: Tensor, _ mean: Tensor, _ scale: Double
    ) throws(TorchError) -> Tensor {
        try rows.converted(to: .float64).subtracting(mean).multiplied(by: scale)
    }

    static func blocks(_ count: Int, _ size: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    }
}
