import ArgumentParser
import Experiments
import Isotropy
import Metrics
import Options
import Training

/// The metric of that name.
/// - Throws: for another name, with the one that was probably meant.
@Sendable func metric(named name: String) throws -> Metric {
    guard let metric = Metric(named: name) else {
        let known = Metric.all.map(\.name)
        let meant = nearestWord(to: name, in: known).map { ": did you mean '\($0)'? Known" }
        throw ValidationError(
            "no metric is named '\(name)'\(meant ?? "; known") are \(known.joined(separator: ", "))"
        )
    }
    return metric
}

extension Preset: ExpressibleByArgument {}
extension PrecisionChoice: ExpressibleByArgument {}
