import Torch

/// The sums that are kept of a cloud's points: what the measures in question need, and no more.
struct CloudSums: Sendable {
    private var plain: Moments
    private(set) var shrinkage: ShrinkageMoments?
    private(set) var directions: DirectionMoments
    private(set) var cosines: CosineParts?

    init(dimensions: Int, needs: Set<Measure.Need>) {
        plain = Moments(dimensions: dimensions)
        shrinkage = needs.contains(.fourthPowers) ? ShrinkageMoments(dimensions: dimensions) : nil
        directions = DirectionMoments(dimensions: dimensions)
        cosines = needs.contains(.cosineParts) ? CosineParts(dimensions: dimensions) : nil
    }

    init(_ moments: Moments, _ directions: DirectionMoments) {
        (plain, self.directions) = (moments, directions)
    }

    /// Of the points over the scale's factor.
    var moments: Moments { shrinkage?.moments ?? plain }

    /// - Parameters:
    ///   - block: `[rows, dimensions]`.
    ///   - scaled: the same over `factor`.
    mutating func add(_ block: Tensor, scaled: Tensor, factor: Double) throws(TorchError) {
        // What can fail comes first: then nothing is added.
        var added = DirectionMoments(dimensions: directions.dimensions)
        try added.add(block)
        var parts = cosines
        try parts?.add(block, dividedBy: factor)
        if shrinkage == nil {
            try plain.add(scaled)
        } else {
            try shrinkage?.add(scaled)
        }
        directions.merge(added)
        cosines = parts
    }

    mutating func merge(_ other: CloudSums) {
        plain.merge(other.plain)
        if let theirs = other.shrinkage { shrinkage?.merge(theirs) }
        directions.merge(other.directions)
        if let theirs = other.cosines { cosines?.merge(theirs) }
    }

    /// The sums without the points of `other`, which are among these.
    func removing(_ other: CloudSums) -> CloudSums {
        var rest = self
        rest.plain.remove(other.plain)
        if let theirs = other.shrinkage { rest.shrinkage?.remove(theirs) }
        rest.directions.remove(other.directions)
        if let theirs = other.cosines { rest.cosines?.remove(theirs) }
        return rest
    }

    /// Replaces the points by their products with a power of two.
    mutating func scale(by factor: Double) {
        plain.scale(by: factor)
        shrinkage?.scale(by: factor)
        cosines?.scale(by: factor)
    }
}
