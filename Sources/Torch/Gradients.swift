import CTorch
import Foundation

/// Runs `body` without recording what gradients would need.
public func withoutGradients<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
    let before = ct_gradients_enabled()
    ct_set_gradients_enabled(false)
    defer { ct_set_gradients_enabled(before) }
    return try body()
}

/// The gradients of `inputs` where the gradient of `function` of them is `upstream`, by libtorch's own
/// rules: what a reference form needs no formula for.
/// - Returns: one for each input, of its type.
package func derivatives(
    at inputs: [Tensor], upstream: Tensor,
    of function: ([Tensor]) throws(TorchError) -> Tensor
) throws(TorchError) -> [Tensor] {
    let before = ct_gradients_enabled()
    ct_set_gradients_enabled(true)
    defer { ct_set_gradients_enabled(before) }
    var leaves: [Tensor] = []
    for input in inputs {
        let leaf = try input.detached()
        try leaf.requireGradient()
        leaves.append(leaf)
    }
    let output = try function(leaves)
    try output.multiplied(by: upstream.detached().converted(to: output.dtype ?? .float32)).sum()
        .backward()
    var gradients: [Tensor] = []
    for leaf in leaves {
        if let gradient = try leaf.gradient() {
            gradients.append(gradient)
        } else {
            gradients.append(try .zeros(leaf.shape, leaf.dtype ?? .float32, on: leaf.place))
        }
    }
    return gradients
}

extension Tensor {
    /// Marks a leaf (a parameter) whose gradient `backward()` accumulates.
    public func requireGradient(_ required: Bool = true) throws(TorchError) {
        try check(ct_set_requires_gradient(handle, required), "requireGradient")
    }

    /// The same elements, outside the graph.
    public func detached() throws(TorchError) -> Tensor {
        try .make("detach") { ct_detach(handle, $0) }
    }

    /// Adds the gradient of this scalar to every leaf that it depends on.
    public func backward() throws(TorchError) {
        try check(ct_backward(handle), "backward")
    }

    /// The gradient that a leaf has accumulated.
    public func gradient() throws(TorchError) -> Tensor? {
        var result: OpaquePointer?
        try check(ct_gradient(handle, &result), "gradient")
        return result.map(Tensor.init(owning:))
    }

    public func clearGradient() throws(TorchError) {
        try check(ct_clear_gradient(handle), "clearGradient")
    }
}

/// The gradients of an operation's inputs, from its output's; `nil` where there is none.
public typealias Backward = (_ outputGradient: Tensor) throws(TorchError) -> [Tensor?]

/// A tensor with the value of `output` whose gradient with respect to `inputs` is `backward`.
///
/// `output` is computed by the caller, without gradients. `backward` runs once, on the thread that
/// called `Tensor.backward()`; what it captures is freed right after. Without gradients to record,
/// `output` itself comes back.
public func withGradient(
    of output: Tensor, inputs: [Tensor], _ backward: @escaping Backward
) throws(TorchError) -> Tensor {
    guard ct_gradients_enabled(), inputs.contains(where: \.requiresGradient) else { return output }
    let context = CustomGradient(backward, inputCount: inputs.count)
    let handles: [OpaquePointer?] = inputs.map(\.handle)
    let retained = Unmanaged.passRetained(context)
    return try .make("custom gradient") { out in
        ct_custom_gradient(
            output.handle, handles, Int32(handles.count), retained.toOpaque(),
            runCustomGradient, releaseCustomGradient, out)
    }
}

/// Keeps a backward function alive for the graph.
private final class CustomGradient {
    let backward: Backward
    let inputCount: Int

    init(_ backward: @escaping Backward, inputCount: Int) {
        self.backward = backward
        self.inputCount = inputCount
    }

    /// Keeps the message of a failure until the seam has copied it.
    var message: UnsafeMutablePointer<CChar>?

    deinit { free(message) }
}

private func runCustomGradient(
    context: UnsafeMutableRawPointer?, gradient: OpaquePointer?,
    slots: UnsafeMutablePointer<OpaquePointer?>?,
    message: UnsafeMutablePointer<UnsafePointer<CChar>?>?
) -> ct_status {
    guard let context, let gradient, let slots else { return CT_OTHER_ERROR }
    let custom = Unmanaged<CustomGradient>.fromOpaque(context).takeUnretainedValue()
    do {
        let upstream = try Tensor.make("gradient") { ct_tensor_alias(gradient, $0) }
        let results = try withoutGradients { () throws(TorchError) in
            try custom.backward(upstream)
        }
        precondition(
            results.count == custom.inputCount,
            "\(results.count) gradients for \(custom.inputCount) inputs")
        for (index, result) in results.enumerated() {
            guard let result else { continue }
            try check(ct_tensor_alias(result.handle, slots + index), "gradient")
        }
        return CT_OK
    } catch {
        custom.message = strdup(error.description)
        message?.pointee = custom.message.map { UnsafePointer($0) }
        return error.kind == .outOfMemory ? CT_OUT_OF_MEMORY : CT_CALLBACK_ERROR
    }
}

private func releaseCustomGradient(context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<CustomGradient>.fromOpaque(context).release()
}
