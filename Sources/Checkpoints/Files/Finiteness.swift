import Torch

/// The index of the first number that is infinite or not a number, from its bits.
///
/// One pass over the bytes as they are, at the speed of memory; they need not be aligned.
/// - Parameter inFloat32: whether float64 numbers that float32 would round to infinity count too.
func firstNonFinite(
    _ bytes: UnsafeRawBufferPointer, _ dtype: DType, inFloat32: Bool = false
) -> Int? {
    switch dtype {
    case .float64:
        // The middle between the largest float32 and the power of two after it rounds up.
        let limit: UInt64 = inFloat32 ? 0x47EF_FFFF_F000_0000 : 0x7FF0_0000_0000_0000
        return firstAtLeast(limit, magnitude: .max >> 1, in: bytes)
    case .float32: return firstAtLeast(0x7F80_0000 as UInt32, magnitude: .max >> 1, in: bytes)
    case .float16: return firstAtLeast(0x7C00 as UInt16, magnitude: .max >> 1, in: bytes)
    case .bfloat16: return firstAtLeast(0x7F80 as UInt16, magnitude: .max >> 1, in: bytes)
    case .int64, .int32, .uint8, .bool: return nil
    }
}

/// The first element whose bits under `magnitude` are at least `limit`.
@inline(__always)
private func firstAtLeast<Bits: FixedWidthInteger & UnsignedInteger>(
    _ limit: Bits, magnitude: Bits, in bytes: UnsafeRawBufferPointer
) -> Int? {
    let size = Bits.bitWidth / 8
    let count = bytes.count / size
    // Blocks without an exit inside become vector instructions.
    var start = 0
    while start < count {
        let end = min(start + 4096, count)
        var largest: Bits = 0
        for index in start..<end {
            let bits = bytes.loadUnaligned(fromByteOffset: index * size, as: Bits.self)
            largest = max(largest, bits & magnitude)
        }
        if largest >= limit {
            return (start..<end).first { index in
                let bits = bytes.loadUnaligned(fromByteOffset: index * size, as: Bits.self)
                return bits & magnitude >= limit
            }
        }
        start = end
    }
    return nil
}
