import Metrics
import Tasks

extension TaskDefinition.Kind {
    /// The one answer that all predictions are, where what is right differs: a label, or a score.
    package func onlyAnswer(_ predictions: Predictions, targets: Predictions) -> String? {
        guard predictions.hasCollapsed(targets: targets) else { return nil }
        switch (self, predictions) {
        case (.classification(let labels), .classes(let classes, _)): return labels[classes[0]]
        case (_, .scores(let scores)): return "\(scores[0])"
        default: preconditionFailure("predictions of another kind than the task")
        }
    }
}
