import Torch

extension MeasureCatalogue {
    static let dimensionMeasures: [Measure] = [
        .twoNN, .twoNNLikelihood, .twoNNScan, .levinaBickel, .repeatedPoints, .nearDuplicates,
    ]
}

extension Measure {
    private static let manyDimensions =
        "Too low in many dimensions, where no cloud has enough points for a constant density."
    private static let ofSize =
        "Follows the number of points: compare clouds of the same count, and read twonn_scan."

    public static let twoNN = Measure(
        "twonn", "TwoNN", .dimension,
        definition:
            "The slope through 0 of -log(1 - F) on log(r2 / r1), r1 and r2 the distances to the two nearest neighbours, "
            + "the largest 10 % left out; each distinct point once.",
        source: "Facco et al. 2017",
        pitfalls: [
            manyDimensions, ofSize,
            "Of more than 65,536 points (or 67 million numbers) as many are chosen at random.",
        ], range: .atLeast(0), needs: [.neighbours]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.neighbors?.twoNN.slope())
    }
    .with(
        isotropic: Isotropic.none(ofNeighbours),
        smoothness: .standardError { $0.neighbors?.standardError(of: "twonn") })

    private static let ofNeighbours = "its bias in many dimensions is known by simulation only"

    public static let twoNNLikelihood = Measure(
        "twonn_likelihood", "TwoNN by likelihood", .dimension,
        definition:
            "(k - 1) / T from the k smallest x = log(r2 / r1), 90 % of them, T = Σ x + (N - k) x_k: unbiased where the "
            + "ratios are independent.",
        source: "Denti et al. 2022; Epstein and Sobel 1953", pitfalls: [manyDimensions, ofSize],
        range: .atLeast(0), needs: [.neighbours]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.neighbors?.twoNN.likelihood())
    }
    .with(
        isotropic: Isotropic.none(ofNeighbours),
        smoothness: .standardError { $0.neighbors?.standardError(of: "twonn_likelihood") })

    public static let twoNNScan = Measure(
        "twonn_scan", "TwoNN of N, N/2, N/4, … points", .dimension,
        definition:
            "twonn of all points, the mean over two halves, over four quarters, …, down to parts of 100 points.",
        source: "Facco et al. 2017, block analysis",
        pitfalls: [
            "Level: the dimension is that of the cloud. Falling: noise around fewer dimensions was read first."
        ], range: .atLeast(0), needs: [.neighbours]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.neighbors?.scan?.levels.map(\.slope))
    }
    .with(isotropic: Isotropic.none(ofNeighbours))

    public static let levinaBickel = Measure(
        "levina_bickel", "Levina and Bickel's dimension", .dimension,
        definition:
            "The mean over points of (k - 1) / Σ log(R_k / R_j), R_j the distance to the j-th of k = 20 neighbours.",
        source: "Levina and Bickel 2005", pitfalls: [manyDimensions, ofSize],
        range: .atLeast(0), needs: [.neighbours]
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.neighbors?.levinaBickel?.dimension().flatMap { $0.isFinite ? $0 : nil })
    }
    .with(
        isotropic: Isotropic.none(ofNeighbours),
        smoothness: .standardError { $0.neighbors?.standardError(of: "levina_bickel") })

    public static let repeatedPoints = Measure(
        "repeated_points", "points that repeat another", .dimension,
        definition: "The points that are number for number an earlier one.", source: "a count",
        range: .atLeast(0), needs: [.neighbours]
    ) { cloud throws(TorchError) in
        MeasureValue((cloud.neighbors?.twoNN.repeated.count).map { Double($0) })
    }
    .with(isotropic: .exact { _, _ in 0 })

    public static let nearDuplicates = Measure(
        "near_duplicates", "points next to another", .dimension,
        definition:
            "The points whose nearest neighbour is nearer than a thousandth of the median nearest distance, exact "
            + "copies not counted.",
        source: "a count",
        pitfalls: ["On a line, a thousandth of all points lie so by chance."],
        range: .atLeast(0), needs: [.neighbours]
    ) { cloud throws(TorchError) in
        MeasureValue((cloud.neighbors?.nearDuplicates.count).map { Double($0) })
    }
    .with(isotropic: Isotropic.none("0 but in one or two dimensions"))
}
