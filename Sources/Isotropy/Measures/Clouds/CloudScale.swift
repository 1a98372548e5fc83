import Torch

/// By which power of two points are divided before they are measured, so that no square over- or
/// underflows: every measure is then the same for `X` and `s · X`.
///
/// It follows from the largest number, and never falls with another block: what was measured before is scaled down.
struct CloudScale {
    private(set) var largest = 0.0

    mutating func restore(largest: Double) { self.largest = largest }

    /// Numbers up to here are measured as they are.
    private static let plain = 1e-30...1e30
    /// Numbers beyond are refused: what is small beside them would be lost.
    private static let measurable = 1e-300...1e300

    /// A power of two, as its inverse is.
    var factor: Double {
        guard largest > 0, !Self.plain.contains(largest) else { return 1 }
        let exponent = min(max(largest.exponent, -1022), 1022)
        return Double(sign: .plus, exponent: exponent, significand: 1)
    }

    /// The scale of the points so far and those of a block.
    /// - Parameters:
    ///   - block: `[rows, dimensions]`.
    ///   - firstRow: how many points were before it.
    /// - Throws: for a number that is not finite, by its place.
    func including(_ block: Tensor, firstRow: Int) throws(TorchError) -> CloudScale {
        let found = try Self.largestMagnitude(of: block)
        guard found.isFinite else {
            let numbers = try block.elements(as: Double.self)
            let index = numbers.firstIndex { !$0.isFinite } ?? 0
            let (row, column) = index.quotientAndRemainder(dividingBy: block.size(1))
            throw TorchError(
                .notFinite, operation: "measure",
                message: "row \(firstRow + row), column \(column) (from 0) is \(numbers[index]), "
                    + "not a finite number")
        }
        var scale = self
        scale.largest = max(largest, found)
        return scale
    }

    /// Refuses points whose largest number is too large or too small to measure.
    func check() throws(TorchError) {
        guard largest == 0 || Self.measurable.contains(largest) else {
            throw TorchError(
                .invalidOperation, operation: "measure",
                message: "the largest number is \(largest), and 1e-300 to 1e300 can be measured; "
                    + "multiply all points by a number: no measure depends on it but deviations")
        }
    }

    /// The points over the factor, exactly.
    func applied(to points: Tensor) throws(TorchError) -> Tensor {
        factor == 1 ? points : try points.converted(to: .float64).multiplied(by: 1 / factor)
    }

    /// Not finite where one of the numbers is not; 0 of none.
    private static func largestMagnitude(of block: Tensor) throws(TorchError) -> Double {
        // Without their sign, the bits of larger numbers are larger, and those of what is no number the largest.
        if block.dtype == .float64 {
            let numbers = try block.elements(as: Double.self)
            return Double(bitPattern: numbers.reduce(0) { max($0, $1.bitPattern & .max >> 1) })
        }
        let numbers = try block.elements(as: Float.self)
        return Double(Float(bitPattern: numbers.reduce(0) { max($0, $1.bitPattern & .max >> 1) }))
    }
}
