import ArgumentParser
import Isotropy
import Options
import Torch

/// Which measures are computed.
struct MeasureFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The measures, as a,b,c; all is every one that the input allows. `isotropy measures` lists them. "
                + "(default: a dozen that take one pass)", valueName: "list"))
    var measures: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "All measures of a group: variances, correlations, spectrum, directions, dimension, labels or "
                + "two_clouds; give one --group for each. (default: what --measures says)",
            valueName: "name"),
        transform: measureGroup)
    var group: [Measure.Group] = []

    @Option(
        help: ArgumentHelp(
            "The robust deviations from the median beyond which a dimension is an outlier. (default: 3)",
            valueName: "k"), transform: decimal)
    var outlierLimit: Double?

    @Option(
        help: ArgumentHelp(
            "In what products of float32 vectors are added up inside a block of rows: fp64, or fp32 for speed, "
                + "right to about 1e-6. (default: fp64)", valueName: "precision"))
    var momentPrecision: MomentPrecision?

    enum MomentPrecision: String, ExpressibleByArgument, CaseIterable {
        case fp32, fp64

        var dtype: DType { self == .fp32 ? .float32 : .float64 }
    }

    @Flag(help: "Leave out the intervals, which take most of the time.")
    var noIntervals = false

    func validate() throws {
        _ = try named()
        if let outlierLimit, outlierLimit <= 0 {
            throw ValidationError("--outlier-limit must be above 0, not \(outlierLimit)")
        }
        if takeAll {
            try checkEffect(of: [("--group", !group.isEmpty)], with: "--measures all")
        }
    }

    /// Whether every measure is asked for that the input allows.
    var takeAll: Bool { measures == "all" }

    private func named() throws -> [Measure] {
        guard let measures, !takeAll else { return [] }
        do {
            return try MeasureCatalogue.measures(
                measures.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
        } catch {
            throw ValidationError("--measures: \(error)")
        }
    }

    /// The measures that were asked for, in the order of tables.
    /// - Parameters:
    ///   - available: what there is beside the points.
    ///   - thorough: whether all are usual that one pass allows.
    /// - Throws: for one that takes what is not there.
    func chosen(available: Set<Measure.Need>, thorough: Bool = false) throws -> [Measure] {
        let missing: Set<Measure.Need> = Self.given.subtracting(available)
        let possible = MeasureCatalogue.all.filter { $0.needs.isDisjoint(with: missing) }
        if takeAll { return possible }
        var wanted = try named()
        wanted += group.flatMap { group in
            MeasureCatalogue.all.filter { $0.group == group && !wanted.contains($0) }
        }
        if wanted.isEmpty, thorough { return possible.filter { !$0.needs.contains(.secondPass) } }
        if wanted.isEmpty {
            let names = Set((Self.usual + Self.usual(beside: available)).map(\.name))
            return possible.filter { names.contains($0.name) }
        }
        for measure in wanted {
            guard let need = measure.needs.intersection(missing).first else { continue }
            throw ValidationError(
                "\(measure.name) takes \(need == .labels ? "--labels" : "--against")")
        }
        return MeasureCatalogue.all.filter(wanted.contains)
    }

    /// What only other files have.
    private static let given: Set<Measure.Need> = [.labels, .secondCloud, .pairs]

    private static let usual: [Measure] = [
        .deviations, .outlierDimensions, .largestCosineShare, .explainedVariance, .isoScore,
        .isoScoreStar, .participationRatio, .effectiveRank, .stableRank, .conditionNumber,
        .meanCosine, .cosineOfMean, .cosineAroundMean, .lengthOfMean, .zeroVectors,
    ]

    private static func usual(beside available: Set<Measure.Need>) -> [Measure] {
        (available.contains(.labels) ? MeasureCatalogue.all.filter { $0.group == .labels } : [])
            + (available.contains(.secondCloud)
                ? MeasureCatalogue.all.filter { $0.group == .twoClouds } : [])
            + (available.contains(.pairs) ? [.alignment] : [])
    }
}

@Sendable private func measureGroup(_ word: String) throws -> Measure.Group {
    let written = word.replacing("-", with: "_").lowercased()
    guard let group = Measure.Group(rawValue: written) else {
        throw ValidationError(
            "there is no group of measures '\(word)'"
                + knownWords(besides: word, Measure.Group.allCases.map(\.rawValue)))
    }
    return group
}
