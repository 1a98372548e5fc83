import Foundation
import Metrics

/// A workload whose rows are dealt into folds, each of which is held out in turn.
public struct CrossValidation<Work: Workload> {
    public let folds: Int
    /// The work that trains on the other folds' rows and is measured on those of a fold, from 1.
    package let work: (_ fold: Int) -> Work
    /// What the models of all folds answer together.
    /// - Parameter runs: of the folds in their order.
    package let pooled: (_ runs: [FoldRun]) throws -> PooledAnswers

    package init(
        folds: Int, work: @escaping (_ fold: Int) -> Work,
        pooled: @escaping (_ runs: [FoldRun]) throws -> PooledAnswers
    ) {
        self.folds = folds
        self.work = work
        self.pooled = pooled
    }
}

/// A fold's run that has ended.
package struct FoldRun {
    /// With its model's answers.
    package let folder: URL
    /// What it recorded of them.
    package let metrics: [String: Double?]

    package init(folder: URL, metrics: [String: Double?]) {
        self.folder = folder
        self.metrics = metrics
    }
}

/// The answers to all rows, each by the model that was not trained on it.
package struct PooledAnswers {
    /// Of all rows as one set, ``set``.
    package let findings: Findings
    package let rows: Int
    /// Writes the answers into a folder, in the order of the rows, as a run writes its own.
    package let write: (URL) throws -> Void

    /// What rows are called that are held out in turn.
    package static let set = "held_out"
}
