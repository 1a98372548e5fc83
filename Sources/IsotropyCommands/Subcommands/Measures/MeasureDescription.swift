import Isotropy

/// A measure as `isotropy measures` tells it.
struct MeasureDescription: Encodable {
    let name: String
    let title: String
    let group: Measure.Group
    let definition: String
    let range: String
    let unit: String?
    let components: [String]?
    let needs: [Measure.Need]
    let source: String
    let pitfalls: [String]
    let isotropic: String
    let debiasing: String?
    let interval: String

    init(_ measure: Measure) {
        name = measure.name
        title = measure.title
        group = measure.group
        definition = measure.definition
        range = measure.range.text
        unit = measure.unit
        components = measure.components.isEmpty ? nil : measure.components
        needs = Measure.Need.allCases.filter(measure.needs.contains)
        source = measure.source
        pitfalls = measure.pitfalls
        isotropic = measure.isotropic.text
        debiasing = measure.debiasing.text
        interval = measure.smoothness.text
    }

    /// The name and title, then a line for each of the rest.
    var text: String {
        let unit = unit.map { ", in \($0) unit" } ?? ""
        var rows = [
            ("definition", definition), ("range", range + unit),
            ("source", source), ("takes", needs.map(\.text).joined(separator: ", ")),
            ("isotropic", isotropic), ("interval", interval),
        ]
        if let components { rows.insert(("numbers", components.joined(separator: ", ")), at: 2) }
        if let debiasing { rows.append(("debiased", debiasing)) }
        rows += pitfalls.map { ("pitfall", $0) }
        let lines = rows.map { "  \($0.padding(toLength: 12, withPad: " ", startingAt: 0))\($1)" }
        return (["\(name): \(title)"] + lines).joined(separator: "\n")
    }
}

/// Names and titles, by group.
func measureTable(_ measures: [MeasureDescription]) -> String {
    let width = measures.map(\.name.count).max() ?? 0
    let groups = Measure.Group.allCases.compactMap { group -> String? in
        let rows = measures.filter { $0.group == group }.map {
            "  \($0.name.padding(toLength: width + 2, withPad: " ", startingAt: 0))\($0.title)"
        }
        return rows.isEmpty ? nil : ([group.text] + rows).joined(separator: "\n")
    }
    return groups.joined(separator: "\n\n")
        + "\n\n`isotropy measures NAME` has the definition, the source and the pitfalls."
}

extension Measure.Group {
    fileprivate var text: String { rawValue.replacing("_", with: " ") }
}

extension Measure.Need {
    fileprivate var text: String {
        switch self {
        case .moments: "mean and covariance"
        case .directions: "the sum of the points' directions"
        case .cosineParts: "sums of the points' directions"
        case .fourthPowers: "fourth powers of the distances from the mean"
        case .sample: "a sample of \(RowSample.limit) rows"
        case .secondPass: "a second pass over the points"
        case .pairs: "pairs of points"
        case .neighbours: "the points' neighbours"
        case .labels: "labels"
        case .secondCloud: "a second cloud"
        }
    }
}

extension Measure.Range {
    fileprivate var text: String {
        func number(_ value: Double) -> String {
            value == value.rounded() ? "\(Int(value))" : "\(value)"
        }
        return switch self {
        case .anything: "any number"
        case .atLeast(let least): "from \(number(least))"
        case .within(let least, let most): "\(number(least)) … \(number(most))"
        case .directions: "1 … dimensions"
        case .rank: "1 … the lesser of dimensions and points - 1"
        }
    }
}

extension Measure.Isotropic {
    fileprivate var text: String {
        switch self {
        case .simulated: "the mean over simulated covariances of as many isotropic normal points"
        case .exact: "known exactly"
        case .none(let reason): "nothing in particular: \(reason)"
        }
    }
}

extension Measure.Debiasing {
    fileprivate var text: String? {
        switch self {
        case .none: nil
        case .jackknife: "by leaving out blocks of sentences"
        case .square: "its square, by leaving out blocks of sentences"
        case .participation:
            "in closed form where each point is a sentence, else (tr S)² and ‖S‖² by leaving out blocks"
        }
    }
}

extension Measure.Smoothness {
    fileprivate var text: String {
        switch self {
        case .smooth: "by leaving out blocks of sentences"
        case .eigenvalue: "by leaving out blocks of sentences, where the eigenvalues are apart"
        case .awayFromZero:
            "by leaving out blocks of sentences, where the value is four of its errors away from 0 or more"
        case .standardError: "by its standard error"
        case .none(let reason): "none: \(reason.text)"
        }
    }
}
