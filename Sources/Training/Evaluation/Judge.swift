import Foundation
import Metrics

/// What judges a run: the development set, which chooses the best model, and the test set, where its
/// labels are public.
public protocol Judge {
    /// Decides early stopping and the choice of the best model.
    var headline: Metric { get }

    /// Whether nothing is measured before the last step, so that its rows choose no model.
    var measuresAtEnd: Bool { get }

    /// Measures the model as it is.
    func development() throws -> Judgement

    /// What the test set says; without metrics where there is none.
    func test() throws -> Findings
}

extension Judge {
    public var measuresAtEnd: Bool { false }

    /// What messages call the rows of ``development()``.
    package var developmentName: String { measuresAtEnd ? "held-out fold" : "development set" }
}

/// What the development set says of a model.
public struct Judgement {
    public let findings: Findings
    public let isotropy: IsotropyRecord
    /// Of each layer's tokens, the embeddings first.
    public let deviations: [DeviationHistogram]
    /// An output that is infinite or not a number.
    public let notFinite: Double?
    /// Writes the model's answers into a folder, under names of their own.
    public let writeAnswers: (URL) throws -> Void

    public init(
        findings: Findings, isotropy: IsotropyRecord, deviations: [DeviationHistogram],
        notFinite: Double?,
        writeAnswers: @escaping (URL) throws -> Void
    ) {
        self.findings = findings
        self.isotropy = isotropy
        self.deviations = deviations
        self.notFinite = notFinite
        self.writeAnswers = writeAnswers
    }
}
