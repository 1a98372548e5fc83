import Options

/// The sentence features that go through the normalizer into the classifier.
public enum FeatureSource: String, WordChoice {
    /// The first token of the last layer, as IsoBN's paper says.
    case cls
    /// The architecture's own pooler over it, as the published codes do.
    case pooler
}
