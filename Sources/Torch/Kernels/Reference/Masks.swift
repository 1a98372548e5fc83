import CTorch

/// The multipliers of dropout in the order of random numbers, float32 `[count]`, on `device`: those of
/// the processor's kernel, whose numbers follow from the key alone.
func multipliers(
    _ count: Int, probability: Double, key: RandomKey, on device: Device
) throws(TorchError) -> Tensor {
    let ones = try Tensor.full([count], 1)
    return try Tensor.make("multipliers") { ct_dropout(ones.handle, probability, key.code, $0) }
        .moved(to: device)
}

func referenceDropout(
    _ x: Tensor, probability: Double, key: RandomKey
) throws(TorchError) -> Tensor {
    let factors = try multipliers(x.count, probability: probability, key: key, on: x.place)
    return try x.converted(to: .float32).multiplied(by: factors.reshaped(to: x.shape))
        .converted(to: x.dtype ?? .float32)
}

/// The multipliers of dropout for `count` rows, float32 `[count, width]`: each row has a random
/// group of its own for each 128 elements, from its number on.
func rowMask(
    _ count: Int, _ width: Int, probability: Double, key: RandomKey, rows: Tensor?,
    on device: Device
) throws(TorchError) -> Tensor {
    guard probability > 0 else { return try .full([count, width], 1, on: device) }
    let numbers = try rows?.elements(as: Int.self) ?? Array(0..<count)
    let (all, padded) = ((numbers.max() ?? -1) + 1, (width + 127) / 128 * 128)
    let masks = try multipliers(all * padded, probability: probability, key: key, on: device)
        .reshaped(to: all, padded).slice(0..<width, along: 1)
    return if let rows { try masks.gathered(rows) } else { masks }
}
