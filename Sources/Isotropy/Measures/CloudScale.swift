import Torch

/// By which power of two points are divided before they are measured, so that no square over- or
/// underflows: every measure is then the same for `X` and `s · X`.
struct CloudScale {
    /// A power of two.
    let factor: Double

    /// Numbers up to here are measured as they are.
    private static let plain = 1e-30...1e30
    /// Numbers beyond are refused: what is small beside them would be lost.
    private static let measurable = 1e-300...1e300

    /// - Parameter points: `[points, dimensions]`.
    /// - Throws: for a number that is not finite, by its place, and where the largest is too large or too
    ///   small to measure.
    init(of points: Tensor) throws(TorchError) {
        var largest = 0.0
        let width = max(1, points.size(1))
        let rows = max(1, (1 << 21) / width)
        for start in stride(from: 0, to: points.size(0), by: rows) {
            let block = try points.slice(start..<min(start + rows, points.size(0)))
            for (place, number) in try block.elements(as: Double.self).enumerated() {
                guard number.isFinite else {
                    throw TorchError(
                        .notFinite, operation: "measure",
                        message:
                            "row \(start + place / width), column \(place % width) (from 0) is "
                            + "\(number), not a finite number")
                }
                largest = max(largest, abs(number))
            }
        }
        guard largest > 0, !Self.plain.contains(largest) else {
            factor = 1
            return
        }
        guard Self.measurable.contains(largest) else {
            throw TorchError(
                .invalidOperation, operation: "measure",
                message: "the largest number is \(largest), and 1e-300 to 1e300 can be measured; "
                    + "multiply all points by a number: no measure depends on it but deviations")
        }
        factor = Double(sign: .plus, exponent: largest.exponent, significand: 1)
    }

    /// The points over the factor, exactly.
    func applied(to points: Tensor) throws(TorchError) -> Tensor {
        factor == 1 ? points : try points.converted(to: .float64).multiplied(by: 1 / factor)
    }
}
