import Encoders
import Tasks

extension ModelFolder {
    /// What the outputs of a fine-tuned checkpoint mean, by its `problem_type` and `id2label`.
    ///
    /// As in transformers: without a problem type one output is a score and several are classes, and
    /// without names there are two classes.
    /// - Throws: for names that do not fit the outputs, and for problem types of other tasks.
    public func head() throws(ConfigurationError) -> Head {
        let names = try OutputNames(configuration).all
        switch fields.problemType {
        case "regression" where names.count == 1: return .regression
        case nil where names.count == 1: return .regression
        case nil: return .classification(labels: names)
        case "single_label_classification" where names.count > 1:
            return .classification(labels: names)
        case let type?:
            let outputs = names.count == 1 ? "1 output" : "\(names.count) outputs"
            throw ConfigurationError(
                configuration.url, ["problem_type \(type) with \(outputs) is not supported"])
        }
    }

    /// Refuses a checkpoint whose labels have other names, or the same in another order.
    func check(labels head: Head) throws(ConfigurationError) {
        let names = try OutputNames(configuration)
        guard names.areMeant, names.all != head.labels else { return }
        throw ConfigurationError(
            configuration.url,
            [
                "id2label is \(listed(names.all)); the task's labels are \(listed(head.labels))"
            ])
    }
}
