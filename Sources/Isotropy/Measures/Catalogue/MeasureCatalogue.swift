import Options

/// All measures of this package, by name: what is computed, listed and explained follows from this one list.
public enum MeasureCatalogue {
    /// In the order of tables.
    public static let all: [Measure] =
        varianceMeasures + correlationMeasures + spectrumMeasures + directionMeasures
        + dimensionMeasures + labelMeasures + twoCloudMeasures

    /// - Throws: for a name that is none, with the one that was probably meant.
    public static func measure(_ name: String) throws(MeasureNameError) -> Measure {
        try measures([name])[0]
    }

    /// The measures of a list of names, each once, in the list's order; hyphens are as good as underscores.
    /// - Throws: for all names that are none, with those that were probably meant.
    public static func measures(_ names: [String]) throws(MeasureNameError) -> [Measure] {
        var (found, problems) = ([Measure](), [String]())
        for name in names {
            let written = name.replacing("-", with: "_").lowercased()
            if let measure = all.first(where: { $0.name == written }) {
                if !found.contains(where: { $0.name == written }) { found.append(measure) }
            } else {
                problems.append(
                    "there is no measure '\(name)'"
                        + suggestion(
                            for: written, in: all.map(\.name),
                            otherwise: "; `isotropy measures` lists them"))
            }
        }
        guard problems.isEmpty else { throw MeasureNameError(problems: problems) }
        return found
    }

    /// What has to be kept of the points for these measures.
    public static func needs(of measures: [Measure]) -> Set<Measure.Need> {
        measures.reduce(into: []) { $0.formUnion($1.needs) }
    }
}

/// Names that are no measures'.
public struct MeasureNameError: Error, Sendable, CustomStringConvertible {
    /// All of them.
    public let problems: [String]

    public var description: String { problems.joined(separator: "; ") }
}
