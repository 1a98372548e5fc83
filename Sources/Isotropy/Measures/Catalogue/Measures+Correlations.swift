import Torch

extension MeasureCatalogue {
    static let correlationMeasures: [Measure] = [
        .meanAbsoluteCorrelation, .meanSquaredCorrelation, .groupSizes, .impliedGroups,
        .correlationBlocks, .blockSizes,
        .blockShare,
    ]
}

extension Measure {
    private static let ofConstants = "A dimension that does not vary is a group of its own."

    public static let meanAbsoluteCorrelation = Measure(
        "mean_absolute_correlation", "mean |correlation|", .correlations,
        definition:
            "The mean of |rho_ij| over i ≠ j, rho Pearson's correlations of the dimensions.",
        source: "Zhou et al. 2021, Fig. 2",
        pitfalls: [
            "About .8 over the root of the number of points where nothing correlates.",
            "A dimension that does not vary counts as uncorrelated.",
        ], range: .within(0, 1)
    ) { cloud throws(TorchError) in
        guard let rho = cloud.moments.correlation, rho.dimensions > 1 else { return nil }
        let size = Double(rho.dimensions)
        let sum = rho.elements.reduce(0) { $0 + abs($1) } - rho.variances.reduce(0, +)
        return .number(max(sum, 0) / (size * (size - 1)))
    }

    public static let meanSquaredCorrelation = Measure(
        "mean_squared_correlation", "mean correlation²", .correlations,
        definition:
            "The mean of rho_ij² over i ≠ j: the mean soft group size is 1 and d - 1 times this.",
        source: "follows from Zhou et al. 2021, Eq. 4",
        pitfalls: ["1 / (N - 1) where nothing correlates."], range: .within(0, 1)
    ) { cloud throws(TorchError) in
        guard let sizes = cloud.moments.softGroupSizes, sizes.count > 1 else { return nil }
        let size = Double(sizes.count)
        return .number(max(sizes.reduce(0, +) - size, 0) / (size * (size - 1)))
    }
    .with(debiasing: .jackknife, smoothness: .smooth)

    public static let groupSizes = Measure(
        "group_sizes", "soft group sizes", .correlations,
        definition:
            "The smallest, the median and the largest soft group size gamma_i = Σ_j rho_ij², which IsoBN divides by.",
        source: "Zhou et al. 2021, Eq. 4",
        pitfalls: [
            "1 + (d - 1) / (N - 1) where nothing correlates, so that few points make groups of their own.",
            ofConstants,
        ], range: .directions, components: ["smallest", "median", "largest"]
    ) { cloud throws(TorchError) in
        cloud.moments.softGroupSizes.map { sizes in
            let sorted = sizes.sorted()
            return .numbers([sorted[0], medianOf(sorted: sorted), sorted[sorted.count - 1]])
        }
    }

    public static let impliedGroups = Measure(
        "implied_groups", "groups that gamma implies", .correlations,
        definition:
            "Σ_i 1 / gamma_i: the number of groups where dimensions of a group correlate fully and others not at all.",
        source: "follows from Zhou et al. 2021, Eq. 4",
        pitfalls: [
            "Too low with few points, as the soft group sizes are too high.", ofConstants,
        ],
        range: .directions
    ) { cloud throws(TorchError) in
        cloud.moments.softGroupSizes.map { sizes in .number(sizes.reduce(0) { $0 + 1 / $1 }) }
    }
    .with(debiasing: .jackknife, smoothness: .smooth)

    public static let correlationBlocks = Measure(
        "correlation_blocks", "blocks of dimensions", .correlations,
        definition:
            "How many blocks the dimensions fall into by average linkage on 1 - |rho|, merged while the mean |rho| "
            + "between two is at least .5: the cut at which blocks of ones explain most of |rho|.",
        source: "Zhou et al. 2021, Eq. 3 and Fig. 2, which do not say how they cluster",
        pitfalls: ["With few points chance correlations make blocks."], range: .directions
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.correlationBlocks().map { Double($0.sizes.count) })
    }

    public static let blockSizes = Measure(
        "block_sizes", "sizes of the blocks", .correlations,
        definition: "How many dimensions each of the correlation_blocks has, the largest first.",
        source: "Zhou et al. 2021, Eq. 3", range: .directions
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.correlationBlocks().map { $0.sizes.sorted(by: >).map(Double.init) })
    }
    .with(isotropic: Isotropic.none("has other numbers of blocks"))

    public static let blockShare = Measure(
        "block_share", "|rho| that blocks explain", .correlations,
        definition:
            "How much of |rho| the block assumption of IsoBN explains against batch norm's identity: 1 - Σ (|rho_ij| - "
            + "B_ij)² / Σ rho_ij² over i ≠ j, B 1 within the correlation_blocks and 0 elsewhere.",
        source: "Zhou et al. 2021, Fig. 3, as a number", range: .within(0, 1)
    ) { cloud throws(TorchError) in
        MeasureValue(cloud.correlationBlocks()?.explained)
    }
}
