import Foundation

/// How the standard deviations of a cloud's dimensions are spread: how many lie in each of adjacent buckets that are
/// equally wide on a logarithmic axis, as in figure 1 of Zhou et al. 2021.
public struct DeviationHistogram: Sendable, Codable, Equatable {
    public static let bucketCount = 30

    /// The least and the largest deviation of a dimension that varies; `nil` where none does.
    public var smallest: Double?
    public var largest: Double?
    /// The dimensions in each bucket between these two, ascending; one bucket where they are the same, none where no
    /// dimension varies.
    public var counts: [Int]
    /// The dimensions that do not vary.
    public var constant: Int

    /// - Parameter deviations: finite, at least 0.
    public init(_ deviations: [Double]) {
        let varying = deviations.filter { $0 > 0 }
        constant = deviations.count - varying.count
        smallest = varying.min()
        largest = varying.max()
        guard let smallest, let largest, smallest < largest else {
            counts = varying.isEmpty ? [] : [varying.count]
            return
        }
        counts = [Int](repeating: 0, count: Self.bucketCount)
        let start = log(smallest)
        let width = (log(largest) - start) / Double(Self.bucketCount)
        for deviation in varying {
            let bucket = Int((log(deviation) - start) / width)
            // The last bucket holds its upper end too, and rounding leads nowhere else.
            counts[min(max(bucket, 0), counts.count - 1)] += 1
        }
    }
}
