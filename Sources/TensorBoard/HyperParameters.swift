/// What the HParams plugin knows of a run.
package enum HyperParameters: Sendable, Equatable {
    /// What all runs have in common: the hyper-parameters that there are, and the scalars that are compared.
    case experiment(parameters: [Parameter], metrics: [Metric])
    /// - Parameters:
    ///   - group: runs of one group are shown as one row.
    ///   - time: in seconds since 1970 began, UTC.
    case start([String: Parameter.Value], group: String, time: Double)
    /// The run has come to its end.
    case end(time: Double)

    package struct Parameter: Sendable, Equatable {
        package enum Kind: Sendable, Equatable { case text, flag, number }

        package enum Value: Sendable, Equatable {
            case text(String)
            case flag(Bool)
            case number(Double)
        }

        package let name: String
        package let kind: Kind

        package init(_ name: String, _ kind: Kind) {
            self.name = name
            self.kind = kind
        }
    }

    package struct Metric: Sendable, Equatable {
        /// Of the scalar.
        package let tag: String
        package let title: String

        package init(tag: String, title: String) {
            self.tag = tag
            self.title = title
        }
    }
}

extension HyperParameters {
    /// The tag under which the plugin looks for it.
    package var tag: String {
        switch self {
        case .experiment: "_hparams_/experiment"
        case .start: "_hparams_/session_start_info"
        case .end: "_hparams_/session_end_info"
        }
    }
}
