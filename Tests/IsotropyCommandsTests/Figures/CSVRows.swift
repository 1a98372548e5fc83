import Foundation

/// The fields of a figure's data, whose cells have neither quotes nor commas, after its header.
func csvRows(_ text: String) -> [[String]] {
    text.replacing("\r\n", with: "\n").split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}

/// The mean of numbers.
func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }

/// The sum of products of deviations from the means over one less than their count.
func covariance(_ one: [Double], _ other: [Double]) -> Double {
    let (a, b) = (mean(one), mean(other))
    return zip(one, other).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) } / Double(one.count - 1)
}
