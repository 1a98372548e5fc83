import Foundation
import TestSupport
import Testing
import Torch

/// Normally distributed numbers that follow from `seed`, already rounded to `dtype`.
func normals(_ shape: [Int], seed: UInt32, _ dtype: DType = .float32) throws -> Tensor {
    let key = RandomKey(seed: 77, step: seed, site: 0)
    let numbers = (0..<shape.reduce(1, *)).map { place in
        let block = key.block(UInt64(place))
        let radius = (-2 * log((Double(block.0) + 0.5) * 0x1p-32)).squareRoot()
        return Float(radius * cos(2 * .pi * Double(block.1) * 0x1p-32))
    }
    return try Tensor.of(numbers, shape: shape).converted(to: dtype)
}

/// A float32 copy whose gradient is recorded.
func exactLeaf(_ tensor: Tensor) throws -> Tensor {
    let leaf = try tensor.converted(to: .float32).cloned()
    try leaf.requireGradient()
    return leaf
}

/// The gradients of leaves from the gradient of `output`.
func gradients(_ output: Tensor, _ upstream: Tensor, _ leaves: [Tensor]) throws -> [Tensor] {
    try output.multiplied(by: upstream.converted(to: .float32)).sum().backward()
    return try leaves.map { try #require(try $0.gradient()) }
}

/// Rows and widths that leave tails of every kind: no multiple of 16 or 128, one row, one column.
let fusedShapes = [
    [1, 1], [1, 16], [3, 5], [7, 33], [33, 200], [512, 48], [65, 768], [0, 24],
]
