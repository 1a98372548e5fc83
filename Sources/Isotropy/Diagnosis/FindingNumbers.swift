import Files
import Foundation

/// A cloud with the results that findings are made of, and the sentences that tell them.
struct FindingNumbers {
    let cloud: MeasuredCloud
    private let results: [String: MeasureResult]

    init(_ cloud: MeasuredCloud, _ results: [MeasureResult]) {
        self.cloud = cloud
        self.results = Dictionary(
            results.map { ($0.measure, $0) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(_ measure: Measure) -> MeasureResult? { results[measure.name] }

    // MARK: - Cosines

    /// What the mean cosine is made of; the share of the mean is `nil` where it cannot be told from 0.
    var cosine: (sentence: String, share: Double?) {
        guard let result = self[.meanCosine], let mean = result.value?.number else {
            return ("No two points have a direction, so there is no mean cosine.", nil)
        }
        let (count, size) = (Double(cloud.directions.count), Double(cloud.dimensions))
        // Three deviations of what isotropic points show by chance.
        var isNothing = abs(mean) < 3 * (2 / (count * (count - 1) * size)).squareRoot()
        if let (lower, upper) = result.intervals.first?.ends {
            isNothing = isNothing || (lower <= 0 && upper >= 0)
        }
        let head = "The mean cosine is \(significant(mean))\(Self.between(result))"
        guard !isNothing else { return ("\(head), which cannot be told from 0.", nil) }
        guard let ofMean = self[.cosineOfMean]?.value?.number else { return ("\(head).", nil) }
        let share = ofMean / mean
        let rest = "the spread around it"
        let tail =
            switch share {
            case ...0:
                "the mean of the points takes \(significant(-ofMean)) off, and \(rest) makes it"
            case 1... where percent(share - 1) == percent(0):
                "all of it comes from the mean of the points"
            case 1...:
                "the mean of the points makes \(significant(ofMean)), of which \(rest) takes "
                    + "\(significant(ofMean - mean)) off"
            default:
                "\(percent(share)) of it comes from the mean of the points, \(percent(1 - share)) from \(rest)"
            }
        return ("\(head); \(tail).", share)
    }

    /// - Parameter share: of the mean in the mean cosine; `nil` where that cannot be told from 0.
    func shift(_ share: Double?) -> CloudFindings.Cause {
        CloudFindings.Cause(
            .shiftedMean, share == nil ? 0 : self[.cosineOfMean]?.value?.number ?? 0)
    }

    /// The three dimensions that make most of the mean cosine.
    var largestCosines: [CloudFindings.DimensionShare] {
        guard let mean = self[.meanCosine]?.value?.number, mean > 0,
            let parts = self[.cosineByDimension]?.value?.numbers
        else { return [] }
        return parts.indices.sorted { (parts[$1], $0) < (parts[$0], $1) }.prefix(3).map {
            CloudFindings.DimensionShare(dimension: $0, share: parts[$0] / mean)
        }
    }

    func words(for parts: [CloudFindings.DimensionShare]) -> String? {
        let size = cloud.dimensions
        guard let first = parts.first, size > parts.count else { return nil }
        let all = parts.reduce(0) { $0 + $1.share }
        let names = parts.map { "\($0.dimension)" }.joined(separator: ", ")
        return
            "Dimension \(first.dimension) (from 0) alone makes \(percent(first.share)) of it, \(names) together "
            + "\(percent(all)); \(parts.count) of \(size) that are alike would make "
            + "\(percent(Double(parts.count) / Double(size)))."
    }

    // MARK: - Spread

    var spread: String {
        let variance = self[.explainedVariance]
        let beside =
            variance?.isotropic?.numbers.first.map { " (of isotropic points \(percent($0)))" } ?? ""
        var text =
            "Around the mean the first direction holds \(percent(variance?.value?.numbers.first ?? 0)) of the "
            + "variance\(beside)"
        guard let ratio = self[.participationRatio], let value = ratio.value?.number else {
            return text + "."
        }
        text +=
            ", and about \(significant(ratio.debiased?.number ?? value, 3))\(Self.between(ratio)) of "
            + "\(cloud.dimensions) directions are in use (participation ratio"
        if ratio.debiased != nil {
            text += ", without the bias of few points"
        } else if let isotropic = ratio.isotropic?.number {
            text += "; of isotropic points \(significant(isotropic, 3))"
        }
        text += ")"
        return text + (isSpreadIsotropic ? ", which cannot be told from isotropic." : ".")
    }

    /// By how many directions are in use, on a scale on which each halving counts the same.
    var collapse: CloudFindings.Cause? {
        guard let ratio = self[.participationRatio], let value = ratio.value?.number else {
            return nil
        }
        let size = Double(cloud.dimensions)
        // Of the value as it is, beside that of isotropic points, which has the same bias.
        let used = ratio.debiased?.number ?? value * size / (ratio.isotropic?.number ?? size)
        let strength = 1 - log(min(max(used, 1), size)) / log(size)
        return CloudFindings.Cause(.collapsedSpectrum, isSpreadIsotropic ? 0 : strength)
    }

    /// Whether the interval holds isotropic points; without one, whether `n (d / PR - 1)`, of `n = points - 1` and the
    /// ratio as it is, lies within three deviations of its mean `d + 1 - 2 / d` (John 1971; Ledoit and Wolf 2002).
    private var isSpreadIsotropic: Bool {
        guard let ratio = self[.participationRatio], let value = ratio.value?.number, value > 0
        else { return false }
        let size = Double(cloud.dimensions)
        if let (_, upper) = ratio.intervals.first?.ends { return upper >= size }
        let statistic = Double(cloud.pointCount - 1) * (size / value - 1)
        let deviation = 2 * ((size + 2) * (size - 1)).squareRoot() / size
        return statistic - (size + 1 - 2 / size) < 3 * deviation
    }

    // MARK: - Copies

    /// `nil` where neighbours were not looked at.
    var copies: CloudFindings.Cause? {
        cloud.neighbors.map {
            CloudFindings.Cause(.nearDuplicates, Double(count($0)) / Double(max($0.pointCount, 1)))
        }
    }

    var copyWords: String? {
        guard let neighbors = cloud.neighbors, count(neighbors) > 0 else { return nil }
        return
            "Of \(neighbors.pointCount) points \(neighbors.twoNN.repeated.count) repeat another, and "
            + "\(neighbors.nearDuplicates.count) lie next to one."
    }

    private func count(_ neighbors: NeighborMeasurement) -> Int {
        neighbors.twoNN.repeated.count + neighbors.nearDuplicates.count
    }

    /// ` (.91 to .93)`; empty without an interval.
    private static func between(_ result: MeasureResult) -> String {
        guard let (lower, upper) = result.intervals.first?.ends else { return "" }
        return " (\(significant(lower, 3)) to \(significant(upper, 3)))"
    }
}
