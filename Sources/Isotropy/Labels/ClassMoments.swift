import Torch

/// The sums of a cloud whose points have labels: each class's mean, the scatter within classes, and the sum of each
/// class's directions.
///
/// Rows come in blocks, in one pass, and parts can be merged. Everything is float64 and takes
/// `8 d (d + 2 classes)` bytes: the scatter within classes is kept for all of them together.
public struct ClassMoments: Sendable {
    public let dimensions: Int
    /// The points of each class.
    public private(set) var counts: [Int]
    /// The points of each class that have a direction: all but those of length 0.
    public private(set) var directionCounts: [Int]
    /// The first point: means are counted from it, so that one far from 0 does not round them.
    private var origin: [Double]
    /// Row-major `[classes, dimensions]`.
    private(set) var means: [Double]
    /// `Σ x / |x|`, row-major `[classes, dimensions]`.
    private(set) var directions: [Double]
    /// `Σ (x - m_c) (x - m_c)ᵀ`, m_c the mean of the point's class, row-major.
    private(set) var within: [Double]

    public var classCount: Int { counts.count }
    public var count: Int { counts.reduce(0, +) }

    /// Of no points.
    /// - Precondition: there are a dimension and a class.
    public init(dimensions: Int, classCount: Int) {
        precondition(dimensions > 0 && classCount > 0, "\(classCount) classes in \(dimensions)")
        self.dimensions = dimensions
        counts = Array(repeating: 0, count: classCount)
        directionCounts = counts
        origin = Array(repeating: 0, count: dimensions)
        means = Array(repeating: 0, count: classCount * dimensions)
        directions = means
        within = Array(repeating: 0, count: dimensions * dimensions)
    }

    /// Adds the rows of `points`, `[rows, dimensions]`, of any floating-point type.
    /// - Parameter labels: the class of each row, from 0.
    /// - Throws: for another shape or number of labels, labels that are no classes, and numbers that are not finite,
    ///   by their places; then nothing is added.
    public mutating func add(_ points: Tensor, labels: [Int]) throws(TorchError) {
        guard points.rank == 2, points.size(1) == dimensions, points.size(0) == labels.count else {
            throw TorchError(
                .invalidOperation, operation: "classes",
                message: "points must be [\(labels.count), \(dimensions)], a row for each label, "
                    + "not \(points.shape)")
        }
        if let row = labels.firstIndex(where: { !counts.indices.contains($0) }) {
            throw TorchError(
                .invalidOperation, operation: "classes",
                message: "row \(count + row) (from 0) has the label \(labels[row]), and there are "
                    + "\(classCount) classes, from 0")
        }
        var added = ClassMoments(dimensions: dimensions, classCount: classCount)
        for rows in CentredCloud.blocks(labels.count, max(1, Moments.blockElements / dimensions)) {
            var block = ClassMoments(dimensions: dimensions, classCount: classCount)
            try block.addBlock(
                points.slice(rows), Array(labels[rows]), firstRow: count + rows.lowerBound)
            added.merge(block)
        }
        merge(added)
    }

    private mutating func addBlock(
        _ block: Tensor, _ labels: [Int], firstRow: Int
    ) throws(TorchError) {
        _ = try CloudScale().including(block, firstRow: firstRow)
        let directions = try PointDirections(block)
        let points = try block.detached().converted(to: .float64)
        let units = try points.multiplied(
            by: Tensor.of(directions.inverseLengths, shape: [labels.count, 1], on: points.place))
        for (label, inverse) in zip(labels, directions.inverseLengths) {
            counts[label] += 1
            if inverse > 0 { directionCounts[label] += 1 }
        }
        // One row for each class and one column for each point: 1 where the point is of the class.
        var members = [Double](repeating: 0, count: classCount * labels.count)
        for (point, label) in labels.enumerated() { members[label * labels.count + point] = 1 }
        let membership = try Tensor.of(
            members, shape: [classCount, labels.count], on: points.place)
        self.directions = try membership.matmul(units).elements()
        let inverses = counts.map { 1 / Double(max($0, 1)) }
        let start = try points.slice(0..<1)
        let shifted = try points.subtracting(start)
        let classMeans = try membership.matmul(shifted).multiplied(
            by: Tensor.of(inverses, shape: [classCount, 1], on: points.place))
        let centred = try shifted.subtracting(
            classMeans.gathered(Tensor.of(labels, on: points.place)))
        origin = try start.elements()
        means = try classMeans.elements()
        within = try centred.transposed().matmul(centred).elements()
    }

    /// Adds the points of `other` (Chan, Golub and LeVeque 1979, class by class); another order of merging changes
    /// the sums by rounding only.
    /// - Precondition: both have the same dimensions and classes.
    public mutating func merge(_ other: ClassMoments) {
        precondition(
            other.dimensions == dimensions && other.classCount == classCount,
            "\(other.classCount) classes in \(other.dimensions) dimensions")
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        for index in within.indices { within[index] += other.within[index] }
        for index in directions.indices { directions[index] += other.directions[index] }
        for label in counts.indices where other.counts[label] > 0 {
            mergeMean(of: label, other)
            counts[label] += other.counts[label]
            directionCounts[label] += other.directionCounts[label]
        }
    }

    private mutating func mergeMean(of label: Int, _ other: ClassMoments) {
        let share = Double(other.counts[label]) / Double(counts[label] + other.counts[label])
        let weight = Double(counts[label]) * share
        let start = label * dimensions
        let difference = (0..<dimensions).map {
            (other.origin[$0] - origin[$0]) + (other.means[start + $0] - means[start + $0])
        }
        for row in 0..<dimensions {
            means[start + row] += difference[row] * share
            let scaled = difference[row] * weight
            guard scaled != 0 else { continue }
            for column in 0..<dimensions {
                within[row * dimensions + column] += scaled * difference[column]
            }
        }
    }

    /// Takes the points of `other` out again, which are among these: good to about 1e-16 of the sums before.
    mutating func remove(_ other: ClassMoments) {
        precondition(
            other.dimensions == dimensions && other.classCount == classCount,
            "\(other.classCount) classes in \(other.dimensions) dimensions")
        for index in within.indices { within[index] -= other.within[index] }
        for index in directions.indices { directions[index] -= other.directions[index] }
        for label in counts.indices where other.counts[label] > 0 {
            removeMean(of: label, other)
            counts[label] -= other.counts[label]
            directionCounts[label] -= other.directionCounts[label]
        }
        // What varied only among the points that are gone leaves rounding behind.
        for index in 0..<dimensions {
            within[index * (dimensions + 1)] = max(within[index * (dimensions + 1)], 0)
        }
    }

    private mutating func removeMean(of label: Int, _ other: ClassMoments) {
        let left = counts[label] - other.counts[label]
        let start = label * dimensions
        guard left > 0 else {
            for index in 0..<dimensions { means[start + index] = 0 }
            return
        }
        let share = Double(other.counts[label]) / Double(left)
        let weight = Double(counts[label]) * share
        let difference = (0..<dimensions).map {
            (other.origin[$0] - origin[$0]) + (other.means[start + $0] - means[start + $0])
        }
        for row in 0..<dimensions {
            means[start + row] -= difference[row] * share
            let scaled = difference[row] * weight
            guard scaled != 0 else { continue }
            for column in 0..<dimensions {
                within[row * dimensions + column] -= scaled * difference[column]
            }
        }
    }

    /// Replaces the points by their products with a power of two.
    mutating func scale(by factor: Double) {
        for index in origin.indices { origin[index] *= factor }
        for index in means.indices { means[index] *= factor }
        for index in within.indices { within[index] = within[index] * factor * factor }
    }
}
