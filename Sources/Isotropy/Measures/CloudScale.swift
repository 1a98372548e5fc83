import Torch

/// By which power of two points are divided before they are measured, so that no square over- or
/// underflows: every measure is then the same for `X` and `s · X`.
struct CloudScale {
    /// A power of two.
    let factor: Double

    /// Numbers up to here are measured as they are.
    private static let plain = 1e-30...1e30
    /// Numbers beyond are refused: what is small beside them would be lost.
    private static let measurable = 1e-200...1e200

    /// - Parameter points: `[points, dimensions]`.
    /// - Throws: where the largest number is too large or too small to measure.
    init(of points: Tensor) throws(TorchError) {
        var largest = 0.0
        let rows = max(1, (1 << 21) / max(1, points.size(1)))
        for start in stride(from: 0, to: points.size(0), by: rows) {
            let block = try points.slice(start..<min(start + rows, points.size(0)))
            for number in try block.elements(as: Double.self) {
                largest = max(largest, abs(number))
            }
        }
        guard largest > 0, largest.isFinite, !Self.plain.contains(largest) else {
            factor = 1
            return
        }
        guard Self.measurable.contains(largest) else {
            throw TorchError(
                .invalidOperation, operation: "measure",
                message: "the largest number is \(largest), and 1e-200 to 1e200 can be measured; "
                    + "multiply all points by a number: no measure depends on it but deviations")
        }
        factor = Double(sign: .plus, exponent: largest.exponent, significand: 1)
    }

    /// The points over the factor, exactly.
    func applied(to points: Tensor) throws(TorchError) -> Tensor {
        factor == 1 ? points : try points.converted(to: .float64).multiplied(by: 1 / factor)
    }
}
