import ArgumentParser
import Experiments
import Isotropy
import Metrics
import Training

extension Metric: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(named: argument)
    }

    public static var allValueStrings: [String] { all.map(\.name) }
}

extension Preset: ExpressibleByArgument {}
extension PrecisionChoice: ExpressibleByArgument {}
