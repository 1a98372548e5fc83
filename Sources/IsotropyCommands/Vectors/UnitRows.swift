import Options
import Torch

/// Rows of length 1, float64.
/// - Parameters:
///   - name: what the rows are called.
///   - place: of a row in what is called so, from 0; `nil` where nothing came before.
/// - Throws: for a row of zeros, which has no direction, and for one whose square float64 does not hold.
func unitRows(
    _ rows: Tensor, of name: String, at place: ((Int) -> Int)? = nil
) throws -> Tensor {
    let wide = try rows.converted(to: .float64)
    let squares = try wide.multiplied(by: wide).sum(along: 1, keepingRank: true)
    let lengths = try squares.elements(as: Double.self)
    if let row = lengths.firstIndex(where: { $0 == 0 || !$0.isFinite }) {
        throw InputError(
            "--normalize: row \((place?(row) ?? row) + 1) of \(name) is "
                + (lengths[row] == 0 ? "zero, which has no direction" : "too large for its length"))
    }
    return try wide.multiplied(by: squares.raised(to: -0.5))
}
