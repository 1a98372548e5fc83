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
        throw ValidationError(
            "no metric is named '\(name)'\(knownWords(besides: name, Metric.all.map(\.name)))")
    }
    return metric
}

extension Preset: ExpressibleByArgument {}
extension PrecisionChoice: ExpressibleByArgument {}
