import CTorch

/// Zeroes each element with `probability` (rounded to a multiple of 1/65536) and scales the others
/// so that the mean stays. The mask follows from the key and the element's index, so it is not kept,
/// and is the same on every device.
public func dropout(
    _ x: Tensor, probability: Double, key: RandomKey
) throws(TorchError) -> Tensor {
    func dropped(_ x: Tensor) throws(TorchError) -> Tensor {
        switch KernelForm.of(x) {
        case .fused: try .make("dropout") { ct_dropout(x.handle, probability, key.code, $0) }
        case .reference: try referenceDropout(x, probability: probability, key: key)
        }
    }
    let result = try withoutGradients { () throws(TorchError) in try dropped(x) }
    return try withGradient(of: result, inputs: [x]) { gradient throws(TorchError) in
        [try dropped(gradient)]
    }
}
