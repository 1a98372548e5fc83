import Figures
import Isotropy
import Options

extension AnalysisGrid {
    private static func kept(_ what: String) -> MissingIngredient {
        MissingIngredient(
            "\(what) of an analysis",
            remedy: "isotropy analyze --model MODEL --task TASK --output FOLDER")
    }

    func deviations() throws -> Figure {
        .deviations(
            try panels(missing: Self.kept("the deviations")) { place in
                place.plain.flatMap(place.kept)?.deviations
            }, of: lastSubject)
    }

    func correlations() throws -> Figure {
        .correlations(
            try panels(missing: Self.kept("the correlations")) { place in
                place.plain.flatMap(place.kept)?.correlations
            }, of: lastSubject)
    }

    func correlationAssumptions() throws -> Figure {
        let matrices = places.compactMap { place in
            place.plain.flatMap(place.kept)?.correlations.map { (place, $0) }
        }
        guard !matrices.isEmpty else { throw Self.kept("the correlations") }
        let hasRows = Set(places.map(\.row)).count > 1
        let hasColumns = Set(places.map(\.column)).count > 1
        return .correlationAssumptions(
            matrices.map { place, matrix in
                let name = [hasRows ? place.row : nil, hasColumns ? place.column : nil]
                return (name.compactMap { $0 }.joined(separator: ", "), matrix)
            }, of: lastSubject)
    }

    /// The mean of each dimension, the farthest named.
    func activations() throws -> Figure {
        let panels = try panels(missing: Self.kept("the means of dimensions")) { place in
            place.plain.flatMap(place.kept).map {
                Activations(
                    means: $0.mean, outliers: Array($0.outliers.prefix(Self.namedOutliers)))
            }
        }
        let limits = Set(places.compactMap { $0.analysis.kept?.facts.outlierLimit }).sorted()
        let limit = alternatives(limits.map(short))
        return .activations(
            panels, of: lastSubject,
            rule:
                "the \(Self.namedOutliers) farthest of those whose mean or standard deviation is more than "
                + "\(limit) robust deviations from the median of all")
    }

    private static let namedOutliers = 5

    func cosines() throws -> Figure {
        let missing = Self.classes
        let panels = try panels(missing: missing) { place -> [NamedHistogram]? in
            guard let sample = place.plain.flatMap(place.kept)?.sample else { return nil }
            let names = place.analysis.kept?.facts.classes ?? []
            let within =
                sample.cosines.count == names.count + 1
                ? names.map { "within \($0)" } : ["within a class"]
            let titles = within + ["between classes"]
            guard titles.count == sample.cosines.count else { return nil }
            return zip(titles, sample.cosines).map { name, counts in
                NamedHistogram(name, Histogram(edges: SampleOfClasses.edges, counts: counts))
            }
        }
        var figure = Figure.cosines(panels, of: lastSubject)
        figure.caption += " Pairs of \(SampleOfClasses.limit) points at most, chosen at random."
        return figure
    }

    func projection() throws -> Figure {
        let samples = try panels(missing: Self.classes) { place -> (SampleOfClasses, [String])? in
            guard let sample = place.plain.flatMap(place.kept)?.sample else { return nil }
            return (sample, place.analysis.kept?.facts.classes ?? [])
        }
        let classes = samples.map { sample, names in
            names.enumerated().map { label, name in
                let points = zip(sample.points, sample.classes).filter { $0.1 == label }.map(\.0)
                return ProjectedClass(name, points)
            }
        }
        var figure = Figure.projection(
            classes,
            shares: samples.map { sample, _ in (sample.shares[0], sample.shares[1]) },
            of: lastSubject)
        figure.caption += " \(SampleOfClasses.limit) points at most, chosen at random."
        return figure
    }

    private static var classes: MissingIngredient {
        MissingIngredient(
            "points with classes of an analysis",
            remedy: "isotropy analyze --model MODEL --task TASK --output FOLDER")
    }
}
