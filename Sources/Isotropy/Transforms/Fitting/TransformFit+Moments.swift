import Options
import Torch

extension TransformFit {
    /// Fits a transform to the moments of a cloud, wherever they were measured; clusters need the points.
    /// - Parameters:
    ///   - moments: of two points at least, for `centre` of one.
    ///   - ledoitWolf: the share that a shrinkage of `auto` takes, which ``ShrinkageMoments`` estimate.
    /// - Throws: for options that do not fit the moments.
    public init(
        _ options: TransformOptions, _ moments: Moments, ledoitWolf: Double? = nil
    ) throws {
        let least = options.kind == .centre ? 1 : 2
        guard moments.count >= least else {
            throw TransformError(
                "\(options.kind.rawValue) needs \(least) points at least, and there are \(moments.count)"
            )
        }
        let fit = MomentsFit(options: options, moments: moments, ledoitWolf: ledoitWolf)
        switch options.kind {
        case .centre: self = try fit.scaled()
        case .standardise: self = try fit.scaled(biased: false)
        case .batchnorm: self = try fit.scaled(biased: true)
        case .isobn: self = try fit.isotropic()
        case .pca: self = try fit.turned()
        case .pcaWhitening, .zca: self = try fit.whitened()
        case .abtt: self = try fit.withoutTop()
        case .clusters:
            throw TransformError("clusters cannot be fitted to moments: they need points")
        }
    }
}

/// Fits the kinds that are functions of the moments.
private struct MomentsFit {
    var options: TransformOptions
    let moments: Moments
    let ledoitWolf: Double?

    private var size: Int { moments.dimensions }
    private var mean: Tensor { get throws { try Tensor.of(moments.mean) } }

    /// - Parameter shrinkage: where a covariance was inverted.
    private func result(
        _ tensors: [String: Tensor], shrinkage: Double? = nil, notes: [Message] = []
    ) throws -> TransformFit {
        let transform = try Transform(
            options, dimensions: size, pointCount: moments.count, shrinkage: shrinkage,
            tensors: tensors)
        return TransformFit(transform, notes: notes)
    }

    func scaled() throws -> TransformFit { try result(["mean": mean]) }

    /// A dimension that does not vary keeps scale 1.
    func scaled(biased: Bool) throws -> TransformFit {
        let deviations = moments.covariance(biased: biased)?.standardDeviations ?? []
        let scale = deviations.map { $0 > 0 ? 1 / $0 : 1 }
        let small = (deviations.max() ?? 0) * Self.leastShare
        let faint = deviations.filter { $0 > 0 && $0 < small }
        var notes = stillNotes
        if !faint.isEmpty {
            notes.append(
                "\(faint.count) of \(size) dimensions have deviations below \(Self.leastShare) of the largest, as "
                    + "rounding has: they are scaled up like the others")
        }
        return try result(["mean": mean, "scale": Tensor.of(scale)], notes: notes)
    }

    /// About float32's rounding.
    private static let leastShare = 1e-7

    /// By the normalizer itself, whose moving statistics are those of all points.
    func isotropic() throws -> TransformFit {
        var isobn = IsoBNOptions(preset: options.preset)
        isobn.beta = options.beta
        isobn.epsilon = options.epsilon ?? isobn.epsilon
        // Read as they are.
        isobn.start = .zeros
        let problems = isobn.problems
        guard problems.isEmpty, let covariance = moments.covariance(biased: true) else {
            throw TransformError(problems.map(\.message).joined(separator: "; "))
        }
        let normalizer = try IsoBatchNormalizer(size: size, options: isobn)
        try normalizer.restore([
            "covariance": covariance.tensor(),
            "deviation": Tensor.of(covariance.standardDeviations), "steps": Tensor.of([1]),
        ])
        var fit = self
        fit.options.epsilon = isobn.epsilon
        return try fit.result(
            ["scale": Tensor.of(normalizer.scales())], notes: stillNotes)
    }

    func turned() throws -> TransformFit {
        let directions = try PrincipalDirections(moments)
        var fit = self
        let kept = try components()
        fit.options.components = kept
        let idle = kept - directions.rank
        let note: Message =
            "the points vary along \(directions.rank) of \(size) directions: the last \(idle) components are 0 but "
            + "for rounding"
        return try fit.result(
            ["mean": mean, "directions": directions.first(kept)], notes: idle > 0 ? [note] : [])
    }

    func whitened() throws -> TransformFit {
        let directions = try PrincipalDirections(moments)
        let share = try shrinkage()
        var fit = self
        let kept = try components()
        fit.options.components = kept
        let epsilon = options.epsilon ?? 0
        fit.options.epsilon = epsilon
        let average = directions.variances.reduce(0, +) / Double(size)
        let variances = directions.variances.prefix(kept).map {
            (1 - share) * $0 + share * average + epsilon
        }
        // What rounding alone keeps from 0 has no root to divide by.
        let floor = (directions.variances.first ?? 0) * Double(size) * .ulpOfOne
        let usable = variances.prefix { $0 > floor }.count
        guard usable == kept else {
            throw TransformError(
                "the covariance of \(moments.count) points has rank \(directions.rank) of \(size)"
                    + "\(stillCount > 0 ? ", \(stillCount) of the dimensions do not vary" : ""), so "
                    + "\(options.kind.rawValue) to \(kept) has no inverse root: give `shrinkage`, `epsilon`"
                    + (directions.rank > 0 ? ", or `components` of at most \(directions.rank)" : "")
            )
        }
        let scale = variances.map { 1 / $0.squareRoot() }
        return try fit.result(
            ["mean": mean, "directions": directions.first(kept), "scale": Tensor.of(scale)],
            shrinkage: share)
    }

    /// The printed algorithm takes the projections of the points with their mean, which moves every result by one
    /// vector; here, as its text has it, the mean is gone before.
    func withoutTop() throws -> TransformFit {
        let directions = try PrincipalDirections(moments)
        var fit = self
        let removed = options.removed ?? TransformFit.usualRemoved(size)
        fit.options.removed = removed
        guard removed < size, removed <= directions.rank else {
            throw TransformError(
                "`removed` must be less than the \(size) dimensions and at most the \(directions.rank) directions "
                    + "that vary, not \(removed)")
        }
        return try fit.result(["mean": mean, "directions": directions.first(removed)])
    }

    private func components() throws(TransformError) -> Int {
        let kept = options.components ?? size
        guard kept <= size else {
            throw TransformError("`components` must be at most the \(size) dimensions, not \(kept)")
        }
        return kept
    }

    private func shrinkage() throws(TransformError) -> Double {
        switch options.shrinkage {
        case .share(let share): return share
        case .automatic:
            guard let ledoitWolf else {
                throw TransformError(
                    "`shrinkage` auto: there is no estimate, as no dimension varies")
            }
            return ledoitWolf
        }
    }

    private var still: [Int] {
        (0..<size).filter { moments.products[$0 * (size + 1)] == 0 }
    }

    private var stillCount: Int { still.count }

    private var stillNotes: [Message] {
        guard let first = still.first else { return [] }
        return [
            "\(still.count) of \(size) dimensions do not vary, the first is \(first) (from 0): they keep scale 1"
        ]
    }
}

extension TransformFit {
    /// As Mu and Viswanath 2018 advise: one of a hundred dimensions.
    static func usualRemoved(_ dimensions: Int) -> Int { max(1, dimensions / 100) }
}
