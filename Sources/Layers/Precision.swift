/// The arithmetic of a forward and backward pass.
public enum Precision: String, Sendable, Codable, CaseIterable {
    /// Everything in float32.
    case fp32
    /// Activations, copies of the weights and matrix products in bfloat16, accumulated in float32.
    /// Master weights, embeddings, norms' statistics, softmax, the classifier, the loss, penalties
    /// and the optimizer stay in float32.
    case bf16
}
