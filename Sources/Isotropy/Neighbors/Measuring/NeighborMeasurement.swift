import Foundation
import Layers
import Torch

/// What is measured of a cloud's nearest neighbours, from one search, and how much it varies.
public struct NeighborMeasurement {
    /// Rows that were compared: all, or a random choice of ``RowChoice``.
    public let pointCount: Int
    /// The neighbours of each point that Levina and Bickel's estimate reads.
    public static let neighborCount = 20

    public let twoNN: TwoNN
    /// `nil` for fewer than ``neighborCount`` + 1 distinct points.
    public let levinaBickel: LevinaBickel?
    public let nearDuplicates: NearDuplicates
    /// Of the whole, halves, quarters, …
    public let scan: TwoNNScan?
    /// The estimates of disjoint random parts, by their measures' names.
    private var parts: [String: [Double]] = [:]

    /// So many parts, each of at least ``leastOfAPart`` distinct points, tell how an estimate varies.
    static let partCount = 16
    static let leastOfAPart = 50

    /// - Parameters:
    ///   - points: `[points, dimensions]`.
    ///   - scans: whether halves, quarters, … are searched too.
    ///   - intervals: whether parts are, for the errors of estimates.
    ///   - sentences: where each sentence begins in the rows, and their number at last; a sentence is in one part.
    /// - Throws: for fewer than three distinct points, and as ``NearestNeighbors``.
    public init(
        of points: Tensor, scans: Bool = false, intervals: Bool = true, sentences: [Int]? = nil
    ) throws(TorchError) {
        try self.init(
            of: points, RepeatedRows(in: points), scans: scans, intervals: intervals,
            sentences: sentences)
    }

    /// - Parameter repeated: of the points.
    init(
        of points: Tensor, _ repeated: RepeatedRows, scans: Bool, intervals: Bool,
        sentences: [Int]?
    ) throws(TorchError) {
        pointCount = points.size(0)
        let distinct = try repeated.distinctPoints(of: points)
        let count = distinct.size(0) > Self.neighborCount ? Self.neighborCount : 2
        let neighbors = try NearestNeighbors(of: distinct, count: count)
        twoNN = TwoNN(neighbors, repeated: repeated)
        levinaBickel =
            count == Self.neighborCount ? LevinaBickel(neighbors, repeated: repeated) : nil
        nearDuplicates = NearDuplicates(neighbors, repeated)
        scan = scans ? try TwoNNScan(of: points, repeated: repeated) : nil
        if intervals, repeated.distinct.count >= Self.partCount * Self.leastOfAPart {
            try measureParts(of: points, sentences ?? Array(0...points.size(0)))
        }
    }

    private mutating func measureParts(
        of points: Tensor, _ sentences: [Int]
    ) throws(TorchError) {
        let count = sentences.count - 1
        guard count >= Self.partCount * 2 else { return }
        var stream = RandomStream(seed: 0, name: "parts for intervals")
        let order = Array(0..<count).shuffled(using: &stream)
        for part in 0..<Self.partCount {
            let range = count * part / Self.partCount..<count * (part + 1) / Self.partCount
            let rows = order[range].sorted().flatMap { sentences[$0]..<sentences[$0 + 1] }
            let cloud = try points.gathered(Tensor.of(rows, on: points.place))
            let repeated = try RepeatedRows(in: cloud)
            guard repeated.distinct.count > Self.neighborCount else {
                parts = [:]
                return
            }
            let neighbors = try NearestNeighbors(
                of: repeated.distinctPoints(of: cloud), count: Self.neighborCount)
            let ratios = TwoNN(neighbors, repeated: repeated)
            let local = LevinaBickel(neighbors, repeated: repeated)
            parts["twonn", default: []].append(ratios.slope() ?? .nan)
            parts["twonn_likelihood", default: []].append(ratios.likelihood() ?? .nan)
            parts["levina_bickel", default: []].append(local.dimension() ?? .nan)
        }
    }

    /// The standard error of an estimate: the deviation over parts of `1/m` of the points is `√m` times that of the
    /// whole (Politis, Romano and Wolf 1999, for disjoint parts).
    /// - Returns: `nil` where there were too few points for parts.
    func standardError(of measure: String) -> Double? {
        guard let values = parts[measure], values.count == Self.partCount,
            values.allSatisfy(\.isFinite)
        else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (squares / Double(values.count - 1)).squareRoot()
        // 15 degrees of freedom: as wide as Student's t would make it.
        let factor = LeftOut.student(degrees: Double(Self.partCount - 1)) / 1.959963984540054
        return factor * deviation / Double(Self.partCount).squareRoot()
    }
}
