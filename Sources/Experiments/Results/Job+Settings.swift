import Training

extension RunConfiguration.Job {
    /// For people: the options of training, and what the workload says of itself.
    ///
    /// Answers by spans read every token, so they have no features.
    public var settings: [(name: String, value: String)] {
        let hasSpans = details["spans"] != nil
        // What chose the best model has words of its own.
        return training.settings.filter {
            !(hasSpans && $0.name == "features") && $0.name != "select by"
        }
            + details.entries.map { (name: $0.path.joined(separator: " "), value: $0.value) }
    }

    /// What chose the best evaluation.
    public var selectionWords: String { training.selectBy.words(headline: headline) }
}

extension RecordedValue {
    /// The values that hold no others, with the keys that lead to each.
    fileprivate var entries: [(path: [String], value: String)] {
        guard case .object(let members) = self else {
            return self == .null ? [] : [([], description)]
        }
        return members.sorted { $0.key < $1.key }.flatMap { key, value in
            value.entries.map {
                ([key.replacing("_", with: " ")] + $0.path, $0.value)
            }
        }
    }
}
