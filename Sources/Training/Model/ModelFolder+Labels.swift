import Encoders

extension ModelFolder {
    /// The names of the classifier's outputs in their order. Where the file has none, transformers
    /// makes them up for as many as it counts, or for two.
    private var outputNames: [String] {
        if let named = configuration.fields["id2label"] as? [String: String] {
            return named.sorted { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }.map(\.value)
        }
        let counted = configuration.fields["num_labels"] as? Int ?? 2
        return (0..<min(max(counted, 1), Self.mostCounted)).map { "LABEL_\($0)" }
    }

    /// The most outputs that a file is believed to have without naming them.
    private static let mostCounted = 1 << 16

    /// The labels of the checkpoint's classifier; `nil` where it names none. Names that transformers
    /// made up (`LABEL_0`) say nothing.
    private var labels: [String]? {
        let names = outputNames
        return names.allSatisfy { $0.hasPrefix("LABEL_") } ? nil : names
    }

    /// What the outputs of a fine-tuned checkpoint mean, by its `problem_type` and `id2label`.
    ///
    /// As in transformers: without a problem type one output is a score and several are classes, and
    /// without names there are two classes.
    public func head() throws(ConfigurationError) -> Head {
        let names = outputNames
        switch configuration.fields["problem_type"] as? String {
        case "regression" where names.count == 1: return .regression
        case nil where names.count == 1: return .regression
        case nil, "single_label_classification": return .classification(labels: names)
        case let type?:
            throw ConfigurationError(
                configuration.url,
                ["problem_type \(type) with \(names.count) outputs is not supported"])
        }
    }

    /// Whether a classifier in the checkpoint has as many outputs and knows the same labels, as far as
    /// it names them.
    func hasLabels(of head: Head) -> Bool {
        if let labels { return labels == head.labels }
        return outputNames.count == head.outputCount
    }

    /// Refuses a checkpoint whose labels have other names, or the same in another order.
    func check(labels head: Head) throws(ConfigurationError) {
        guard let labels, labels != head.labels else { return }
        throw ConfigurationError(
            configuration.url,
            [
                "id2label is \(labels.joined(separator: ", ")); the task's labels are "
                    + head.labels.joined(separator: ", ")
            ])
    }
}
