import Foundation
import TestSupport
import Torch

/// The sizes of a packed batch.
struct AttentionShape: Sendable, CustomStringConvertible {
    var lengths: [Int]
    var heads: Int
    var headSize: Int

    init(_ lengths: [Int], heads: Int, headSize: Int) {
        (self.lengths, self.heads, self.headSize) = (lengths, heads, headSize)
    }

    var tokens: Int { lengths.reduce(0, +) }
    var hidden: Int { heads * headSize }
    var description: String { "lengths \(lengths), \(heads) heads of \(headSize)" }

    /// The first rows of each sequence, so many each.
    func queryRows(_ counts: [Int]) -> [Int] {
        zip(Self.starts(lengths), counts).flatMap { Array($0..<$0 + $1) }
    }

    static func starts(_ lengths: [Int]) -> [Int] {
        lengths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    }
}

/// Random queries, keys and values, columns of one tensor, and a random gradient from above.
struct AttentionBatch {
    var shape: AttentionShape
    var attention: PackedAttention
    var queries, keys, values, gradient: Tensor
    var queryOffsets, keyOffsets: Tensor

    init(_ shape: AttentionShape, _ dtype: DType = .float32, dropout: Double) throws {
        let (tokens, hidden) = (shape.tokens, shape.hidden)
        let all = try Self.normal([tokens, 3 * hidden], stream: 0).converted(to: dtype)
        self.shape = shape
        attention = PackedAttention(
            headCount: shape.heads, dropout: dropout, key: RandomKey(seed: 5, step: 6, site: 1))
        queries = try all.slice(0..<hidden, along: 1)
        keys = try all.slice(hidden..<2 * hidden, along: 1)
        values = try all.slice(2 * hidden..<3 * hidden, along: 1)
        gradient = try Self.normal([tokens, hidden], stream: 1).converted(to: dtype)
        keyOffsets = try Tensor.of(AttentionShape.starts(shape.lengths))
        queryOffsets = keyOffsets
    }

    /// With the first queries of each sequence only.
    func keepingQueries(_ counts: [Int]) throws -> AttentionBatch {
        var batch = self
        let rows = try Tensor.of(shape.queryRows(counts))
        batch.queries = try queries.gathered(rows)
        batch.gradient = try gradient.gathered(rows)
        batch.queryOffsets = try Tensor.of(AttentionShape.starts(counts))
        return batch
    }

    func contiguous() throws -> AttentionBatch {
        var batch = self
        batch.queries = try queries.contiguous()
        batch.keys = try keys.contiguous()
        batch.values = try values.contiguous()
        return batch
    }

    private var cuts: PackedAttention.Cuts {
        get throws { try PackedAttention.Cuts(queries: queryOffsets, keys: keyOffsets) }
    }

    func forward() throws -> PackedAttention.Output {
        try attention.forward(queries: queries, keys: keys, values: values, cuts: cuts)
    }

    /// The output and the gradients of queries, keys and values by the kernel.
    func computed() throws -> [Tensor] {
        let output = try forward()
        let gradients = try emptyGradients()
        try backward(output, gradients)
        return [output.attended] + gradients
    }

    /// Tensors for the gradients of queries, keys and values, not a number yet.
    func emptyGradients() throws -> [Tensor] {
        try [queries, keys, values].map { tensor in
            try Tensor.full(tensor.shape, .nan, tensor.dtype ?? .float32)
        }
    }

    /// Writes all gradients into `[tokens, 3 hidden]`.
    func writeGradients(into buffer: Tensor) throws {
        let hidden = shape.hidden
        try backward(
            forward(),
            (0..<3).map { try buffer.slice($0 * hidden..<($0 + 1) * hidden, along: 1) })
    }

    func backward(_ output: PackedAttention.Output, _ gradients: [Tensor]) throws {
        try attention.backward(
            gradient: gradient, queries: queries, keys: keys, values: values,
            output: output, cuts: cuts, queryGradient: gradients[0], keyGradient: gradients[1],
            valueGradient: gradients[2])
    }

    /// The same by the twin and autograd, in float32.
    func twin() throws -> [Tensor] {
        let inputs = try [queries, keys, values].map { tensor in
            let copy = try tensor.converted(to: .float32).cloned()
            try copy.requireGradient()
            return copy
        }
        let output = try attention.composed(
            queries: inputs[0], keys: inputs[1], values: inputs[2], queryOffsets: queryOffsets,
            keyOffsets: keyOffsets)
        try output.multiplied(by: gradient.converted(to: .float32)).sum().backward()
        return try [output]
            + inputs.map { try $0.gradient() ?? Tensor.zeros($0.shape) }
    }

    private static func normal(_ shape: [Int], stream: UInt32) throws -> Tensor {
        let key = RandomKey(seed: 77, step: stream, site: 0)
        let numbers = (0..<shape.reduce(1, *)).map { place in
            let block = key.block(UInt64(place))
            let radius = (-2 * log((Double(block.0) + 0.5) * 0x1p-32)).squareRoot()
            return Float(radius * cos(2 * .pi * Double(block.1) * 0x1p-32))
        }
        return try Tensor.of(numbers, shape: shape)
    }
}

extension PackedAttention.Cuts {
    /// Of offsets alone, which are looked at for the longest sequence.
    init(queries: Tensor, keys: Tensor) throws {
        func longest(_ offsets: Tensor) throws -> Int {
            let starts = try offsets.elements(as: Int.self)
            return zip(starts, starts.dropFirst()).map { $1 - $0 }.max() ?? 0
        }
        self.init(
            queries: queries, keys: keys, longestQueries: try longest(queries),
            longestKeys: try longest(keys))
    }
}

/// Attention as one differentiable operation, `[tokens, hidden]`.
func packedAttention(
    queries: Tensor, keys: Tensor, values: Tensor, offsets: Tensor, headCount: Int,
    dropout: Double, key: RandomKey
) throws -> Tensor {
    let attention = PackedAttention(headCount: headCount, dropout: dropout, key: key)
    let cuts = try PackedAttention.Cuts(queries: offsets, keys: offsets)
    let inputs = [queries, keys, values]
    let parts = try inputs.map { try $0.detached() }
    let output = try attention.forward(
        queries: parts[0], keys: parts[1], values: parts[2], cuts: cuts)
    return try withGradient(of: output.attended, inputs: inputs) { upstream throws(TorchError) in
        let gradients = try parts.map { part throws(TorchError) in
            try Tensor.uninitialized(part.shape, part.dtype ?? .float32)
        }
        try attention.backward(
            gradient: upstream.converted(to: output.attended.dtype ?? .float32).contiguous(),
            queries: parts[0], keys: parts[1], values: parts[2], output: output, cuts: cuts,
            queryGradient: gradients[0], keyGradient: gradients[1], valueGradient: gradients[2])
        return gradients
    }
}
