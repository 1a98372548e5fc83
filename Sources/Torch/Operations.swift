import CTorch

/// The nonlinearity of a layer.
public enum Activation: String, Sendable, Codable, CaseIterable {
    /// x Φ(x), with the exact normal distribution function.
    case gelu
    /// GELU by its tanh approximation.
    case geluTanh
    case relu, silu, tanh

    public func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        switch self {
        case .gelu: try .make("gelu") { ct_gelu(x.handle, false, $0) }
        case .geluTanh: try .make("gelu") { ct_gelu(x.handle, true, $0) }
        case .relu: try .make("relu") { ct_relu(x.handle, $0) }
        case .silu: try .make("silu") { ct_silu(x.handle, $0) }
        case .tanh: try .make("tanh") { ct_tanh(x.handle, $0) }
        }
    }
}

public func exp(_ x: Tensor) throws(TorchError) -> Tensor {
    try .make("exp") { ct_exp(x.handle, $0) }
}

public func log(_ x: Tensor) throws(TorchError) -> Tensor {
    try .make("log") { ct_log(x.handle, $0) }
}

public func abs(_ x: Tensor) throws(TorchError) -> Tensor {
    try .make("abs") { ct_abs(x.handle, $0) }
}

/// `x Wᵀ + b` for `x [rows, inputs]`, `weight [outputs, inputs]`, `bias [outputs]`.
public func linear(
    _ x: Tensor, weight: Tensor, bias: Tensor? = nil
) throws(TorchError) -> Tensor {
    try .make("linear \(x.shape) \(weight.shape)") {
        ct_linear(x.handle, weight.handle, bias?.handle, $0)
    }
}

/// Normalizes each row to mean 0 and variance 1, then scales and shifts.
public func layerNorm(
    _ x: Tensor, weight: Tensor, bias: Tensor, epsilon: Double
) throws(TorchError) -> Tensor {
    try .make("layerNorm \(x.shape)") {
        ct_layer_norm(x.handle, weight.handle, bias.handle, epsilon, $0)
    }
}

/// The rows of `weight` at `indices` (int64), `[count, size]`.
public func embedding(_ weight: Tensor, at indices: Tensor) throws(TorchError) -> Tensor {
    try .make("embedding \(weight.shape)") { ct_embedding(weight.handle, indices.handle, $0) }
}

public func logSoftmax(_ x: Tensor, along axis: Int = -1) throws(TorchError) -> Tensor {
    try .make("logSoftmax") { ct_log_softmax(x.handle, Int32(axis), $0) }
}

/// The mean cross-entropy of `logits [rows, classes]` for int64 `labels [rows]`, a scalar.
///
/// With weights it is `sum w loss / sum w` over the rows, w the weight of a row's class; with smoothing a row's
/// target is `1 - smoothing` for its class and `smoothing / classes` for every class, whose terms then have
/// their own classes' weights (as PyTorch has it).
/// - Parameters:
///   - weights: of the classes, `[classes]`, of the type of the logits.
///   - smoothing: 0 ... 1.
public func crossEntropy(
    _ logits: Tensor, labels: Tensor, weights: Tensor? = nil, smoothing: Double = 0
) throws(TorchError) -> Tensor {
    try .make("crossEntropy \(logits.shape)") {
        ct_cross_entropy(logits.handle, labels.handle, weights?.handle, smoothing, $0)
    }
}

/// The mean of the squared differences, a scalar.
public func meanSquaredError(_ x: Tensor, _ y: Tensor) throws(TorchError) -> Tensor {
    try .make("meanSquaredError \(x.shape)") {
        ct_mean_squared_error(x.handle, y.handle, $0)
    }
}

/// The eigenvalues of a symmetric matrix, smallest first.
public func symmetricEigenvalues(_ matrix: Tensor) throws(TorchError) -> Tensor {
    try .make("eigenvalues \(matrix.shape)") { ct_symmetric_eigenvalues(matrix.handle, $0) }
}

/// The eigenvalues of a symmetric matrix, smallest first, and its eigenvectors as columns.
public func symmetricEigensystem(
    _ matrix: Tensor
) throws(TorchError) -> (values: Tensor, vectors: Tensor) {
    var vectors: OpaquePointer?
    let values = try Tensor.make("eigensystem \(matrix.shape)") { out in
        ct_symmetric_eigensystem(matrix.handle, out, &vectors)
    }
    guard let vectors else {
        throw TorchError(.other, operation: "eigensystem", message: "gave no eigenvectors")
    }
    return (values, Tensor(owning: vectors))
}
