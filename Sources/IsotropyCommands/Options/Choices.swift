import ArgumentParser
import Isotropy
import Metrics
import Training

enum NormalizerName: String, ExpressibleByArgument, CaseIterable {
    case none, batchnorm, isobn
}

enum PenaltyName: String, ExpressibleByArgument, CaseIterable {
    case none, istar, cosreg
}

/// All transformer layers, or one.
enum LayerChoice: ExpressibleByArgument {
    case all
    case one(Int)

    init?(argument: String) {
        if argument == "all" {
            self = .all
        } else if let number = Int(argument), number >= 0 {
            self = .one(number)
        } else {
            return nil
        }
    }

    var selection: LayerSelection {
        switch self {
        case .all: .all
        case .one(let number): .layer(number)
        }
    }
}

extension Metric: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(named: argument)
    }

    public static var allValueStrings: [String] { all.map(\.name) }
}

extension Preset: ExpressibleByArgument {}
extension Schedule: ExpressibleByArgument {}
extension PrecisionChoice: ExpressibleByArgument {}
extension FeatureSource: ExpressibleByArgument {}
extension ZetaConvention: ExpressibleByArgument {}
extension IStarOptions.Target: ExpressibleByArgument {}
