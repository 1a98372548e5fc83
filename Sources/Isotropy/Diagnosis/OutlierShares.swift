import Files

/// The outlier dimensions of a cloud and what they hold of the points' squared lengths, in which both their means and
/// their deviations count.
struct OutlierShares {
    /// How many outliers there are.
    let count: Int
    /// Those that hold more than an equal share, the largest share first.
    let dominating: [CloudFindings.DimensionShare]
    private let size, sentences: Int

    init(_ cloud: MeasuredCloud) {
        size = cloud.dimensions
        sentences = cloud.blocks?.sentences ?? cloud.pointCount
        let moments = cloud.moments
        let outliers = moments.outlierDimensions(beyond: cloud.outlierLimit) ?? []
        count = outliers.count
        let part = Double(moments.count - 1) / Double(max(moments.count, 1))
        let squares = zip(moments.mean, moments.standardDeviations ?? []).map {
            $0 * $0 + $1 * $1 * part
        }
        let (total, equal) = (squares.reduce(0, +), 1 / Double(size))
        guard total > 0 else {
            dominating = []
            return
        }
        dominating =
            outliers.map {
                CloudFindings.DimensionShare(
                    dimension: $0.dimension, share: squares[$0.dimension] / total)
            }
            .filter { $0.share > equal }
            .sorted { ($1.share, $0.dimension) < ($0.share, $1.dimension) }
    }

    private var share: Double { dominating.reduce(0) { $0 + $1.share } }
    private var equalShare: Double { Double(dominating.count) / Double(size) }

    var cause: CloudFindings.Cause {
        // Four deviations of what so many isotropic dimensions hold by chance.
        let variance = 2 * Double(dominating.count) / Double(sentences)
        let chance = 4 * variance.squareRoot() / Double(size)
        let excess = share - equalShare
        let strength = excess > chance && equalShare < 1 ? excess / (1 - equalShare) : 0
        return CloudFindings.Cause(
            .dominatingDimensions, strength, dimensions: dominating.map(\.dimension))
    }

    /// `nil` where there is no outlier.
    /// - Parameter isotropic: how many isotropic points have.
    func words(isotropic: Double?) -> String? {
        guard count > 0 else { return nil }
        let beside = isotropic.map { " (isotropic points have \(significant($0, 2)))" } ?? ""
        let head =
            count == 1
            ? "One dimension is an outlier\(beside)" : "\(count) dimensions are outliers\(beside)"
        guard !dominating.isEmpty else {
            return "\(head); none holds more than an equal share of the points' squared lengths."
        }
        let names = CloudFindings.Cause.names(dominating.map(\.dimension))
        let which =
            dominating.count == count
            ? "\(names) (from 0)" : "\(dominating.count) of them, \(names) (from 0),"
        let hold = dominating.count == 1 ? "holds" : "hold"
        return "\(head); \(which) \(hold) \(percent(share)) of the points' squared lengths, "
            + "of which an equal share would be \(percent(equalShare))."
    }
}
