import Foundation
import TestSupport

/// The fields of a figure's data after its header; on a terminal the last line has lost its end.
func csvRows(_ text: String) throws -> [[String]] {
    Array(
        try fields(text.hasSuffix("\r\n") ? text : text.trimmingCharacters(in: .newlines) + "\r\n")
            .dropFirst())
}

/// The mean of numbers.
func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }

/// The sum of products of deviations from the means over one less than their count.
func covariance(_ one: [Double], _ other: [Double]) -> Double {
    let (a, b) = (mean(one), mean(other))
    return zip(one, other).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) } / Double(one.count - 1)
}
