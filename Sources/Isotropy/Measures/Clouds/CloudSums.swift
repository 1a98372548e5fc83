import Torch

/// The sums that are kept of a cloud's points: what the measures in question need, and no more.
struct CloudSums: Sendable {
    private(set) var plain: Moments
    private(set) var shrinkage: ShrinkageMoments?
    private(set) var directions: DirectionMoments
    private(set) var cosines: CosineParts?
    private(set) var classes: ClassMoments?
    private(set) var pair: CloudPair?
    private var precision = DType.float64
    /// Whether directions are added up.
    private(set) var hasDirections = true

    /// Of no points.
    init(_ form: CloudForm) {
        let (size, needs) = (form.dimensions, form.needs)
        precision = form.precision
        hasDirections = !needs.isDisjoint(with: [.directions, .cosineParts])
        plain = Moments(dimensions: size)
        shrinkage = needs.contains(.fourthPowers) ? ShrinkageMoments(dimensions: size) : nil
        directions = DirectionMoments(dimensions: size)
        cosines = needs.contains(.cosineParts) ? CosineParts(dimensions: size) : nil
        if needs.contains(.labels), let count = form.classCount {
            classes = ClassMoments(dimensions: size, classCount: count)
        }
        if needs.contains(.secondCloud), let second = form.secondDimensions {
            pair = CloudPair(firstDimensions: size, secondDimensions: second)
        }
    }

    init(_ moments: Moments, _ directions: DirectionMoments) {
        (plain, self.directions) = (moments, directions)
    }

    /// Of points whose sums were saved.
    init(
        _ moments: Moments, _ directions: DirectionMoments, shrinkage: ShrinkageMoments?,
        cosines: CosineParts?
    ) {
        (plain, self.directions) = (moments, directions)
        (self.shrinkage, self.cosines) = (shrinkage, cosines)
    }

    /// Of the points over the scale's factor.
    var moments: Moments { shrinkage?.moments ?? plain }

    mutating func add(_ rows: CloudRows) throws(TorchError) {
        // What can fail comes first: then nothing is added.
        var added = DirectionMoments(dimensions: directions.dimensions)
        if hasDirections { try added.add(rows.points) }
        var (parts, labelled, both) = (cosines, classes, pair)
        try parts?.add(rows.points, dividedBy: rows.factor)
        if let labels = rows.labels { try labelled?.add(rows.scaled, labels: labels) }
        if let second = rows.second { try both?.add(rows.scaled, second) }
        if shrinkage == nil {
            try plain.add(rows.scaled, precision: precision)
        } else {
            try shrinkage?.add(rows.scaled)
        }
        directions.merge(added)
        (cosines, classes, pair) = (parts, labelled, both)
    }

    mutating func merge(_ other: CloudSums) {
        plain.merge(other.plain)
        if let theirs = other.shrinkage { shrinkage?.merge(theirs) }
        directions.merge(other.directions)
        if let theirs = other.cosines { cosines?.merge(theirs) }
        if let theirs = other.classes { classes?.merge(theirs) }
        if let theirs = other.pair { pair?.merge(theirs) }
    }

    /// The sums without the points of `other`, which are among these.
    func removing(_ other: CloudSums) -> CloudSums {
        var rest = self
        rest.plain.remove(other.plain)
        if let theirs = other.shrinkage { rest.shrinkage?.remove(theirs) }
        rest.directions.remove(other.directions)
        if let theirs = other.cosines { rest.cosines?.remove(theirs) }
        if let theirs = other.classes { rest.classes?.remove(theirs) }
        if let theirs = other.pair { rest.pair?.remove(theirs) }
        return rest
    }

    /// Replaces the points by their products with a power of two.
    mutating func scale(by factor: Double) {
        plain.scale(by: factor)
        shrinkage?.scale(by: factor)
        cosines?.scale(by: factor)
        classes?.scale(by: factor)
        pair?.scaleFirst(by: factor)
    }
}

/// What decides which sums are kept.
struct CloudForm: Sendable {
    let dimensions: Int
    var needs: Set<Measure.Need>
    var classCount: Int?
    /// Of a second cloud, whose rows belong to those of the first.
    var secondDimensions: Int?
    /// Of the products inside a block.
    var precision = DType.float64
}
